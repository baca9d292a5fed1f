// The live room on phones and on the wall: looks for news every two seconds, says them, keeps what one supports.
"use strict";

const EVERY = 2000;
const part = () => document.querySelector("[data-poll]");
const status = document.querySelector("[data-live-status]");
const offline = document.querySelector("[data-live-offline]");
const supported = new Set();
let known = Number(part()?.dataset.total);

function remember() {
  supported.clear();
  for (const button of document.querySelectorAll('[data-support][aria-pressed="true"]')) supported.add(button.value);
}

// What comes every two seconds is the same for everybody.
function mark() {
  for (const button of document.querySelectorAll("[data-support]")) {
    const mine = supported.has(button.value);
    button.name = mine ? "withdraw" : "support";
    button.setAttribute("aria-pressed", String(mine));
    button.classList.toggle("kern-btn--primary", mine);
    button.classList.toggle("kern-btn--secondary", !mine);
  }
}

function announce() {
  const now = Number(part().dataset.total);
  const more = now - known;
  known = now;
  if (!status || !(more > 0)) return;
  status.textContent = more === 1 ? status.dataset.newOne : status.dataset.newMany.replace("{n}", more);
}

function show(markup) {
  const old = part();
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  old.outerHTML = markup;
  // Its buttons stand outside their form; htmx has to know them to send which one was pressed.
  window.htmx?.process(part());
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  mark();
  announce();
}

async function look() {
  const address = part().dataset.poll;
  // Without cookies: the answer is the same for everybody, and nobody has to look who asks.
  const answer = await fetch(address, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  // Something was sent meanwhile: what that brought is newer.
  if (answer.status === 200 && part().dataset.poll === address) show(await answer.text());
}

async function watch() {
  if (!document.hidden && part()?.dataset.poll) {
    try {
      await look();
      if (offline) offline.hidden = true;
    } catch {
      if (offline) offline.hidden = false;
    }
  }
  setTimeout(watch, EVERY);
}

document.addEventListener("htmx:afterSwap", () => {
  remember();
  announce();
});
remember();
setTimeout(watch, EVERY);
