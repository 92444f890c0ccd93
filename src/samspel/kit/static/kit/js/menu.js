// A disclosure that behaves as a menu: closes by Escape, by a click outside, and when
// focus leaves it. <details data-menu>

function close(menu, { back = false } = {}) {
  menu.open = false;
  if (back) menu.querySelector("summary")?.focus();
}

function open() {
  return document.querySelectorAll("details[data-menu][open]");
}

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) close(menu);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) close(menu, { back: menu.contains(document.activeElement) });
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details[data-menu][open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu);
});
