// Tells the server which time zone the reader is in, so that pages can say moments in it.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
const known = document.cookie.split("; ").includes(`zone=${encodeURIComponent(zone)}`)

if (zone && !known) {
  const secure = location.protocol === "https:" ? "; secure" : ""
  document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax${secure}`
}
