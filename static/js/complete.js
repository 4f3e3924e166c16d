// Offers what may be meant while somebody types a search: <input data-complete="address">.
// The address answers {"found": [[text, about, start, end], …]} for ?q= and the cursor ?at=.
for (const input of document.querySelectorAll("input[data-complete]")) {
  const list = document.createElement("ul")
  list.id = `${input.id}-completion`
  list.className = "completion"
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", "What you may mean")
  list.hidden = true
  input.after(list)
  input.setAttribute("role", "combobox")
  input.setAttribute("aria-controls", list.id)
  input.setAttribute("aria-autocomplete", "list")
  input.setAttribute("aria-expanded", "false")

  let found = []
  let chosen = -1
  let asked = 0

  const close = () => {
    list.hidden = true
    chosen = -1
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
  }

  const choose = (place) => {
    chosen = place
    for (const [at, row] of [...list.children].entries()) {
      row.setAttribute("aria-selected", String(at === place))
      if (at === place) {
        input.setAttribute("aria-activedescendant", row.id)
        row.scrollIntoView({ block: "nearest" })
      }
    }
  }

  const take = (place) => {
    const [text, , start, end] = found[place]
    input.value = input.value.slice(0, start) + text + input.value.slice(end)
    input.setSelectionRange(start + text.length, start + text.length)
    close()
    input.dispatchEvent(new Event("input", { bubbles: true }))
  }

  const show = () => {
    list.replaceChildren(
      ...found.map(([text, about], place) => {
        const row = document.createElement("li")
        row.id = `${list.id}-${place}`
        row.setAttribute("role", "option")
        row.setAttribute("aria-selected", "false")
        row.append(Object.assign(document.createElement("code"), { textContent: text }))
        if (about) row.append(Object.assign(document.createElement("small"), { textContent: about }))
        row.addEventListener("mousedown", (event) => {
          event.preventDefault()
          take(place)
        })
        return row
      }),
    )
    list.hidden = found.length === 0
    chosen = -1
    input.setAttribute("aria-expanded", String(found.length > 0))
  }

  const ask = async () => {
    const mine = ++asked
    const query = new URLSearchParams({ q: input.value, at: input.selectionStart })
    const answer = await fetch(`${input.dataset.complete}?${query}`)
    if (!answer.ok || mine !== asked || document.activeElement !== input) return
    found = (await answer.json()).found
    show()
  }

  let waiting
  input.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, 150)
  })
  input.addEventListener("blur", close)
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return
    if (event.key === "ArrowDown") choose((chosen + 1) % found.length)
    else if (event.key === "ArrowUp") choose((chosen + found.length - 1) % found.length)
    else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) take(chosen)
    else if (event.key === "Escape") close()
    else return
    event.preventDefault()
  })
}
