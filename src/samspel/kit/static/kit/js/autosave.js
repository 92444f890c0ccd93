// Saves a form while it is written. <form data-autosave="/adress/" data-autosave-status="sparat">
// The address answers 204 (saved) with the time in X-Saved-At, or anything else (not saved).
// X-Versions ("key=3, key2=4") gives what the next save stands on: the inputs version-key.
// 409 means that somebody else saved in between: both texts are kept, and X-Say says so.
// Nothing is lost: what could not be sent is tried again, and before the page is left.

const WAIT = 1200;
const RETRY = 10000;
const CONFLICT = 409;
const timers = new WeakMap();
const waiting = new Set();
const sending = new WeakMap();

function statusOf(form) {
  return document.getElementById(form.dataset.autosaveStatus || "sparat");
}

function tell(form, words) {
  const status = statusOf(form);
  if (status && words) status.textContent = words;
}

function bodyOf(form) {
  const data = new FormData(form);
  data.delete("form_key");
  return data;
}

function clock() {
  const now = new Date();
  return `${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`;
}

function takeVersions(form, header) {
  for (const pair of (header ?? "").split(",")) {
    const [key, version] = pair.trim().split("=");
    const input = version && form.elements.namedItem(`version-${key}`);
    if (input) input.value = version;
  }
}

async function send(form) {
  const words = statusOf(form)?.dataset ?? {};
  tell(form, words.saving);
  waiting.delete(form);
  try {
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: bodyOf(form),
      credentials: "same-origin",
      redirect: "manual",
      headers: { "X-Requested-With": "autosave" },
    });
    if (!answer.ok && answer.status !== CONFLICT) throw new Error(String(answer.status));
    takeVersions(form, answer.headers.get("X-Versions"));
    if (answer.status === CONFLICT) {
      tell(form, decodeURIComponent(answer.headers.get("X-Say") ?? "") || words.failed);
    } else if (!waiting.has(form)) {
      tell(form, `${words.saved ?? ""} ${answer.headers.get("X-Saved-At") ?? clock()}`);
    }
  } catch {
    waiting.add(form);
    tell(form, words.failed);
    later(form, RETRY);
  }
}

// One save at a time: the next one needs the versions that this one gives.
function save(form) {
  const next = (sending.get(form) ?? Promise.resolve()).then(() => send(form));
  sending.set(form, next);
  // A save that is done is not waited for: a form can't be sent again while its submit
  // event is still being handled, which is when a settled promise would ask for it.
  next.finally(() => {
    if (sending.get(form) === next) sending.delete(form);
  });
  return next;
}

function later(form, wait = WAIT) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), wait));
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-autosave]");
  if (!form) return;
  waiting.add(form);
  later(form);
});

// Handing the form in makes the draft moot. A save that is on its way is waited for, since
// what is handed in stands on the versions that it gives.
document.addEventListener("submit", (event) => {
  const form = event.target;
  clearTimeout(timers.get(form));
  waiting.delete(form);
  const going = sending.get(form);
  if (!going || form.dataset.waited) return;
  event.preventDefault();
  form.dataset.waited = "1";
  const button = event.submitter;
  going.then(() => {
    form.requestSubmit(button);
    delete form.dataset.waited;
  });
});

// Leaving the page: send what is left without waiting for an answer.
window.addEventListener("pagehide", () => {
  for (const form of waiting) navigator.sendBeacon(form.dataset.autosave, bodyOf(form));
  waiting.clear();
});
