// Sweeteners for every page. Nothing here is needed to use it.
"use strict";

function focusErrorSummary() {
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
}

// A link in the summary leads into the control itself, not only to its place on the page.
function followErrorLink(event) {
  const link = event.target.closest("[data-error-summary] a");
  const control = link && document.getElementById(link.hash.slice(1));
  if (!control) return;
  event.preventDefault();
  const editor = control.dataset.editorId && document.getElementById(control.dataset.editorId);
  const target = editor || control;
  const group = control.closest("fieldset, .kern-form-input");
  (group || target).scrollIntoView();
  target.focus({ preventScroll: true });
}

function wireMenu() {
  const button = document.querySelector(".menu-button");
  const nav = document.getElementById("site-navigation");
  if (!button) return;
  if (!nav) {
    button.hidden = true;
    return;
  }
  button.addEventListener("click", () => {
    const open = nav.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(open));
  });
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

function closeOnEscape(event) {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

// The second click of a double click would send the form again.
function holdSecondSubmit(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  // Answers that are downloads leave the page as it is.
  setTimeout(() => release(form), 8000);
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

function showLeft(textarea) {
  const counter = document.getElementById(textarea.dataset.counter);
  const left = textarea.maxLength - textarea.value.length;
  const words = left < 0 ? counter.dataset.over : counter.dataset.left;
  counter.textContent = words.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
  counter.classList.toggle("is-over", left < 0);
}

function countCharacters(event) {
  if (event.target.matches("textarea[data-counter][maxlength]")) showLeft(event.target);
}

// A code that came with the address, behind its "#", goes into its field; browsers send it to nobody.
function takeCodeFromAddress() {
  const field = document.querySelector("[data-from-fragment]");
  if (!field || field.value || location.hash.length < 2) return;
  field.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
}

// What is said about a post stands in the post to which the address leads, not screens above it.
function bringMessages() {
  const messages = document.getElementById("messages");
  const post = /^#(beitrag|kommentar)-/.test(location.hash) && document.getElementById(location.hash.slice(1));
  if (post && messages?.childElementCount) post.prepend(messages);
}

// On what a survey is begun, by the width of the window: only this word is sent, and only counted.
function tellDevice() {
  for (const field of document.querySelectorAll("[data-device]")) {
    field.value = innerWidth < 640 ? "phone" : innerWidth < 1024 ? "tablet" : "desktop";
  }
}

document.addEventListener("DOMContentLoaded", () => {
  tellDevice();
  bringMessages();
  focusErrorSummary();
  wireMenu();
  takeCodeFromAddress();
});
document.addEventListener("click", followErrorLink);
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", closeOnEscape);
document.addEventListener("submit", holdSecondSubmit);
document.addEventListener("input", countCharacters);
document.addEventListener("htmx:afterSwap", focusErrorSummary);
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));
