// Cases are decided by keyboard. Nothing here is needed: every key presses a button or moves the focus.
(() => {
  const TYPING = "input, textarea, select, [contenteditable]";
  const FOR = ["keep", "release", "grant"];
  const AGAINST = ["hide", "refuse", "reject"];

  const cases = () => [...document.querySelectorAll("[data-case]")];

  function go(from, steps) {
    const all = cases();
    const next = all[all.indexOf(from) + steps];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  function decide(item, decisions) {
    const buttons = [...item.querySelectorAll("button[name=decision]")];
    // A click, because htmx sends along only a button that was clicked.
    buttons.find((each) => decisions.includes(each.value))?.click();
  }

  // Keys act only while a case has the focus, and never while somebody is writing.
  function press(event) {
    const item = event.target.closest?.("[data-case]");
    if (!item || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.target.closest(TYPING)) return;
    const deeds = {
      j: () => go(item, 1),
      k: () => go(item, -1),
      s: () => decide(item, FOR),
      a: () => decide(item, AGAINST),
      e: () => item.querySelector("textarea")?.focus(),
    };
    const deed = deeds[event.key.toLowerCase()];
    if (!deed) return;
    event.preventDefault();
    deed();
  }

  // After a decision on to the next case; where a form came back with faults, to what is wrong.
  function settle(event) {
    const item = event.detail.target.id && document.getElementById(event.detail.target.id);
    if (!item?.matches("[data-case]")) return;
    const status = document.querySelector("[data-case-status]");
    if (!item.dataset.decided) {
      item.querySelector("[data-error-summary]")?.focus();
      return;
    }
    if (status) status.textContent = item.dataset.decided;
    const all = cases();
    const rest = all.slice(all.indexOf(item)).concat(all);
    (rest.find((each) => !each.dataset.decided) || item).focus();
  }

  document.addEventListener("keydown", press);
  document.addEventListener("htmx:afterSettle", settle);
})();
