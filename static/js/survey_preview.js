// The preview beside the outline of a survey: it shows the page of the row one works on, as wide as a phone
// or a desk, and anew after every change. Where there is no room for it, its links lead to its own page.
(() => {
  const preview = document.querySelector("[data-preview]");
  const frame = preview.querySelector("iframe");
  const stage = preview.querySelector(".preview-stage");
  const language = preview.querySelector("[data-language]");
  const widths = [...preview.querySelectorAll("[data-width]")];
  let shown = { page: "1", code: "" };
  let top = 0; // how far the page was scrolled before it was drawn anew

  const isSeen = () => preview.offsetParent !== null;

  function draw() {
    if (!isSeen()) return;
    const query = new URLSearchParams({ page: shown.page });
    if (language) query.set("language", language.value);
    // Replacing keeps the steps of the preview out of the browser's history.
    frame.contentWindow.location.replace(`${preview.dataset.address}?${query}`);
  }

  function show(row) {
    const before = shown;
    shown = { page: row.dataset.shows, code: row.dataset.code || "" };
    mark(row);
    if (shown.page === pageInFrame()) point();
    else if (shown.page !== before.page || shown.code !== before.code) draw();
  }

  // Whoever walked on inside the preview may be on another page than the one that was asked for.
  function pageInFrame() {
    return frame.contentDocument?.querySelector("[data-page]")?.dataset.page;
  }

  function mark(row) {
    document.querySelector("#outline [aria-current]")?.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
  }

  // Not scrollIntoView: that would move the page around the frame, too, under the hand that drags a row.
  function point() {
    const name = `q-${shown.code}`;
    const field = frame.contentDocument?.querySelector(`[name="${name}"], [name^="${name}-"]`);
    const question = field?.closest(".question");
    if (!question) return;
    const { scrollY, innerHeight } = frame.contentWindow;
    frame.contentWindow.scrollTo(0, scrollY + question.getBoundingClientRect().top - innerHeight / 4);
  }

  function drawn() {
    if (top) frame.contentWindow.scrollTo(0, top);
    else if (shown.code) point();
    top = 0;
  }

  function outlineChanged(event) {
    if (event.detail.elt.id !== "outline") return;
    const row = document.activeElement?.closest?.("#outline [data-shows]");
    const page = row?.dataset.shows || shown.page;
    if (page === shown.page) top = frame.contentWindow.scrollY;
    shown = { page, code: row?.dataset.code || shown.code };
    if (row) mark(row);
    draw();
  }

  // A desk is wider than the column: the page keeps its width and is drawn smaller.
  function fit() {
    const scale = stage.clientWidth / frame.offsetWidth;
    stage.style.setProperty("--scale", Math.min(1, scale));
  }

  function widen(chosen) {
    for (const button of widths) button.setAttribute("aria-pressed", String(button === chosen));
    stage.className = `preview-stage preview-stage--${chosen.dataset.width}`;
    fit();
  }

  function follow(event) {
    const row = event.target.closest("#outline [data-shows]");
    if (!row || !isSeen()) return;
    if (event.type === "click" && event.target.closest("[data-show]")) event.preventDefault();
    show(row);
  }

  document.addEventListener("click", follow);
  document.addEventListener("focusin", follow);
  // After the row has its focus back.
  document.addEventListener("htmx:afterSettle", (event) => setTimeout(outlineChanged, 0, event));
  frame.addEventListener("load", drawn);
  for (const button of widths) button.addEventListener("click", () => widen(button));
  language?.addEventListener("change", draw);
  new ResizeObserver(fit).observe(stage);
  const start = document.querySelector(`#outline ${window.location.hash || "[data-shows]"}`);
  if (start?.dataset.shows) show(start);
})();
