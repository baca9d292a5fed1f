// The live room on a phone: news are announced, what one has supported stays marked, faults are said.
"use strict";

const status = document.querySelector("[data-live-status]");
const offline = document.querySelector("[data-live-offline]");
const list = () => document.getElementById("live-questions");
const total = () => Number(list().dataset.total);
const pressed = () => list().querySelectorAll('[data-support][aria-pressed="true"]');
const supported = new Set();
let known = total();

function remember() {
  supported.clear();
  for (const button of pressed()) supported.add(button.value);
}

// The list that comes every two seconds is the same for everybody.
function mark() {
  for (const button of list().querySelectorAll("[data-support]")) {
    const mine = supported.has(button.value);
    button.name = mine ? "withdraw" : "support";
    button.setAttribute("aria-pressed", String(mine));
    button.classList.toggle("kern-btn--primary", mine);
    button.classList.toggle("kern-btn--secondary", !mine);
  }
}

function announce() {
  const more = total() - known;
  known = total();
  if (more > 0) status.textContent = more === 1 ? status.dataset.newOne : status.dataset.newMany.replace("{n}", more);
}

document.addEventListener("htmx:afterSwap", (event) => {
  const own = event.detail.requestConfig.verb === "post";
  if (own) remember();
  else mark();
  announce();
});
document.addEventListener("htmx:sendError", () => (offline.hidden = false));
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.xhr.status) offline.hidden = true;
});
remember();
