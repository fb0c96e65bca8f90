// Keep the living parts of a page fresh: <… data-refresh="5"> says how often, [data-live] with an id what.
// Without this file the page loads itself anew.
(() => {
  "use strict";
  const page = document.querySelector("[data-refresh]");
  if (!page) return;
  const every = 1000 * Number(page.dataset.refresh);

  const refresh = async () => {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
      // Signed out meanwhile: the sign-in knows the way back.
      if (answer.redirected) { location.reload(); return; }
      if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const part of document.querySelectorAll("[data-live]")) {
          const now = fresh.getElementById(part.id);
          if (now && !part.contains(document.activeElement)) part.replaceChildren(...now.childNodes);
        }
      }
    } catch { /* No connection: the next turn tries again. */ }
    setTimeout(refresh, every);
  };
  setTimeout(refresh, every);
  // A phone that was put away shows a stale code until it asks again.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) location.reload(); });
})();
