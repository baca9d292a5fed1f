// Typing paper forms by keyboard: Enter goes to the next field, Ctrl and Enter save the sheet.
// Without this script Enter checks the sheet and Tab goes on; nothing is saved by accident.
"use strict";

(() => {
  const form = document.querySelector("[data-paper-entry]");
  if (!form) return;
  const fields = [...form.querySelectorAll("input:not([type=hidden]), select, textarea")];
  const save = form.querySelector("button[name=save]");

  function goOn(field) {
    const next = fields[fields.indexOf(field) + 1] || save;
    next.focus();
    if (next.select) next.select();
  }

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit(save);
    } else if (fields.includes(event.target) && !event.shiftKey) {
      event.preventDefault();
      goOn(event.target);
    }
  });

  // After a mistake the summary has the focus; otherwise the first answer waits for its key.
  if (document.querySelector("[data-error-summary]")) return;
  const first = form.querySelector("[data-entry]");
  if (first) first.focus();
})();
