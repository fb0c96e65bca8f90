// Send a form again and again until the page comes back without it: long work in portions, one page each.
// Without this file the button does the same, portion by portion.
(() => {
  "use strict";
  const form = document.querySelector("form[data-step]");
  if (form) setTimeout(() => form.requestSubmit(), 400);
})();
