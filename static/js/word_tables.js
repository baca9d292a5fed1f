// Tables of Word: rows without height go, and what looks like a row of headings becomes one.

export function tidyTables(page) {
  for (const row of page.querySelectorAll('tr[height="0"]')) {
    if (!row.textContent.trim()) row.remove();
  }
  for (const table of page.querySelectorAll("table")) {
    const head = [...table.rows].filter((row) => row.parentElement.localName === "thead");
    const first = table.rows[0];
    for (const row of head.length ? head : first && isBold(first) ? [first] : []) nameHeadings(page, row);
  }
}

// All cells hold words, and all words are bold.
function isBold(row) {
  const cells = [...row.cells];
  return cells.length > 0 && cells.every((cell) => cell.textContent.trim() && !plainWords(cell));
}

function plainWords(cell) {
  const copy = cell.cloneNode(true);
  for (const bold of copy.querySelectorAll("b, strong")) bold.remove();
  return copy.textContent.trim();
}

function nameHeadings(page, row) {
  for (const cell of row.querySelectorAll(":scope > td")) {
    const heading = page.createElement("th");
    for (const { name, value } of cell.attributes) heading.setAttribute(name, value);
    heading.append(...cell.childNodes);
    for (const bold of heading.querySelectorAll("b, strong")) bold.replaceWith(...bold.childNodes);
    cell.replaceWith(heading);
  }
}
