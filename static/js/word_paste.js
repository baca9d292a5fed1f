// Word marks list items as paragraphs with office styles; make real lists of them.

const ITEM = /mso-list:\s*l\d+\s+level(\d)/i;
const NUMBERED = /^\(?[0-9a-z]{1,4}[.)]/i;

export function cleanPastedHTML(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  for (const junk of page.querySelectorAll("meta, link, title, xml, o\\:p")) junk.remove();
  shiftHeadings(page);
  gatherLists(page);
  return page.body.innerHTML;
}

// Our pages refuse inline styles even while they are parsed; we only read what they say.
function withoutStyles(html) {
  return html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\sstyle=/gi, " data-style=");
}

// The page owns the first level; the editor knows levels 2 to 4.
function shiftHeadings(page) {
  const levels = { H1: "h2", H5: "h4", H6: "h4" };
  for (const heading of page.querySelectorAll("h1, h5, h6")) {
    const renamed = page.createElement(levels[heading.tagName]);
    renamed.append(...heading.childNodes);
    heading.replaceWith(renamed);
  }
}

function gatherLists(page) {
  let list = null;
  for (const paragraph of page.querySelectorAll("p")) {
    if (!ITEM.test(paragraph.getAttribute("data-style") || "")) {
      list = null;
      continue;
    }
    const marker = takeMarker(paragraph);
    const tag = NUMBERED.test(marker) ? "ol" : "ul";
    if (!list || list.localName !== tag || list.nextElementSibling !== paragraph) {
      list = page.createElement(tag);
      paragraph.before(list);
    }
    list.append(asItem(page, paragraph));
  }
}

function takeMarker(paragraph) {
  const marker = [...paragraph.querySelectorAll("span")].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute("data-style") || ""),
  );
  const text = marker ? marker.textContent.trim() : "";
  if (marker) marker.remove();
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
