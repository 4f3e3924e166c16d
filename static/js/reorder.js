// In a list marked data-reorder, Alt and an arrow move the row that has the focus, as its own buttons do.
const ways = { ArrowUp: "up", ArrowDown: "down" }

for (const list of document.querySelectorAll("[data-reorder]")) {
  let last = ""
  list.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]")
    if (!row || !event.altKey || !ways[event.key]) return
    const button = row.querySelector(`[data-way="${ways[event.key]}"]`)
    if (!button) return
    event.preventDefault()
    last = button.id
    button.click()
  })
  list.addEventListener("htmx:afterSwap", () => {
    if (last) document.getElementById(last)?.focus()
  })
}
