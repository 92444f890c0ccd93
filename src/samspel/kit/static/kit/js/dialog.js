// Opens a native dialog instead of going to the page with the same content.
// <a href="/adress/" data-opens="id">…</a>  <dialog id="id">…</dialog>

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (!opener || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const dialog = document.getElementById(opener.dataset.opens);
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
  dialog.addEventListener("close", () => opener.focus(), { once: true });
});
