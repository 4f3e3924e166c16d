// Keeps what is typed: in the browser at once, on the server a moment after typing stops. <form data-keep="drawer">.
// What the server has not confirmed is offered back when the page opens again: after an expired session, a
// closed tab, a passed deadline. Two editors are merged by the server; this shows what it says.
import { clear, field, found, keep, read } from "./drawer.js"

const PAUSE = 1200
const AGAIN = 10_000

for (const form of document.querySelectorAll("form[data-keep]")) new Keeper(form)

function Keeper(form) {
  const page = document.querySelector("main")
  const saved = page.querySelector("[data-saved]")
  const trouble = page.querySelector("[data-trouble]")
  const drawer = `kept ${form.dataset.keep}`
  let known = read(form) // what the server has
  let timer = 0
  let busy = false
  let renewed = false // the form’s secret, without an answer since
  let held = !saved // nothing leaves the page any more until somebody decides

  const isDirty = () => read(form) !== known
  const later = (pause = PAUSE) => {
    clearTimeout(timer)
    if (!held) timer = setTimeout(save, pause)
  }

  form.addEventListener("input", typed)
  form.addEventListener("change", typed)
  form.addEventListener("kept:typed", typed)
  form.addEventListener("submit", () => (held = true))
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && isDirty() && !held) save()
  })
  page.querySelector("[data-look]")?.addEventListener("click", () => form.requestSubmit())

  function typed() {
    if (!isDirty()) return
    keep(drawer, form)
    if (saved && !held) saved.textContent = "Typing …"
    later()
  }

  async function save() {
    if (busy) return later()
    if (!isDirty()) return
    busy = true
    const sent = read(form)
    saved.textContent = "Saving …"
    try {
      await heard(await post(), sent)
    } catch {
      saved.textContent = "No connection: kept in this browser, tried again soon"
      later(AGAIN)
    }
    busy = false
  }

  function post() {
    return fetch(form.getAttribute("action") || location.pathname, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      redirect: "manual",
      keepalive: read(form).length < 60_000,
    })
  }

  async function heard(answer, sent) {
    if (answer.type === "opaqueredirect") return signedOut()
    if (answer.status === 403 && !renewed) return renewToken()
    if (!(answer.headers.get("Content-Type") ?? "").startsWith("application/json")) return refused(answer.status)
    const told = await answer.json()
    renewed = false
    const still = read(form) === sent
    take(told, still)
    show(told)
    if (told.refused) return hold("Not saved.", told.refused)
    if (told.clashes?.length) return hold("Somebody else is editing this, too.", told.clashes.join(" "), { look: true })
    const open = Object.keys(told.errors).length + (told.problems?.length ?? 0)
    if (open) {
      known = sent
      saved.textContent = open === 1 ? "Saved but for one thing, marked below" : `Saved but for ${open} things, marked below`
      if (told.base === "") saved.textContent = "Not saved yet: something needs mending below"
    } else if (still) {
      known = read(form)
      clear(drawer)
      saved.textContent = `All saved, ${clock(told.at)}`
    }
    trouble.hidden = true
    if (!still) later()
  }

  // What somebody else changed where I was silent comes into the page, unless I have begun to type there.
  function take(told, still) {
    const clashes = Object.keys(told.theirs ?? {})
    if (still || !Object.keys(told.taken ?? {}).length) {
      for (const [name, values] of Object.entries(told.taken ?? {})) field(form, name, values)
      if (told.base) form.elements.base.value = told.base
    }
    form.dispatchEvent(new CustomEvent("kept", { detail: { told, still } }))
    if (clashes.length) form.dataset.replacing = told.replacing
  }

  function show(told) {
    form.querySelector(".verdict[data-focus]")?.remove() // what was wrong when the page was sent
    for (const place of form.querySelectorAll("[data-errors]")) {
      const name = place.dataset.errors
      const errors = told.errors[name] ?? []
      place.replaceChildren(...errors.map(text => Object.assign(document.createElement("p"), { className: "error", textContent: text })))
      const theirs = told.theirs?.[name]
      if (theirs) place.append(...choice(name, theirs))
      for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (errors.length) control.setAttribute("aria-invalid", "true")
        else control.removeAttribute("aria-invalid")
        if (errors.length) control.setAttribute("aria-describedby", place.id)
      }
    }
  }

  // Theirs beside mine, and a button for each.
  function choice(name, theirs) {
    const row = Object.assign(document.createElement("div"), { className: "row gap-small" })
    const button = (text, deed) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: text })
      made.dataset.size = "small"
      made.addEventListener("click", deed)
      return made
    }
    row.append(
      button("Take theirs", () => {
        field(form, name, theirs.values)
        typed()
        save()
      }),
      button("Keep mine", () => {
        form.elements.base.value = form.dataset.replacing
        known = ""
        save()
      }),
    )
    const words = Object.assign(document.createElement("blockquote"), { className: "prose gap-small", textContent: theirs.words })
    return [words, row]
  }

  function hold(title, text, { url = "", button = "", look = false } = {}) {
    held = true
    keep(drawer, form)
    saved.textContent = "Kept in this browser alone"
    trouble.querySelector("[data-trouble-title]").textContent = title
    trouble.querySelector("[data-trouble-text]").textContent = text
    const mend = trouble.querySelector("[data-mend]")
    Object.assign(mend, { hidden: !url, href: url, textContent: button })
    trouble.querySelector("[data-look]").hidden = !look
    trouble.hidden = false
    if (!url && !look) setTimeout(() => (held = false), AGAIN)
  }

  function signedOut() {
    const url = `${form.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`
    hold("You are signed out.", "What you typed is kept in this browser. Sign in again, and it is offered back to you here.", { url, button: "Sign in" })
  }

  // Signing in elsewhere changes the form's secret: fetch the page once more and take the new one.
  async function renewToken() {
    const again = await fetch(location.pathname, { redirect: "manual" })
    if (!again.ok) return signedOut()
    const fresh = new DOMParser().parseFromString(await again.text(), "text/html")
    const theirs = fresh.querySelector("form[data-keep]")
    if (theirs?.dataset.keep !== form.dataset.keep) return refused(403)
    form.elements.csrfmiddlewaretoken.value = theirs.elements.csrfmiddlewaretoken.value
    renewed = true
    later(0)
  }

  function refused(status) {
    const text = `The site answered ${status}. What you typed is kept in this browser and stays on this page: copy it if it matters, then open the page again.`
    hold("Not saved.", text)
  }

  offer()

  function offer() {
    const kept = found(drawer)
    const box = page.querySelector("[data-found]")
    if (!kept || !box) return
    if (kept.text === known) return clear(drawer)
    box.querySelector("[data-found-at]").textContent = `on ${new Date(kept.at).toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" })}`
    box.hidden = false
    box.querySelector("[data-throw-away]").addEventListener("click", () => {
      clear(drawer)
      box.hidden = true
    })
    box.querySelector("[data-bring-back]").addEventListener("click", () => {
      box.hidden = true
      bringBack(kept)
    })
  }

  function bringBack(kept) {
    if (!saved) toRead()
    form.dispatchEvent(new CustomEvent("kept:rows", { detail: kept.values }))
    for (const [name, values] of Object.entries(kept.values)) field(form, name, values)
    typed()
    form.dispatchEvent(new CustomEvent("kept:shown"))
  }

  // Where nothing can be saved any more, what comes back is there to be copied.
  function toRead() {
    for (const part of form.querySelectorAll("fieldset:disabled")) part.disabled = false
    for (const control of form.querySelectorAll("input, textarea")) control.readOnly = true
  }

  if (form.dataset.unsaved !== undefined) {
    known = ""
    later()
  }
}

function clock(moment) {
  return new Date(moment).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })
}
