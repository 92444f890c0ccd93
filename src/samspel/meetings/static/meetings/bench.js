// The workbench: a pane that opens puts the hand in its first field, one at a time; Esc
// closes it; in a roll call the arrow keys go between yes, no and abstain; in a list of names
// the arrow keys and the beginning of a name find the right one. When somebody
// else has changed what is shown, and nothing is being written, the page shows the new.

function firstField(pane) {
  return pane.querySelector("form select, form input:not([type=hidden]), form textarea, form button");
}

function enter(pane) {
  for (const other of document.querySelectorAll("[data-pane][open]")) {
    if (other !== pane && !other.contains(pane)) other.open = false;
  }
  const inside = pane.querySelector("form")?.contains(document.activeElement);
  if (!inside && !pane.querySelector("[data-takes-focus]")) firstField(pane)?.focus();
}

document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches?.("[data-pane]") && event.target.open) enter(event.target);
  },
  true,
);

// A pane opened by its key takes the hand at once: the toggle above comes a moment later, and
// whoever types fast would write beside it.
document.addEventListener("keydown", (event) => {
  if (!event.defaultPrevented) return;
  for (const summary of document.querySelectorAll("[data-pane][open] > summary[data-key]")) {
    if (summary.dataset.key === event.key.toLowerCase()) enter(summary.parentElement);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const pane = event.target.closest?.("[data-pane][open]") ?? document.querySelector("[data-pane][open]");
  if (!pane) return;
  pane.open = false;
  pane.querySelector("summary")?.focus();
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const row = event.target.closest?.(".sp-call .sp-acts");
  if (!step || !row) return;
  const buttons = [...row.querySelectorAll("button")];
  buttons[(buttons.indexOf(event.target) + step + buttons.length) % buttons.length]?.focus();
});

// Sixty-one names are too many to step through: what is typed finds the name, as in a select.
const found = { typed: "", at: 0 };

function nameAt(names, letter) {
  const now = Date.now();
  found.typed = now - found.at < 1000 ? found.typed + letter : letter;
  found.at = now;
  const begins = (name) =>
    ` ${name.textContent.toLowerCase()}`.includes(` ${found.typed.toLowerCase()}`);
  const after = names.indexOf(document.activeElement) + (found.typed.length === 1 ? 1 : 0);
  return [...names.slice(after), ...names.slice(0, after)].find(begins);
}

document.addEventListener(
  "keydown",
  (event) => {
    const list = event.target.closest?.(".sp-namelist");
    if (!list || event.ctrlKey || event.metaKey || event.altKey) return;
    const names = [...list.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // A space presses the button, but between two names it belongs to what is typed.
    const within = found.typed && Date.now() - found.at < 1000;
    const isTyped = /^\p{L}$/u.test(event.key) || (event.key === " " && within);
    if (!step && !isTyped) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const next = step
      ? names[(names.indexOf(document.activeElement) + step + names.length) % names.length]
      : nameAt(names, event.key);
    // Where nothing begins so, Enter must not note somebody else.
    list.tabIndex = -1;
    (next ?? list).focus();
  },
  true,
);

function busy() {
  const field = document.activeElement?.matches?.("input, select, textarea");
  return field || document.querySelector("[data-pane][open]") !== null;
}

document.addEventListener("htmx:afterSettle", (event) => {
  const link = event.target.querySelector?.("[data-refresh]");
  if (link && !busy()) link.click();
});
