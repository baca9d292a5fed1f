// The code for going on later: copied or printed by a button. By hand both work without this.
"use strict";

const copy = document.querySelector("[data-copy]");
const print = document.querySelector("[data-print]");

async function copyCode() {
  const done = document.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(copy.dataset.copy);
    done.textContent = done.dataset.copied;
  } catch {
    getSelection().selectAllChildren(document.querySelector(".receipt-code"));
  }
}

if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", copyCode);
}
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
