// The toolbar of the text editor: one tab stop, arrow keys inside, words for every sign.

const strokes = {
  bullets: "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
  numbers: "M10 6h10M10 12h10M10 18h10M4 4.5 5 4v4M3.6 11.2c.6-1 2.2-.7 2.2.4 0 .9-2.2 1.4-2.2 2.4h2.4M3.6 17h2l-1.2 1.4c1.8 0 1.8 2.4-.8 2.1",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17",
  table: "M4 5h16v14H4zM4 10h16M10 5v14",
  row: "M4 5h16v7H4zM12 15v6M9 18h6",
  column: "M5 4v16h7V4zM15 12h6M18 9v6",
  noTable: "M4 5h16v14H4zM4 10h16M10 5v14M3 3l18 18",
  undo: "M8 5 4 9l4 4M4 9h10a5 5 0 0 1 0 10h-3",
  redo: "M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h3",
  clear: "M6 5h12M12 5l-2 10M4 4l16 16M8 19h8",
};

// label: key of the data-label-… attribute; sign: a letter or the name of a drawing
export const COMMANDS = [
  { label: "bold", sign: "B", mark: "bold", run: (chain) => chain.toggleBold() },
  { label: "italic", sign: "I", mark: "italic", run: (chain) => chain.toggleItalic() },
  null,
  ...[2, 3, 4].map((level) => ({
    label: "heading",
    suffix: ` ${level - 1}`,
    sign: `H${level - 1}`,
    mark: "heading",
    options: { level },
    run: (chain) => chain.toggleHeading({ level }),
  })),
  null,
  { label: "bulletList", drawing: "bullets", mark: "bulletList", run: (chain) => chain.toggleBulletList() },
  { label: "orderedList", drawing: "numbers", mark: "orderedList", run: (chain) => chain.toggleOrderedList() },
  { label: "link", drawing: "link", mark: "link", opensLink: true },
  null,
  { label: "table", drawing: "table", run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }) },
  { label: "tableRow", drawing: "row", inTable: true, run: (chain) => chain.addRowAfter() },
  { label: "tableColumn", drawing: "column", inTable: true, run: (chain) => chain.addColumnAfter() },
  { label: "tableRemove", drawing: "noTable", inTable: true, run: (chain) => chain.deleteTable() },
  null,
  { label: "undo", drawing: "undo", can: (can) => can.undo(), run: (chain) => chain.undo() },
  { label: "redo", drawing: "redo", can: (can) => can.redo(), run: (chain) => chain.redo() },
  { label: "clear", drawing: "clear", run: (chain) => chain.unsetAllMarks().clearNodes() },
];

export function buildToolbar(editor, labels, openLink) {
  const toolbar = element("div", { class: "richtext__toolbar", role: "toolbar", "aria-label": labels.labelToolbar });
  for (const command of COMMANDS) {
    toolbar.append(command ? button(command, editor, labels, openLink) : element("span", { class: "richtext__gap" }));
  }
  rove(toolbar);
  const refresh = () => COMMANDS.filter(Boolean).forEach((command, i) => show(command, buttonsOf(toolbar)[i], editor));
  editor.on("transaction", refresh);
  refresh();
  return toolbar;
}

function button(command, editor, labels, openLink) {
  const name = labels[`label${command.label[0].toUpperCase()}${command.label.slice(1)}`] + (command.suffix || "");
  const made = element("button", { type: "button", "aria-label": name, title: name });
  if (command.drawing) made.append(drawing(strokes[command.drawing]));
  else made.append(element(command.sign === "I" ? "em" : "strong", {}, command.sign));
  // The caret stays in the text: whoever clicks and types on at once loses no letter.
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", () => {
    if (made.getAttribute("aria-disabled") === "true") return;
    if (command.opensLink) openLink();
    else command.run(editor.chain().focus()).run();
  });
  return made;
}

function show(command, made, editor) {
  if (command.mark) made.setAttribute("aria-pressed", String(editor.isActive(command.mark, command.options)));
  if (command.can) made.setAttribute("aria-disabled", String(!command.can(editor.can())));
  if (command.inTable) made.hidden = !editor.isActive("table");
}

function buttonsOf(toolbar) {
  return [...toolbar.querySelectorAll("button")];
}

// One stop for the tab key; arrows, Home and End move inside.
function rove(toolbar) {
  buttonsOf(toolbar).forEach((made, i) => (made.tabIndex = i ? -1 : 0));
  toolbar.addEventListener("keydown", (event) => {
    const shown = buttonsOf(toolbar).filter((made) => !made.hidden);
    const here = shown.indexOf(document.activeElement);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const target = shown[(next + shown.length) % shown.length];
    buttonsOf(toolbar).forEach((made) => (made.tabIndex = made === target ? 0 : -1));
    target.focus();
  });
}

function drawing(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const look = { fill: "none", stroke: "currentColor", "stroke-width": "1.8", "stroke-linecap": "round", "stroke-linejoin": "round" };
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  for (const [name, value] of Object.entries(look)) line.setAttribute(name, value);
  svg.append(line);
  return svg;
}

export function element(tag, attributes, text) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text) made.textContent = text;
  return made;
}
