// Light, dark, or as the system has it: the server keeps the choice in a cookie, this makes the switch immediate.
const root = document.documentElement

for (const form of document.querySelectorAll("[data-theme-switch]")) {
  form.addEventListener("change", async event => {
    const theme = event.target.value
    if (theme === "auto") delete root.dataset.theme
    else root.dataset.theme = theme
    await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" })
  })
}
