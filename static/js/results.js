// Results: looking again while answers come in, and a link to hand on. Without it a reload does the same.
"use strict";

const live = document.getElementById("results-live");
const figures = () => document.getElementById("results-figures");

// -- looking again --------------------------------------------------------------------------------
let standing = false;

function lookAgain() {
  if (standing || document.hidden || !window.htmx) return;
  window.htmx.trigger(figures(), "look");
}

function togglePause(event) {
  const button = event.target.closest("[data-pause]");
  if (!button) return;
  standing = !standing;
  live.querySelector("[data-running]").hidden = standing;
  live.querySelector("[data-standing]").hidden = !standing;
  live.classList.toggle("live--standing", standing);
  const { pauseWords, goWords } = button.dataset;
  button.querySelector(".kern-label").textContent = standing ? goWords : pauseWords;
  if (!standing) lookAgain();
}

function tellConnection(isLost) {
  live.querySelector("[data-lost]").hidden = !isLost;
}

// What was unfolded stays unfolded when the figures around it are exchanged, and the reader stays put:
// browsers hold on to whatever follows a part that goes, and would jump to its end.
let unfolded = [];
let height = 0;

function noteReader() {
  const open = [...document.querySelectorAll("#results-figures details[open]")];
  unfolded = open.map((each) => placeOf(each));
  height = window.scrollY;
}

function placeOf(details) {
  const section = details.closest("section, #results-figures");
  const number = [...section.querySelectorAll("details")].indexOf(details);
  return [section.getAttribute("aria-labelledby") ?? section.id, number];
}

function restoreReader() {
  for (const [heading, number] of unfolded) {
    const section = document.getElementById(heading)?.closest("section, #results-figures");
    const details = section?.querySelectorAll("details")[number];
    if (details) details.open = true;
  }
  window.scrollTo({ top: height, behavior: "instant" });
}

if (live) {
  setInterval(lookAgain, Number(live.dataset.seconds) * 1000);
  document.addEventListener("visibilitychange", lookAgain);
  live.addEventListener("click", togglePause);
  document.addEventListener("htmx:beforeSwap", noteReader);
  document.addEventListener("htmx:afterSwap", restoreReader);
  document.addEventListener("htmx:afterRequest", (event) => tellConnection(!event.detail.successful));
}

// -- a link to hand on ----------------------------------------------------------------------------
async function copyLink(event) {
  const button = event.target.closest("[data-copy-link]");
  if (!button || !navigator.clipboard) return;
  await navigator.clipboard.writeText(window.location.href.split("#")[0]);
  const done = document.createElement("span");
  done.setAttribute("role", "status");
  button.parentElement.querySelector("[role=status]")?.remove();
  button.after(done);
  // Said only after the element stands in the page, or screen readers miss it.
  requestAnimationFrame(() => (done.textContent = button.dataset.copied));
}

document.addEventListener("click", copyLink);
