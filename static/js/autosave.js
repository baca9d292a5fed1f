// A report keeps itself while it is written. Where that fails, the page says so; the button still works.
"use strict";

function sayFailed() {
  const status = document.getElementById("report-saved");
  if (!status) return;
  const said = document.createElement("p");
  said.textContent = status.dataset.failed;
  status.replaceChildren(said);
}

// Somebody who was signed out in between is answered with the page to sign in: no place for it here.
function refuseOtherPages(event) {
  if (event.detail.target.id !== "report-saved") return;
  const isAnswer = event.detail.xhr.status === 200 && event.detail.xhr.responseText.includes('id="report-saved"');
  if (isAnswer) return;
  event.detail.shouldSwap = false;
  sayFailed();
}

document.addEventListener("htmx:beforeSwap", refuseOtherPages);
document.addEventListener("htmx:sendError", sayFailed);
document.addEventListener("htmx:timeout", sayFailed);
