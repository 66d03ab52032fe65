"use strict";
// Keeps the queue fresh and adds shortcuts; without it there is the Refresh link.
const rows = document.getElementById("rows");
const news = document.getElementById("news");
const pause = document.getElementById("pause");
const EVERY = 10000;
let paused = false;

const links = () => [...rows.querySelectorAll("a.open-row")];
const version = () => rows.querySelector("[data-version]").dataset.version;
const asked = (address) => fetch(address + location.search, { headers: { Accept: "*/*" }, redirect: "manual" });

function tell(text) {
  news.textContent = text;
}

function replace(html) {
  const known = new Set(links().map((link) => link.pathname));
  const held = document.activeElement && document.activeElement.getAttribute("href");
  // Our own page, escaped by the server; parsed without running anything.
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-version]");
  rows.replaceChildren(document.importNode(fresh, true));
  const again = held && [...rows.querySelectorAll("a")].find((link) => link.getAttribute("href") === held);
  if (again) {
    again.focus({ preventScroll: true });
  }
  const more = links().filter((link) => !known.has(link.pathname)).length;
  const words = more === 1 ? rows.dataset.newOne : rows.dataset.newMany.replace("{n}", String(more));
  tell(more ? words : rows.dataset.changed);
}

async function refresh() {
  if (paused || document.hidden) {
    return;
  }
  try {
    const status = await asked(rows.dataset.status);
    if (status.status === 401) {
      tell(rows.dataset.signedOut);
      paused = true;
      return;
    }
    if (!status.ok || (await status.json()).version === version()) {
      return;
    }
    const page = await asked(rows.dataset.rows);
    if (page.ok) {
      replace(await page.text());
    }
  } catch {
    // No network for a moment: the next round tries again.
  }
}

function waited(since) {
  const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 60000));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  const parts = days ? [[days, "d"], [hours, "h"]] : hours ? [[hours, "h"], [minutes % 60, "min"]] : [[minutes, "min"]];
  return parts.filter(([n], place) => n || !place).map(([n, unit]) => `${n} ${unit}`).join(" ");
}

function tick() {
  for (const time of rows.querySelectorAll("time[data-since]")) {
    time.textContent = waited(time.dateTime);
  }
}

const pauseWords = pause.textContent;
pause.hidden = false;
pause.addEventListener("click", () => {
  paused = !paused;
  pause.setAttribute("aria-pressed", String(paused));
  pause.textContent = paused ? rows.dataset.resume : pauseWords;
  refresh();
});
setInterval(refresh, EVERY);
setInterval(tick, EVERY);

// One-letter shortcuts can be switched off (WCAG 2.1.4).
const keys = document.getElementById("keys");
const keysSwitch = document.getElementById("keys-switch");
const KEPT = "frontdoor-shortcuts";
let shortcuts = localStorage.getItem(KEPT) !== "off";
const showSwitch = () => keysSwitch.setAttribute("aria-pressed", String(shortcuts));
keys.hidden = false;
showSwitch();
keysSwitch.addEventListener("click", () => {
  shortcuts = !shortcuts;
  localStorage.setItem(KEPT, shortcuts ? "on" : "off");
  showSwitch();
});
document.addEventListener("keydown", (event) => {
  const move = { j: 1, k: -1 }[event.key];
  if (!move || !shortcuts || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) {
    return;
  }
  const all = links();
  if (!all.length) {
    return;
  }
  const here = all.indexOf(document.activeElement);
  const next = here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + move));
  all[next].focus();
  event.preventDefault();
});
