// Draw the sheet anew while its measures are typed: the form is sent to the picture, which keeps nothing.
// Without this file the sheet is drawn when the draft is saved.
(() => {
  "use strict";
  const form = document.querySelector("form[data-designer]");
  const picture = document.querySelector("[data-picture]");
  const told = document.querySelector("[data-told]");
  if (!form || !picture) return;
  let waiting = 0;
  let turn = 0;

  const draw = async () => {
    const mine = ++turn;
    try {
      const answer = await fetch(form.dataset.designer, {
        method: "POST", body: new FormData(form), credentials: "same-origin",
      });
      const text = await answer.text();
      if (mine !== turn) return;
      told.textContent = answer.ok ? "" : text;
      if (answer.ok) picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    } catch { /* No connection: the next change tries again. */ }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 400);
  });
})();
