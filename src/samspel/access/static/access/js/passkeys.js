// Passkeys: signs in with, adds and asks for a key. Attached by data-passkey on a form:
// "login" fetches its question from the form's address, "get" and "create" carry it in
// data-options. The answer goes into the hidden field "credential", and the form is sent.
// Without support the form stays hidden and the page says what to do instead.

const READS = ["challenge", "id"];

function toBytes(text) {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// The question as the browser wants it: bytes instead of base64url, wherever they stand.
function asQuestion(value, name = "") {
  if (typeof value === "string" && READS.includes(name)) return toBytes(value);
  if (Array.isArray(value)) return value.map((each) => asQuestion(each));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === "rp" ? each : asQuestion(each, key)]),
  );
}

function asAnswer(credential) {
  const given = credential.response;
  const response = { clientDataJSON: toText(given.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (given[name]) response[name] = toText(given[name]);
  }
  if (given.getTransports) response.transports = given.getTransports();
  return {
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function questionOf(form) {
  if (form.dataset.passkey !== "login") return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options;
}

async function ask(form) {
  const question = asQuestion(await questionOf(form));
  if (form.dataset.passkey !== "create") return navigator.credentials.get(question);
  const alone = form.querySelector("[name=passwordless]")?.checked ?? false;
  const wanted = question.publicKey.authenticatorSelection;
  wanted.residentKey = alone ? "required" : "discouraged";
  wanted.requireResidentKey = alone;
  if (alone) wanted.userVerification = "required";
  return navigator.credentials.create(question);
}

async function onSubmit(event) {
  const form = event.target;
  if (!form.matches("[data-passkey]")) return;
  const answer = form.querySelector("[name=credential]");
  if (answer.value) return;
  event.preventDefault();
  const said = form.querySelector("[data-passkey-failed]");
  said.textContent = "";
  try {
    answer.value = JSON.stringify(asAnswer(await ask(form)));
  } catch {
    said.textContent = said.dataset.passkeyFailed;
    return;
  }
  form.requestSubmit();
}

// A key belongs to a host name: browsers make none for a bare number such as 127.0.0.1.
const named = !/^[\d.]+$|^\[/.test(location.hostname);
const supported = Boolean(window.PublicKeyCredential && navigator.credentials) && window.isSecureContext && named;
for (const form of document.querySelectorAll("[data-passkey]")) form.hidden = !supported;
for (const text of document.querySelectorAll("[data-without-passkey]")) text.hidden = supported;
if (supported) document.addEventListener("submit", onSubmit);
