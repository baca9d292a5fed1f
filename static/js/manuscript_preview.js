// While somebody writes, the printed chapter beside it follows: the form goes into the frame, as its own
// button does without this script. Nothing is stored by it.
(() => {
  const form = document.querySelector("[data-preview-form]");
  const button = form?.querySelector("[data-preview]");
  const frame = document.querySelector(".sheet-frame");
  if (!button || !frame) return;
  const PAUSE = 1200;
  let waiting = 0;
  let top = 0;

  function show() {
    top = frame.contentWindow?.scrollY || 0;
    const data = new FormData(form);
    fetch(button.formAction, { method: "POST", body: data, credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
      .then((html) => {
        frame.srcdoc = html;
      })
      // What the button shows tells more than a message nobody asked for.
      .catch(() => {});
  }

  // Looking is not sending: right after it the form can be saved.
  form.addEventListener("submit", (event) => {
    if (event.submitter !== button) return;
    setTimeout(() => {
      delete form.dataset.sent;
      button.removeAttribute("aria-busy");
    });
  });
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  });
  // The reader stays where they were.
  frame.addEventListener("load", () => frame.contentWindow?.scrollTo(0, top));
})();
