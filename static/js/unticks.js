// A menu that knows how a box usually stands: <select data-unticks="box" data-for="these choices">.
for (const menu of document.querySelectorAll("select[data-unticks]")) {
  const box = menu.form.elements[menu.dataset.unticks]
  const without = menu.dataset.for.split(" ")
  menu.addEventListener("change", () => (box.checked = !without.includes(menu.value)))
}
