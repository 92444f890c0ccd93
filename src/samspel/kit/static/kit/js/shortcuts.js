// Keys. "/" goes to search from anywhere. On a workbench an element may name its key:
// <a data-key="j">, <button data-key="f">. Keys act only where nobody is writing, without
// modifiers, and only when the person works with a keyboard on the bench (WCAG 2.1.4).
// In a choice nobody writes: whoever has chosen what the chair finds goes on with the next key.

const FIELDS = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]';

function writing(target) {
  return Boolean(target.closest?.(FIELDS)) || Boolean(document.querySelector("dialog[open]"));
}

function actOn(element) {
  if (element.matches("a, button, summary")) element.click();
  else element.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  if (writing(event.target)) return;
  // A key held down too long is one key: the page after has another name to vote for.
  if (event.repeat) return;
  if (event.key === "/") {
    const search = document.getElementById("sok");
    if (!search || !search.offsetParent) return;
    event.preventDefault();
    search.focus();
    search.select();
    return;
  }
  if (!document.querySelector("[data-bench]") || document.body.dataset.keys === "off") return;
  const wanted = event.key.toLowerCase();
  for (const element of document.querySelectorAll("[data-key]")) {
    if (element.dataset.key.toLowerCase() !== wanted || !element.offsetParent) continue;
    event.preventDefault();
    actOn(element);
    return;
  }
});
