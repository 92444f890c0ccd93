// Puts the reader where something happened: at the summary of errors or the receipt
// when the page opens, and at what was swapped in by htmx. data-takes-focus marks it.

function take(root) {
  const target = root.matches?.("[data-takes-focus]")
    ? root
    : root.querySelector?.("[data-takes-focus]");
  target?.focus();
  return Boolean(target);
}

take(document);

document.addEventListener("htmx:afterSettle", (event) => {
  if (take(event.target) || event.target.contains(document.activeElement)) return;
  const focus = event.target.closest?.("[data-focus-after]")?.dataset.focusAfter;
  if (focus) document.querySelector(focus)?.focus();
});

// A link in the summary goes to the field, also when the field is a group of choices.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".sp-errors a[href^='#']");
  if (!link) return;
  const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const input = field?.matches("input, select, textarea") ? field : field?.querySelector("input, select, textarea");
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.scrollIntoView({ block: "center" });
});
