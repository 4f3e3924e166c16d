// The browser's drawer for what is typed and not yet saved: reading a form, filling it, keeping it for a while.
const OURS = new Set(["csrfmiddlewaretoken", "base", "list"])
const DAYS = 30 * 24 * 3600 * 1000

function values(form) {
  const found = {}
  for (const [name, value] of new FormData(form)) {
    if (name !== "csrfmiddlewaretoken" && name !== "list") (found[name] ??= []).push(String(value))
  }
  return found
}

// What a form says, as one text that can be compared.
export function read(form) {
  const said = Object.entries(values(form)).filter(([name]) => !OURS.has(name))
  return JSON.stringify(said)
}

// Let the controls of one name say these values.
export function field(form, name, said) {
  const controls = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)]
  controls.forEach((control, place) => {
    if (control.type === "checkbox" || control.type === "radio") control.checked = said.includes(control.value)
    else control.value = said[place] ?? ""
  })
}

export function keep(drawer, form) {
  try {
    localStorage.setItem(drawer, JSON.stringify({ at: Date.now(), text: read(form), values: values(form), boxes: boxes(form) }))
  } catch {
    // Full or forbidden: the server still gets it.
  }
}

export function clear(drawer) {
  try {
    localStorage.removeItem(drawer)
  } catch {
    // Then there is nothing in it.
  }
}

export function found(drawer) {
  try {
    const kept = JSON.parse(localStorage.getItem(drawer) ?? "null")
    if (!kept || Date.now() - kept.at > DAYS) return null
    for (const name of kept.boxes) kept.values[name] ??= []
    return kept
  } catch {
    return null
  }
}

// Boxes that are not ticked are not among a form's values.
function boxes(form) {
  return [...new Set([...form.querySelectorAll("[type=checkbox], [type=radio]")].map(one => one.name))]
}
