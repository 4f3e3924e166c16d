// Keys in a list marked data-rows: j and k move, x chooses, o opens; / goes to the search.
const rows = () => [...document.querySelectorAll("[data-rows] tbody tr")]
let here = null

const go = (row) => {
  if (!row) return
  here?.removeAttribute("data-here")
  here = row
  row.setAttribute("data-here", "")
  row.querySelector("th a")?.focus()
  row.scrollIntoView({ block: "nearest" })
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [popover]:popover-open")) return
  const all = rows()
  const at = all.indexOf(event.target.closest("tr") ?? here)
  if (event.key === "j") go(all[Math.min(at + 1, all.length - 1)])
  else if (event.key === "k") go(all[Math.max(at - 1, 0)])
  else if (event.key === "x" && at >= 0) all[at].querySelector("input[type=checkbox]")?.click()
  else if (event.key === "o" && at >= 0) all[at].querySelector("th a")?.click()
  else if (event.key === "/") document.querySelector("input[type=search]")?.focus()
  else return
  event.preventDefault()
})
