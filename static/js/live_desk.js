// Moderating by keyboard: arrows walk through the questions, letters press the buttons of the one in focus.
"use strict";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function walk(from, step) {
  const all = [...document.querySelectorAll("[data-question]")];
  const next = all[all.indexOf(from) + step];
  if (next) next.focus();
}

function press(event) {
  // Only while a question itself has the focus: letters typed elsewhere mean what they always mean.
  const question = event.target.closest("[data-question]");
  if (!question || event.target !== question || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key in STEPS) {
    event.preventDefault();
    walk(question, STEPS[event.key]);
    return;
  }
  const control = question.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (control) {
    event.preventDefault();
    control.click();
  }
}

document.addEventListener("keydown", press);
