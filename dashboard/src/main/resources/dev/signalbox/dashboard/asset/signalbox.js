// Keeps a page fresh without flicker, and tells real times in the reader's own zone.
"use strict";

const live = document.getElementById("live");
const seconds = Number(document.body.dataset.refresh);
let shown = document.getElementById("main").innerHTML;

function ago(at, now) {
  const passed = Math.round((now - at) / 1000);
  if (passed < 5) return "just now";
  if (passed < 60) return passed + " s ago";
  if (passed < 3600) return Math.floor(passed / 60) + " min ago";
  return at.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}

function tellTimes() {
  const now = new Date();
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const text = ago(new Date(time.dateTime), now);
    if (time.textContent !== text) time.textContent = text;
  }
  for (const time of document.querySelectorAll("time[data-clock]")) {
    const text = new Date(time.dateTime).toLocaleTimeString();
    if (time.textContent !== text) time.textContent = text;
  }
}

// Somebody who types, chooses or selects must not lose it.
function isBusy(main) {
  const active = document.activeElement;
  const typing = active && main.contains(active) && active.matches("input, select, textarea");
  const selection = document.getSelection();
  return typing || (selection && !selection.isCollapsed);
}

function focusPath(main) {
  const active = document.activeElement;
  return active && active !== main && main.contains(active) && active.getAttribute("href");
}

function swap(page) {
  const main = document.getElementById("main");
  const fresh = page.getElementById("main");
  if (fresh.innerHTML !== shown) {
    shown = fresh.innerHTML;
    const focused = focusPath(main);
    const scrolled = [...main.querySelectorAll(".scroll")].map((box) => box.scrollLeft);
    const open = [...main.querySelectorAll("details")].map((part) => part.open);
    main.replaceChildren(...fresh.childNodes);
    main.querySelectorAll("details").forEach((part, i) => (part.open = open[i] || false));
    main.querySelectorAll(".scroll").forEach((box, i) => (box.scrollLeft = scrolled[i] || 0));
    if (focused) main.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
  document.querySelector(".bar nav").replaceWith(page.querySelector(".bar nav"));
  live.replaceChildren(...page.getElementById("live").childNodes);
  live.dataset.live = "on";
  tellTimes();
}

async function refresh() {
  if (document.hidden || isBusy(document.getElementById("main"))) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    live.dataset.live = "off";
    live.textContent = "No answer from Signalbox: these figures are old";
  }
}

async function keepFresh() {
  await refresh();
  setTimeout(keepFresh, seconds * 1000);
}

tellTimes();
setInterval(tellTimes, 1000);
if (seconds > 0) {
  live.dataset.live = "on";
  setTimeout(keepFresh, seconds * 1000);
}
