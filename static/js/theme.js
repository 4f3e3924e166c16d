// Light, dark, or as the system has it: kept in the cookie that the server reads, and shown at once.
const root = document.documentElement

for (const form of document.querySelectorAll("[data-theme-switch]")) {
  form.addEventListener("change", event => {
    const theme = event.target.value
    const secure = location.protocol === "https:" ? "; secure" : ""
    document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`
    if (theme === "auto") delete root.dataset.theme
    else root.dataset.theme = theme
  })
}
