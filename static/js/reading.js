// Sweeteners for long texts: the contents follow the reader, lasting addresses are copied.
"use strict";

function entryOf(section) {
  return document.querySelector(`.reading__toc a[href="#${CSS.escape(section.id)}"]`);
}

// The last section whose beginning has passed the upper third of the window is being read.
function currentSection(sections) {
  const line = window.innerHeight / 3;
  return sections.findLast((section) => section.getBoundingClientRect().top <= line);
}

function followContents(sections) {
  const entry = currentSection(sections)?.entry;
  const before = document.querySelector(".reading__toc a[aria-current]");
  if (entry === before) return;
  before?.removeAttribute("aria-current");
  entry?.setAttribute("aria-current", "location");
  keepInSight(entry);
}

// Only the list of contents scrolls, never the page under the reader.
function keepInSight(entry) {
  const list = entry?.closest(".reading__toc");
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const place = entry.offsetTop - list.clientHeight / 2;
  list.scrollTo({ top: place });
}

function tellTimeLeft(note, text) {
  const { top, height } = text.getBoundingClientRect();
  const read = Math.min(Math.max((window.innerHeight / 2 - top) / height, 0), 1);
  const left = Math.ceil(note.dataset.minutes * (1 - read));
  note.textContent = left ? note.dataset.left.replace("{n}", left) : note.dataset.done;
}

function wireContents() {
  const text = document.querySelector(".reading__text");
  const note = document.querySelector(".reading__time");
  const sections = [...document.querySelectorAll("[data-contents]")].filter((section) => {
    section.entry = entryOf(section);
    return section.entry;
  });
  if (!text || !sections.length) return;
  let waiting = false;
  const look = () => {
    waiting = false;
    followContents(sections);
    if (note && window.scrollY > 0) tellTimeLeft(note, text);
  };
  const onScroll = () => {
    if (!waiting) requestAnimationFrame(look);
    waiting = true;
  };
  window.addEventListener("scroll", onScroll, { passive: true });
  look();
}

// Without a clipboard the link does what links do: it leads to the passage.
async function copyAddress(event) {
  const link = event.target.closest("[data-deep-link]");
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain || !navigator.clipboard) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    window.location.assign(link.href);
    return;
  }
  say(link, document.querySelector("[data-copied]").dataset.copied);
}

function say(link, words) {
  document.querySelector(".deep-link__done")?.remove();
  const done = document.createElement("span");
  done.className = "deep-link__done";
  done.setAttribute("role", "status");
  link.after(done);
  // Said only after the element stands in the page, or screen readers miss it.
  requestAnimationFrame(() => (done.textContent = words));
  setTimeout(() => done.remove(), 4000);
}

document.addEventListener("DOMContentLoaded", wireContents);
document.addEventListener("click", copyAddress);
