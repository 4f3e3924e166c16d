// Uploads with progress: <form data-upload data-most data-purpose data-pieces data-into>. A file is dropped on the form
// or chosen. Small ones go as the form would; large ones in pieces, which go on after a lost connection or a closed tab.
const SMALL = 6 * 2 ** 20
const PIECE = 4 * 2 ** 20
const HASHED = 512 * 2 ** 20 // browsers hash only what fits into memory
const PAUSES = [1, 2, 4, 8, 15, 30, 30, 30, 60, 60, 60, 120]

class Stopped extends Error {}
class Lost extends Error {}

const megabytes = bytes => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`

function send(method, url, body, headers, state, onprogress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    state.request = request
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = event => onprogress?.(event.loaded)
    request.onload = () => (request.status >= 502 ? reject(new Lost()) : resolve(request))
    request.onerror = request.ontimeout = () => reject(new Lost())
    request.onabort = () => reject(new Stopped())
    request.send(body)
  })
}

async function sha256(file) {
  if (!crypto.subtle || file.size > HASHED) return ""
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer())
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, "0")).join("")
}

class Sender {
  constructor(form) {
    this.form = form
    this.state = { stopped: false }
    this.token = form.elements.csrfmiddlewaretoken.value
    this.part = name => form.querySelector(`[data-${name}]`)
  }

  tell(words, done, whole) {
    this.part("told").textContent = words
    if (whole === undefined) return
    const share = Math.min(100, Math.floor((100 * done) / whole))
    this.form.querySelector("progress").value = share
    this.part("far").textContent = `${megabytes(done)} of ${megabytes(whole)}, ${share} %`
  }

  trouble(words) {
    this.part("trouble").textContent = words
    this.part("trouble").hidden = !words
    this.part("progress").hidden = true
    this.form.elements.file.disabled = false
    this.part("send").disabled = false
  }

  stop() {
    this.state.stopped = true
    this.state.request?.abort()
  }

  async start(file) {
    this.trouble("")
    const most = Number(this.form.dataset.most)
    if (!file.size) return this.trouble("This file is empty. Save or export it again, then upload it.")
    if (file.size > most) {
      return this.trouble(`This file has ${megabytes(file.size)}; at most ${megabytes(most)} are taken. Make it smaller, then upload it again.`)
    }
    this.part("progress").hidden = false
    this.part("send").disabled = true
    try {
      await (file.size <= SMALL ? this.whole(file) : this.inPieces(file))
    } catch (error) {
      if (error instanceof Stopped) this.trouble("Stopped. Nothing was uploaded; choose the file again to go on.")
      else if (error instanceof Lost) this.trouble("The connection is lost. Choose the file again once you are back; a large one goes on where it stopped.")
      else this.trouble(error.message)
    }
  }

  async whole(file) {
    const body = new FormData()
    body.append("csrfmiddlewaretoken", this.token)
    body.append("file", file, file.name)
    const answer = await this.again(() =>
      send("POST", this.form.action, body, { "HX-Request": "true" }, this.state, done => {
        this.tell(done < file.size ? `Uploading ${file.name}` : "Keeping it", Math.min(done, file.size), file.size)
      }),
    )
    this.show(answer.responseText)
  }

  async inPieces(file) {
    this.tell("Reading the file", 0, file.size)
    const announced = { purpose: this.form.dataset.purpose, name: file.name, size: file.size }
    const digest = await sha256(file)
    if (digest) announced.sha256 = digest
    if (this.form.dataset.question) announced.question = Number(this.form.dataset.question)
    const json = { "Content-Type": "application/json" }
    let upload = await this.asked("POST", this.form.dataset.pieces, JSON.stringify(announced), json)
    const address = `${this.form.dataset.pieces}${upload.ref}/`
    while (!upload.manuscript && !upload.supplement) {
      upload = await this.next(file, upload, address)
    }
    const page = await send("GET", location.pathname, null, { "HX-Request": "true" }, this.state)
    this.show(page.responseText)
  }

  async next(file, upload, address) {
    const start = upload.received
    const piece = file.slice(start, start + PIECE)
    const headers = { "Content-Type": "application/octet-stream", "Upload-Offset": String(start) }
    const progress = done => this.tell(`Uploading ${file.name}`, start + Math.min(done, piece.size), file.size)
    let fresh = true
    return this.again(async () => {
      if (!fresh) {
        const known = await this.once("GET", address)
        if (known.received !== start || known.manuscript || known.supplement) return known
      }
      fresh = false
      return this.once("PUT", address, piece, headers, progress)
    })
  }

  asked(...request) {
    return this.again(() => this.once(...request))
  }

  async once(method, url, body = null, headers = {}, progress = undefined) {
    const known = { Accept: "application/json", "X-CSRFToken": this.token, ...headers }
    const answer = await send(method, url, body, known, this.state, progress)
    const told = answer.responseText ? JSON.parse(answer.responseText) : {}
    if (answer.status < 400) return told
    throw new Error(told.detail ?? "This did not work. Try again in a minute.")
  }

  async again(deed) {
    for (const pause of [...PAUSES, null]) {
      try {
        return await deed()
      } catch (error) {
        if (!(error instanceof Lost) || pause === null) throw error
        this.tell("The connection is lost. This goes on by itself once it is back.")
        await new Promise(resolve => setTimeout(resolve, 1000 * pause))
        if (this.state.stopped) throw new Stopped()
      }
    }
  }

  show(html) {
    const into = document.getElementById(this.form.dataset.into)
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(this.form.dataset.into)
    if (!fresh) {
      const said = new DOMParser().parseFromString(html, "text/html").body.innerText.trim()
      return this.trouble(said || "This did not work. Load the page again.")
    }
    into.replaceWith(fresh)
    htmx.process(fresh)
    fresh.querySelector("[data-focus], h1")?.focus?.()
  }
}

const senders = new WeakMap()

function begin(form, file) {
  const sender = new Sender(form)
  senders.set(form, sender)
  sender.start(file)
}

document.addEventListener("submit", event => {
  const form = event.target.closest("form[data-upload]")
  const file = form?.elements.file.files[0]
  if (!file) return
  event.preventDefault()
  begin(form, file)
})

document.addEventListener("change", event => {
  const form = event.target.closest("form[data-upload]")
  if (form && event.target.files?.[0]) begin(form, event.target.files[0])
})

document.addEventListener("click", event => {
  const form = event.target.closest("[data-stop]")?.closest("form[data-upload]")
  if (form) senders.get(form)?.stop()
})

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, event => {
    const form = event.target.closest?.("form[data-upload]")
    if (!form || !event.dataTransfer?.types.includes("Files")) return
    event.preventDefault()
    form.dataset.over = ""
  })
}

document.addEventListener("dragleave", event => {
  const form = event.target.closest?.("form[data-upload]")
  if (form && !form.contains(event.relatedTarget)) delete form.dataset.over
})

document.addEventListener("drop", event => {
  const form = event.target.closest?.("form[data-upload]")
  if (!form || !event.dataTransfer?.files.length) return
  event.preventDefault()
  delete form.dataset.over
  begin(form, event.dataTransfer.files[0])
})
