// Keeps what the server said, "in 2 days, 17 hours", true while the page stays open.
const units = [["day", 1440], ["hour", 60], ["minute", 1]]

function distance(moment) {
  const seconds = Math.trunc((moment - Date.now()) / 1000)
  let minutes = Math.floor(Math.abs(seconds) / 60)
  const told = []
  for (const [unit, size] of units) {
    const count = Math.floor(minutes / size)
    minutes -= count * size
    if (count || told.length) told.push(count && `${count} ${unit}${count === 1 ? "" : "s"}`)
  }
  if (!told.length) return "now"
  const words = told.slice(0, 2).filter(Boolean).join(", ")
  return seconds > 0 ? `in ${words}` : `${words} ago`
}

function tick() {
  for (const place of document.querySelectorAll("[data-countdown]")) {
    const words = distance(Date.parse(place.dataset.countdown))
    if (place.textContent !== words) place.textContent = words
  }
}

tick()
setInterval(tick, 15_000)
