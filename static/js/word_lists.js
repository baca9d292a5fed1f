// Word marks list items as paragraphs with a list, a level and a sign; make real, nested lists of them.

const ITEM = /mso-list:\s*l(\d+)\s+level(\d)/i;
const NUMBERED = /^\(?([0-9]{1,4}|[a-z]{1,4}(?=[.)]))[.)]?/i;

export function gatherLists(page) {
  let open = []; // the lists that can still grow, from the outermost inwards
  for (const paragraph of page.querySelectorAll("p[data-style]")) {
    const found = ITEM.exec(paragraph.dataset.style);
    if (!found) continue;
    if (!open.length || open[0].element.nextElementSibling !== paragraph) open = [];
    const [, id, level] = found;
    open = addItem(page, open, paragraph, { id, level: Number(level) });
  }
}

function addItem(page, open, paragraph, { id, level }) {
  const marker = takeMarker(paragraph);
  const tag = NUMBERED.test(marker) ? "ol" : "ul";
  const lists = open.filter((list) => list.level <= level);
  const here = lists.at(-1);
  if (here?.level === level && (here.id !== id || here.element.localName !== tag)) lists.pop();
  if (!lists.length || lists.at(-1).level < level) {
    const element = newList(page, tag, marker);
    if (lists.length) lists.at(-1).element.lastElementChild.append(element);
    else paragraph.before(element);
    lists.push({ id, level, element });
  }
  lists.at(-1).element.append(asItem(page, paragraph));
  return lists;
}

function newList(page, tag, marker) {
  const list = page.createElement(tag);
  const first = /^\(?(\d+)[.)]?$/.exec(marker);
  if (tag === "ol" && first && first[1] !== "1") list.setAttribute("start", first[1]);
  return list;
}

function takeMarker(paragraph) {
  const marker = [...paragraph.querySelectorAll("span[data-style]")].find((span) =>
    /mso-list:\s*ignore/i.test(span.dataset.style),
  );
  const text = marker ? marker.textContent.replaceAll("\u00a0", " ").trim() : "";
  marker?.remove();
  return text;
}

function asItem(page, paragraph) {
  const item = page.createElement("li");
  const inner = page.createElement("p");
  inner.append(...paragraph.childNodes);
  item.append(inner);
  paragraph.remove();
  return item;
}
