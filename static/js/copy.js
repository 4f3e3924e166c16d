// Copies what the element named by data-copy holds; says so on the button for a moment.
for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.textContent
  button.hidden = !navigator.clipboard
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy)
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim())
    button.textContent = "Copied"
    setTimeout(() => (button.textContent = label), 2000)
  })
}
