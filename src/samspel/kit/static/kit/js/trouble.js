// Says aloud when the server can't be reached, where htmx would otherwise be silent.
// The words stand on the page: <p id="laget" data-offline="…">

function say(words) {
  const place = document.getElementById("laget");
  if (!place || !words) return;
  place.textContent = words;
  place.classList.remove("ds-sr-only");
  place.classList.add("sp-trouble");
}

function hush() {
  const place = document.getElementById("laget");
  if (!place?.textContent) return;
  place.textContent = "";
  place.classList.add("ds-sr-only");
  place.classList.remove("sp-trouble");
}

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => say(document.getElementById("laget")?.dataset.offline));
}
document.addEventListener("htmx:afterOnLoad", hush);
