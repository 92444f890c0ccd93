// Says aloud when the server can't be reached, where htmx would otherwise be silent, and keeps
// a form that would be sent then on its page: the browser's own page of errors would take it away.
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

let isOut = false;
let known = null;

function lost() {
  isOut = true;
  say(document.getElementById("laget")?.dataset.offline);
}

function found() {
  isOut = false;
  hush();
}

for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, lost);
document.addEventListener("htmx:afterOnLoad", found);

// Asked only when something says that the server is away, so that nothing else is slower.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form === known) return;
  if (navigator.onLine && !isOut) return;
  event.preventDefault();
  fetch(location.href, { method: "HEAD", cache: "no-store" }).then(() => {
    found();
    known = form;
    form.requestSubmit(event.submitter);
  }, lost);
});
