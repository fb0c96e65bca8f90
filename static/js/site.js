// Small comforts. Every page works without this file.
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);

  // After a refused form the reader starts at the list of errors.
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  // One press is one deed: the server guards it too, this spares the wait.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
  });
  // A page taken back from the browser's memory can be sent again.
  addEventListener("pageshow", () => {
    for (const form of all("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });

  // Say which file was chosen, and its size.
  for (const input of all("input[type=file]")) {
    const note = document.createElement("p");
    note.className = "upload__file";
    note.setAttribute("role", "status");
    input.after(note);
    input.addEventListener("change", () => {
      note.textContent = [...input.files].map((f) => `${f.name} · ${(f.size / 1048576).toFixed(2)} MB`).join(", ");
    });
  }

  // Print buttons appear only where they work.
  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // A long number is read back in groups; the server takes it with and without the spaces.
  for (const input of all("input[data-group]")) {
    const groups = new RegExp(`(\\d{${Number(input.dataset.group)}})(?=\\d)`, "g");
    input.addEventListener("blur", () => { input.value = input.value.replace(/\s/g, "").replace(groups, "$1 "); });
  }

  // Texts with a limit say how many characters they have: <textarea data-count="500">.
  for (const box of all("textarea[data-count]")) {
    const note = document.createElement("p");
    note.className = "hint num";
    note.setAttribute("role", "status");
    box.after(note);
    const tell = () => { note.textContent = `${box.value.length} / ${box.dataset.count}`; };
    box.addEventListener("input", tell);
    tell();
  }

  // A full number is shown for a minute: <p data-hide-after="60">…</p>
  for (const box of all("[data-hide-after]")) {
    setTimeout(() => {
      box.textContent = box.dataset.hiddenText || "••••••";
      box.classList.remove("revealed");
    }, 1000 * Number(box.dataset.hideAfter || 60));
  }

  // A table that is wider than the screen can be scrolled from the keyboard.
  const reach = () => {
    for (const box of all(".table-wrap, .tabs")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else if (!box.hasAttribute("role")) box.removeAttribute("tabindex");
    }
  };
  reach();
  addEventListener("resize", reach);
  // Rows that htmx put in place.
  document.addEventListener("htmx:afterSettle", reach);
})();
