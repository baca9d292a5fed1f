// Hundreds of texts are read by keyboard. Nothing here is needed: every key presses a button or ticks a box.
(() => {
  const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
  const PRESSING = "a, button, summary";
  let current = null; // the text that keys act upon; on a list that is the one with the focus

  const texts = () => [...document.querySelectorAll("form[data-coding]")];

  function text() {
    const all = texts();
    return all.includes(current) ? current : all[0];
  }

  function choose(form) {
    current?.removeAttribute("data-current");
    current = form;
    current?.setAttribute("data-current", "");
  }

  function toggle(form, number) {
    const box = form?.querySelectorAll("[name=codes]")[number - 1];
    if (!box) return;
    choose(form);
    box.click();
  }

  function goOn(form) {
    if (!form) return;
    const next = form.querySelector("button[name=next]");
    if (next) {
      form.requestSubmit(next);
      return;
    }
    // On a list: read, even when no code applies, and on to the text below.
    form.dispatchEvent(new Event("change", { bubbles: true }));
    const all = texts();
    const following = all[all.indexOf(form) + 1];
    if (!following) return;
    choose(following);
    following.focus();
  }

  function search() {
    const field = document.querySelector("[data-search]");
    field?.focus();
    field?.select();
  }

  function newCode() {
    const field = document.querySelector("[data-new-code] input[type=text]");
    if (!field) return;
    const marked = window.getSelection().toString().trim().replace(/\s+/g, " ");
    if (marked) field.value = marked.slice(0, field.maxLength > 0 ? field.maxLength : 120);
    field.focus();
    field.select();
  }

  function press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.target.closest(TYPING)) return;
    const form = text();
    if (/^[1-9]$/.test(event.key)) toggle(form, Number(event.key));
    else if (event.key === "Enter" && !event.target.closest(PRESSING)) goOn(form);
    else if (event.key === "u" || event.key === "U") document.querySelector("[data-undo]")?.requestSubmit();
    else if (event.key === "/") search();
    else if (event.key === "n" || event.key === "N") newCode();
    else return;
    event.preventDefault();
  }

  function say(event, what) {
    const form = event.detail.elt.closest?.("form[data-coding]");
    const state = form?.querySelector("[data-state]");
    if (!state) return;
    state.textContent = state.dataset[what];
    state.toggleAttribute("data-is-bad", what === "failed");
  }

  document.addEventListener("keydown", press);
  document.addEventListener("focusin", (event) => {
    const form = event.target.closest("form[data-coding]");
    if (form) choose(form);
  });
  document.addEventListener("htmx:beforeRequest", (event) => say(event, "saving"));
  document.addEventListener("htmx:responseError", (event) => say(event, "failed"));
  document.addEventListener("htmx:sendError", (event) => say(event, "failed"));
})();
