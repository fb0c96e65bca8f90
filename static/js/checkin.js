// Check-in where the connection is poor: what could not be sent is kept on the phone and sent again for ten
// minutes. The server decides; a record has a number of its own and counts once. Without this file the form
// is an ordinary one.
(() => {
  "use strict";
  const KEY = "checkin.waiting";
  const form = document.querySelector("form[data-checkin]");
  const waiting = document.querySelector("[data-checkin-waiting]");
  const refused = document.querySelector("[data-checkin-refused]");
  const PATIENCE = 12000;

  const kept = () => { try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; } };
  const keep = (record) => { try { localStorage.setItem(KEY, JSON.stringify(record)); } catch { /* private window */ } };
  const forget = () => { try { localStorage.removeItem(KEY); } catch { /* private window */ } };
  const say = (text) => { if (refused) { refused.textContent = text; refused.hidden = false; } };

  const post = async (record, late) => {
    const body = new URLSearchParams(record.fields);
    if (late) body.set("made_at", String(record.made_at));
    const ending = new AbortController();
    const patience = setTimeout(() => ending.abort(), PATIENCE);
    try {
      const answer = await fetch(record.action, {
        method: "POST", body, credentials: "same-origin", signal: ending.signal, headers: { Accept: "application/json" },
      });
      if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) throw new Error("no answer");
      return { status: answer.status, ...(await answer.json()) };
    } finally {
      clearTimeout(patience);
    }
  };

  const settle = (answer) => {
    forget();
    if (waiting) waiting.hidden = true;
    if (answer.address) location.assign(answer.address);
    else say(answer.message);
  };

  const again = async (record, pause) => {
    if (Date.now() > record.until) {
      forget();
      if (waiting) waiting.hidden = true;
      if (refused) say(refused.dataset.gaveUp || "");
      return;
    }
    try {
      settle(await post(record, true));
    } catch {
      setTimeout(() => again(record, Math.min(2 * pause, 30000)), pause);
    }
  };

  if (form) {
    // The server's clock at loading, and a clock that nobody sets since then.
    const loaded = Number(form.dataset.now), from = performance.now();
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector("button");
      button.disabled = true;
      const record = {
        action: form.action,
        fields: Object.fromEntries(new FormData(form)),
        made_at: loaded + (performance.now() - from) / 1000,
        until: Date.now() + 1000 * Number(form.dataset.lateSeconds),
      };
      try {
        settle(await post(record, false));
      } catch {
        keep(record);
        if (waiting) waiting.hidden = false;
        again(record, 2000);
      }
    });
  }
  // A page that was closed with a record waiting goes on where it left off.
  const left = kept();
  if (left) again(left, 2000);
})();
