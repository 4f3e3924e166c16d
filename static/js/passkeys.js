// Passkeys: asks the browser for one and posts what it says. <form data-passkey="create|get"> holds the field
// "credential"; its options lie in the JSON element named by data-options, or come from data-options-url.
const encode = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")

const decode = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0))

const known = list => (list ?? []).map(one => ({ ...one, id: decode(one.id) }))

async function optionsOf(form) {
  const element = document.getElementById(form.dataset.options)
  if (element) return JSON.parse(element.textContent)
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } })
  if (!answer.ok) throw new Error(answer.status === 429 ? "That was too often. Wait a minute." : "The site did not answer.")
  return (await answer.json()).request_options
}

async function create(form) {
  const { publicKey } = (await optionsOf(form)).creation_options
  const alone = form.elements.passwordless
  const choice = { ...publicKey.authenticatorSelection }
  if (alone) {
    choice.residentKey = alone.checked ? "required" : "discouraged"
    choice.requireResidentKey = alone.checked
    if (alone.checked) choice.userVerification = "required"
  }
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      authenticatorSelection: choice,
      challenge: decode(publicKey.challenge),
      user: { ...publicKey.user, id: decode(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
    },
  })
  return written(made, {
    attestationObject: encode(made.response.attestationObject),
    transports: made.response.getTransports?.() ?? [],
  })
}

async function get(form) {
  const options = await optionsOf(form)
  const { publicKey } = options.request_options ?? options
  const found = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: decode(publicKey.challenge),
      allowCredentials: known(publicKey.allowCredentials),
    },
  })
  const { authenticatorData, signature, userHandle } = found.response
  return written(found, {
    authenticatorData: encode(authenticatorData),
    signature: encode(signature),
    userHandle: userHandle ? encode(userHandle) : null,
  })
}

const written = (credential, response) => ({
  type: credential.type,
  id: credential.id,
  rawId: encode(credential.rawId),
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: { clientDataJSON: encode(credential.response.clientDataJSON), ...response },
})

function explained(error) {
  if (/^[\d.]+$|^\[/.test(location.hostname)) return "Passkeys need a site with a name. On your own machine, open it as localhost."
  if (error.name === "NotAllowedError") return "No passkey was chosen. Try again, or take another way."
  if (error.name === "InvalidStateError") return "This device holds a passkey for your account already."
  if (error.name === "SecurityError") return "This browser trusts passkeys only over an encrypted connection."
  return error.message
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const told = form.querySelector("[data-passkey-error]")
  if (!window.PublicKeyCredential) {
    told.textContent = "This browser knows no passkeys."
    told.hidden = false
    continue
  }
  form.addEventListener("submit", async event => {
    event.preventDefault()
    told.hidden = true
    try {
      const credential = form.dataset.passkey === "create" ? await create(form) : await get(form)
      form.elements.credential.value = JSON.stringify(credential)
      form.submit()
    } catch (error) {
      told.textContent = explained(error)
      told.hidden = false
    }
  })
}
