// The list of authors: rows are added, removed and moved here, by drag and by keys, and each move is said aloud.
// <ol data-authors> holds rows [data-author]; <template data-blank> a row whose name "new-0" is to be replaced.
const list = document.querySelector("[data-authors]")
const form = list.closest("form")
const said = document.querySelector("[data-said]")
const blank = document.querySelector("template[data-blank]")
const ways = { ArrowUp: -1, ArrowDown: 1 }

const rows = () => [...list.querySelectorAll("[data-author]")]
const rowOf = target => target.closest("[data-author]")
const part = (row, name) => row.querySelector(`[name$="-${name}"]`)
const changed = () => form.dispatchEvent(new CustomEvent("kept:typed"))

function nameOf(row) {
  const name = `${part(row, "given_name").value} ${part(row, "family_name").value}`.trim()
  return name || "This author"
}

function renumber() {
  rows().forEach((row, place) => (row.querySelector("[data-number]").textContent = `Author ${place + 1}`))
}

function say(text) {
  said.textContent = text
}

function fresh(ref) {
  const holder = document.createElement("ol")
  holder.innerHTML = blank.innerHTML.replaceAll("new-0", ref)
  return holder.firstElementChild
}

function newRef() {
  const taken = new Set(rows().map(row => row.dataset.author))
  let number = 1
  while (taken.has(`new-${number}`)) number += 1
  return `new-${number}`
}

function add(values = {}) {
  const row = fresh(newRef())
  list.append(row)
  for (const [name, value] of Object.entries(values)) if (part(row, name)) part(row, name).value = value
  renumber()
  part(row, "given_name").focus()
  changed()
  return row
}

function remove(row) {
  const next = row.nextElementSibling ?? row.previousElementSibling
  say(`${nameOf(row)} removed.`)
  row.remove()
  renumber()
  if (next) part(next, "given_name").focus()
  else form.querySelector('[value="add"]').focus()
  changed()
}

function move(row, steps) {
  const other = steps < 0 ? row.previousElementSibling : row.nextElementSibling
  if (!other) return say(`${nameOf(row)} is ${steps < 0 ? "first" : "last"} already.`)
  const focus = document.activeElement
  if (steps < 0) other.before(row)
  else other.after(row)
  if (row.contains(focus)) focus.focus()
  settled(row)
}

function settled(row) {
  renumber()
  say(`${nameOf(row)} is author ${rows().indexOf(row) + 1} of ${rows().length} now.`)
  changed()
}

function anotherPlace(row) {
  const last = [...row.querySelectorAll("[data-place]")].at(-1)
  const copy = last.cloneNode(true)
  for (const input of copy.querySelectorAll("input")) input.value = ""
  last.after(copy)
  copy.querySelector("input").focus()
}

form.addEventListener("click", event => {
  const button = event.target.closest("button[name=deed]")
  if (!button || button.value === "save" || button.value === "paste") return
  event.preventDefault()
  const row = rowOf(button)
  const deed = button.value.split(":")[0]
  if (deed === "add") add()
  else if (deed === "me") me(button)
  else if (deed === "remove") remove(row)
  else if (deed === "place") anotherPlace(row)
  else move(row, deed === "up" ? -1 : 1)
})

function me(button) {
  add(JSON.parse(button.dataset.values))
  button.hidden = true
}

list.addEventListener("keydown", event => {
  const row = rowOf(event.target)
  if (!row || !event.altKey || !ways[event.key]) return
  event.preventDefault()
  move(row, ways[event.key])
})

// By drag: only the handle starts it, so that text can still be marked in the fields.
let dragged = null
list.addEventListener("pointerdown", event => {
  const row = rowOf(event.target)
  if (row) row.draggable = Boolean(event.target.closest("[data-handle]"))
})
list.addEventListener("dragstart", event => {
  dragged = rowOf(event.target)
  dragged.dataset.moving = ""
  event.dataTransfer.effectAllowed = "move"
  event.dataTransfer.setData("text/plain", nameOf(dragged))
})
list.addEventListener("dragover", event => {
  const row = rowOf(event.target)
  if (!dragged || !row || row === dragged) return
  event.preventDefault()
  const { top, height } = row.getBoundingClientRect()
  if (event.clientY < top + height / 2) row.before(dragged)
  else row.after(dragged)
})
list.addEventListener("drop", event => event.preventDefault())
list.addEventListener("dragend", () => {
  delete dragged.dataset.moving
  settled(dragged)
  dragged = null
})

// The server has named new rows, or holds rows of somebody else's that are not on the page yet.
form.addEventListener("kept", async ({ detail: { told, still } }) => {
  for (const [ref, name] of Object.entries(told.refs ?? {})) rename(ref, name)
  if (told.stale && told.base && still) await showTheirs()
})

function rename(ref, name) {
  const row = list.querySelector(`[data-author="${CSS.escape(ref)}"]`)
  if (!row) return
  row.dataset.author = name
  for (const one of row.querySelectorAll("*")) {
    for (const attribute of ["name", "id", "for", "value", "data-errors", "aria-describedby", "aria-labelledby"]) {
      const text = one.getAttribute(attribute)
      const own = attribute !== "value" || one.name === "row" || one.name === "corresponding" || one.name === "presenter" || one.name === "deed"
      if (text && own) one.setAttribute(attribute, text.replaceAll(new RegExp(`(^|:|-)${ref}(?=$|-)`, "g"), `$1${name}`))
    }
  }
}

async function showTheirs() {
  const answer = await fetch(location.pathname, { redirect: "manual" })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const focus = document.activeElement?.name
  list.replaceChildren(...page.querySelector("[data-authors]").children)
  form.elements.base.value = page.querySelector("form[data-keep]").elements.base.value
  if (focus) form.querySelector(`[name="${CSS.escape(focus)}"]`)?.focus()
  say("Somebody else has changed the list: theirs is shown.")
}

// What this browser kept comes back row by row.
form.addEventListener("kept:rows", ({ detail: values }) => {
  list.replaceChildren(...(values.row ?? []).map(fresh))
  for (const row of rows()) {
    const many = values[`${row.dataset.author}-institution`]?.length ?? 1
    for (let place = 1; place < many; place += 1) anotherPlace(row)
  }
  renumber()
})
