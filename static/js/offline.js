// Without a connection a page of answers stays where it is, instead of giving way to an error page.
"use strict";

const answers = document.querySelector("form[data-offline]");
const warning = answers && document.getElementById(answers.dataset.offline);

function holdBack(event) {
  warning.hidden = navigator.onLine;
  if (navigator.onLine) return;
  event.preventDefault();
  warning.scrollIntoView({ block: "center" });
}

if (warning) {
  answers.addEventListener("submit", holdBack);
  window.addEventListener("online", () => (warning.hidden = true));
}
