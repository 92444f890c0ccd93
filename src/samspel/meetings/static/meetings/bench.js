// The workbench: a pane that opens puts the hand in its first field, one at a time; Esc
// closes it; in a roll call the arrow keys go between yes, no and abstain. When somebody
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

function busy() {
  const field = document.activeElement?.matches?.("input, select, textarea");
  return field || document.querySelector("[data-pane][open]") !== null;
}

document.addEventListener("htmx:afterSettle", (event) => {
  const link = event.target.querySelector?.("[data-refresh]");
  if (link && !busy()) link.click();
});
