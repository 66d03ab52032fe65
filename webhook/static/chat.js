// Makes the help form quicker where scripts run: everything here also works without them.
"use strict";
(() => {
  const MINUTE = 60_000;
  const ENDS_AFTER = 15 * MINUTE;
  const WARNS_AFTER = 13 * MINUTE;
  const TOUCHES_AFTER = 5 * MINUTE;
  const LOOKS_EVERY = 20_000;
  const TIMES_OUT_AFTER = 20_000;
  const LONGEST_WAIT = 15_000;
  const byId = (id) => document.getElementById(id);

  // ---- leaving

  const leave = () => {
    const link = byId("leave");
    const neutral = link.dataset.neutral;
    fetch(link.href, { redirect: "manual", keepalive: true }).catch(() => {});
    // The other site may be slow: nothing may stand here meanwhile.
    document.body.replaceChildren();
    location.replace(neutral);
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("#leave")) {
      event.preventDefault();
      leave();
    }
  });
  let escapes = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      escapes = [];
      return;
    }
    escapes = [...escapes, event.timeStamp].slice(-3);
    if (escapes.length === 3 && escapes[2] - escapes[0] < 2000) leave();
  });
  // A page that the browser brings back from its memory may be another person's.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  const showKeys = () => document.querySelectorAll(".keys").forEach((p) => { p.hidden = false; });
  showKeys();
  if (!byId("log")) return;

  // ---- showing what came back

  const reveal = () => {
    const theirs = [...byId("log").querySelectorAll(".theirs")].pop();
    const from = (theirs && theirs.nextElementSibling) || byId("newest");
    if (from) from.scrollIntoView({ block: "start" });
  };

  const replacePage = (next) => {
    document.body.replaceWith(document.adoptNode(next.body));
    const heading = document.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
    scrollTo(0, 0);
  };

  const show = (next) => {
    document.documentElement.lang = next.documentElement.lang;
    showIn(next);
    showKeys();
  };
  const showIn = (next) => {
    const log = byId("log");
    const nextLog = next.getElementById("log");
    if (!nextLog) {
      replacePage(next);
      return;
    }
    const fresh = [...nextLog.children].slice(log.children.length);
    const newest = byId("newest");
    if (fresh.length && newest) newest.removeAttribute("id");
    log.append(...fresh);
    log.toggleAttribute("data-look", nextLog.hasAttribute("data-look"));
    document.querySelector("header").replaceWith(next.querySelector("header"));
    byId("answer").replaceWith(next.getElementById("answer"));
    byId("closing").replaceWith(next.getElementById("closing"));
  };

  // ---- sending

  const pause = (milliseconds) => new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    addEventListener("online", resolve, { once: true });
  });

  const post = async (address, body) => {
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), TIMES_OUT_AFTER);
    try {
      const response = await fetch(address, {
        method: "POST", body, signal: control.signal, headers: { Accept: "text/html" },
      });
      if (response.status >= 500 || response.status === 429) return null;
      return new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  };

  // The same message id goes out each time: what did arrive is not taken twice.
  const deliver = async (address, body) => {
    for (let wait = 1000; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      const next = await post(address, body);
      if (next) return next;
      byId("status").textContent = byId("status").dataset.retrying;
      await pause(wait);
    }
  };

  let busy = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-chat]");
    if (!form) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const body = new URLSearchParams(new FormData(form));
    const button = event.submitter;
    if (button && button.name) body.set(button.name, button.value);
    const hasTyped = Boolean(form.querySelector("#text"));
    const slow = setTimeout(() => {
      byId("status").textContent = byId("status").dataset.sending;
    }, 1500);
    const soon = deliver(form.action, body);
    soon.finally(() => clearTimeout(slow));
    show(await soon);
    busy = false;
    lastContact = Date.now();
    const text = byId("text");
    if (!text) return;
    // Stay with what the person uses: keys and voice go on from the first choice.
    const error = document.querySelector("#answer fieldset[aria-describedby] input");
    if (error) {
      error.focus();
      return;
    }
    const hasChoices = document.querySelector("#answer > .choices");
    (hasTyped || !hasChoices ? text : byId("answer")).focus({ preventScroll: true });
    reveal();
  });

  // ---- time

  let lastUse = Date.now();
  let lastContact = Date.now();

  const touch = async () => {
    lastContact = Date.now();
    try {
      const response = await fetch(location.pathname, { headers: { Accept: "text/html" } });
      if (!response.ok || busy) return;
      const next = new DOMParser().parseFromString(await response.text(), "text/html");
      const nextLog = next.getElementById("log");
      const isNew = !nextLog || nextLog.children.length > byId("log").children.length;
      if (!isNew || busy) return;
      const typed = byId("text").value;
      const hadFocus = document.activeElement === byId("text");
      show(next);
      if (!nextLog) return;
      byId("text").value = typed;
      if (hadFocus) byId("text").focus({ preventScroll: true });
      reveal();
    } catch {
      // No network now; the next look is soon.
    }
  };

  const warn = (isSoon) => {
    const closing = byId("closing");
    if (!closing || closing.hidden === !isSoon) return;
    closing.hidden = !isSoon;
    // Only a change of an alert's words is read out everywhere.
    closing.firstElementChild.textContent = isSoon ? closing.dataset.words : "";
  };

  const use = () => {
    if (Date.now() - lastUse > ENDS_AFTER) return;
    lastUse = Date.now();
    warn(false);
    if (byId("log") && lastUse - lastContact > TOUCHES_AFTER) touch();
  };
  ["keydown", "pointerdown", "input"].forEach((kind) => addEventListener(kind, use));

  const tick = () => {
    const log = byId("log");
    if (!log) return;
    const idle = Date.now() - lastUse;
    if (idle > ENDS_AFTER) {
      location.replace(byId("talk").dataset.closed);
      return;
    }
    warn(idle > WARNS_AFTER);
    if (log.hasAttribute("data-look") && !document.hidden && !busy) touch();
  };
  setInterval(tick, LOOKS_EVERY);
  document.addEventListener("visibilitychange", tick);

  reveal();
})();
