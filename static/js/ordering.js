// Rows of an outline are dragged among their siblings, and into other lists that carry the same name in
// data-rows. Without this script the arrow buttons do it; both send to the same address, and the server
// draws the outline anew.
(() => {
  const status = document.getElementById("outline-moved");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let moved = null; // the row on its way, and where the focus goes afterwards
  let folds = []; // the parts that can be folded, and whether they were open

  function start(root) {
    const outline = root.id === "outline" ? root : root.querySelector("#outline");
    if (!outline) return;
    for (const rows of outline.querySelectorAll("[data-rows]")) {
      Sortable.create(rows, {
        group: rows.dataset.rows || undefined,
        handle: "[data-handle]",
        draggable: ".outline__item",
        animation: calm.matches ? 0 : 150,
        ghostClass: "outline__item--dragged",
        onEnd: (event) => dropped(outline, event),
      });
    }
  }

  function dropped(outline, event) {
    if (event.from === event.to && event.oldDraggableIndex === event.newDraggableIndex) return;
    const values = {
      place: event.newDraggableIndex,
      csrfmiddlewaretoken: outline.elements.csrfmiddlewaretoken.value,
    };
    if (event.to.dataset.list) values.page = event.to.dataset.list;
    moved = { row: event.item.id, button: "up" };
    htmx.ajax("POST", event.item.dataset.address, { target: "#outline", swap: "outerHTML", values });
  }

  function noteButton(event) {
    const button = event.detail.elt;
    if (!button.closest("#outline") || button.name !== "direction") return;
    moved = { row: button.closest(".outline__item").id, button: button.value };
  }

  function leave(event) {
    const outline = event.detail.target;
    if (outline.id !== "outline") return;
    folds = [...outline.querySelectorAll("details[id]")].map((part) => [part.id, part.open]);
    // Dragging leaves empty style attributes; htmx would carry them over, which our pages do not allow.
    for (const styled of outline.querySelectorAll("[style]")) styled.removeAttribute("style");
  }

  function settle(event) {
    if (event.detail.elt.id !== "outline") return;
    for (const [id, open] of folds) document.getElementById(id)?.toggleAttribute("open", open);
    start(event.detail.elt);
    if (moved) tell(event.detail.elt, document.getElementById(moved.row));
    moved = null;
  }

  // The focus stays with the row that moved; at the end of the row only the other arrow is left.
  function tell(outline, row) {
    if (!row) return;
    const key = row.id.slice("row-".length);
    const other = moved.button === "up" ? "down" : "up";
    const button = document.getElementById(`${moved.button}-${key}`) || document.getElementById(`${other}-${key}`);
    (button || row).focus();
    const siblings = [...row.parentElement.children];
    status.textContent = (row.parentElement.dataset.moved || outline.dataset.moved)
      .replace("{title}", row.dataset.title)
      .replace("{place}", siblings.indexOf(row) + 1)
      .replace("{all}", siblings.length);
  }

  // Whatever went wrong, the page that is loaded anew shows the order as it is.
  function reload(event) {
    if (event.detail.target?.id === "outline") window.location.reload();
  }

  document.addEventListener("htmx:beforeRequest", noteButton);
  document.addEventListener("htmx:beforeSwap", leave);
  document.addEventListener("htmx:afterSettle", settle);
  document.addEventListener("htmx:responseError", reload);
  document.addEventListener("htmx:sendError", reload);
  start(document);
})();
