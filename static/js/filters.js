// A list follows its filter while one writes: this file says when, htmx fetches and puts the rows in place.
// Without either the button does it.
(() => {
  "use strict";
  const form = document.querySelector("form.filters[hx-get]");
  if (!form) return;
  let waiting = 0;
  let composing = false;

  const narrow = (delay) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => form.dispatchEvent(new CustomEvent("narrow")), delay);
  };

  // Letters of pinyin that are not yet a character are no words to look for (neither is their Enter).
  form.addEventListener("compositionstart", () => { composing = true; clearTimeout(waiting); });
  form.addEventListener("compositionend", () => { composing = false; narrow(350); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
  });
  form.addEventListener("input", (event) => {
    if (!composing && !event.isComposing && event.target.matches("input")) narrow(350);
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, [type=checkbox], [type=radio]")) narrow(0);
  });
})();
