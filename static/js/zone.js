// Tells the server which time zone the reader is in, so that pages can say moments in it. On the first
// visit the server does not know yet: what it left empty is filled in here.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? ""
const known = document.cookie.split("; ").includes(`zone=${zone}`)

if (/^[A-Za-z0-9_+/-]{1,40}$/.test(zone) && !known) {
  const secure = location.protocol === "https:" ? "; secure" : ""
  document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax${secure}`
}

const options = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
for (const place of document.querySelectorAll("[data-mine]")) {
  const told = new Intl.DateTimeFormat("en-US", options).formatToParts(new Date(place.dataset.mine))
  const { day, month, hour, minute } = Object.fromEntries(told.map(({ type, value }) => [type, value]))
  const city = zone.split("/").pop().replaceAll("_", " ")
  place.textContent = `${day} ${month}, ${hour}:${minute} in ${city}, where you are.`
  place.hidden = false
}
