// Counts words while they are typed: <span data-words="id of the field" data-most="300">.
for (const place of document.querySelectorAll("[data-words]")) {
  const field = document.getElementById(place.dataset.words)
  const most = Number(place.dataset.most)
  const count = () => {
    const many = field.value.trim() ? field.value.trim().split(/\s+/).length : 0
    const over = many > most ? `, ${many - most} too many` : ""
    place.textContent = `${many} of ${most} words${over}`
    place.classList.toggle("bad", many > most)
  }
  field.addEventListener("input", count)
  field.form.addEventListener("kept", count)
  field.form.addEventListener("kept:shown", count)
  count()
}
