// Toasts go when closed, or by themselves when nobody is at them; one with Undo stays longer.
const QUICK = 6000
const WITH_UNDO = 20000

for (const toast of document.querySelectorAll("[data-toasts] .toast")) {
  toast.querySelector("[data-dismiss]")?.addEventListener("click", () => toast.remove())
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, QUICK)
    else toast.remove()
  }
  setTimeout(leave, toast.querySelector("form") ? WITH_UNDO : QUICK)
}

document.querySelector("[data-focus]")?.focus()
