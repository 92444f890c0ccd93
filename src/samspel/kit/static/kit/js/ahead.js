// Keys that are pressed before a workbench is ready are kept, in order, and pressed when it
// is: while the page loads, and while the page before waits for its answer. Nothing that is
// typed fast is lost, and nothing is done twice to what has been sent already. Tab, Enter and
// the like end what is kept; a refusal throws it away, since what was to follow on the act no
// longer holds. Read in the head and not as a module: a module comes when the page is there.

(() => {
  const PLACE = "samspel-keys";
  const LIVES = 10_000;
  const FIELDS = 'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]';
  const ENDS = /^(Tab|Enter|Escape|Home|End|Arrow\w+|Page\w+| )$/;
  let state = "loading";
  let held = fetched();

  function fetched() {
    const none = { keys: [], ended: false };
    try {
      const kept = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
      return kept && Date.now() - kept.at < LIVES ? kept : none;
    } catch {
      return none;
    }
  }

  function drop() {
    held = { keys: [], ended: false };
    hand();
  }

  // To the next page, which looks for them before it has anything else.
  function hand() {
    try {
      if (held.keys.length) sessionStorage.setItem(PLACE, JSON.stringify({ ...held, at: Date.now() }));
      else sessionStorage.removeItem(PLACE);
    } catch {
      // Where nothing may be stored, keys go no further than their own page.
    }
  }

  function leave() {
    state = "leaving";
    // An answer that never comes must not make the page deaf.
    setTimeout(() => {
      state = "ready";
      drop();
    }, LIVES);
  }

  function play() {
    state = "ready";
    if (!document.querySelector("[data-bench]") || document.querySelector(".sp-refusal")) drop();
    while (held.keys.length && state === "ready") {
      const at = document.activeElement ?? document.body;
      // A key opened something to write in; what comes after was not meant as words.
      if (at.matches(FIELDS)) return drop();
      const key = held.keys.shift();
      at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
    if (state === "leaving") hand();
    else drop();
  }

  addEventListener("DOMContentLoaded", play);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    state = "ready";
    drop();
  });
  addEventListener("submit", (event) => {
    if (!event.defaultPrevented) leave();
  });
  addEventListener("click", (event) => {
    const goes = event.target.closest?.("a[data-key], a[data-refresh]");
    if (goes && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey) leave();
  });
  addEventListener(
    "keydown",
    (event) => {
      if (state === "ready" || !event.isTrusted) return;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "Escape") {
        if (state === "leaving") state = "ready";
        return drop();
      }
      if (event.target.closest?.(FIELDS)) return;
      if (ENDS.test(event.key)) held.ended = true;
      if (event.key.length !== 1 || event.key === " ") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.repeat || held.ended) return;
      held.keys.push(event.key);
      if (state === "leaving") hand();
    },
    true,
  );
})();
