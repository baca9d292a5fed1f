// Cards of the board can be dragged into the column of their next state. Without this script, by keyboard and on
// phones the links below "Weiter" do it; both lead to the form of the step, which asks for what it needs.
(() => {
  const board = document.querySelector(".board");
  if (!board) return;
  const columns = [...board.querySelectorAll(".board__column")];
  let dragged = null;

  // The state into which the dragged card would go here; none where it may not.
  function stateIn(column) {
    const next = dragged.dataset.next.split(" ");
    return column.dataset.states.split(" ").find((state) => next.includes(state));
  }

  function start(event) {
    dragged = event.target.closest(".board__card");
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.moves);
    dragged.classList.add("board__card--dragged");
    for (const column of columns) column.classList.toggle("board__column--open", Boolean(stateIn(column)));
  }

  function over(event) {
    const column = event.target.closest(".board__column");
    if (!dragged || !column || !stateIn(column)) return;
    event.preventDefault();
    for (const each of columns) each.classList.toggle("board__column--over", each === column);
  }

  function drop(event) {
    const column = event.target.closest(".board__column");
    const state = dragged && column && stateIn(column);
    if (!state) return;
    event.preventDefault();
    window.location.assign(`${dragged.dataset.moves}${state}/`);
  }

  function end() {
    dragged?.classList.remove("board__card--dragged");
    for (const column of columns) column.classList.remove("board__column--open", "board__column--over");
    dragged = null;
  }

  for (const card of board.querySelectorAll("[data-moves]")) card.draggable = true;
  board.addEventListener("dragstart", start);
  board.addEventListener("dragover", over);
  board.addEventListener("drop", drop);
  board.addEventListener("dragend", end);
})();
