// What people paste from Word (and from web pages and mails) as plain headings, lists, tables and links.
// Word writes its own meaning into styles and comments; what is not said in HTML is said there.
import { gatherLists } from "./word_lists.js";
import { tidyTables } from "./word_tables.js";

const ANCHORED = /^(https?:|mailto:)/i;
const KEPT = new Set(["href", "colspan", "rowspan", "start"]);
const JUNK = [
  "meta, link, title, style, script, xml, img, svg, math, object, iframe, hr.msocomoff",
  // What was deleted with tracked changes, and comments in the margin.
  "del, .msoDel, .MsoCommentReference, .msocomanchor, .msocomtxt",
].join(", ");

export function cleanPastedHTML(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  dropJunk(page);
  readMarks(page);
  readHeadings(page);
  gatherLists(page);
  unwrapForeign(page);
  shiftHeadings(page);
  tidyTables(page);
  tidyWords(page);
  dropAttributes(page);
  return page.body.innerHTML;
}

// Our pages refuse inline styles and handlers even while they are parsed; of styles we only read what they say.
function withoutStyles(html) {
  return html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag.replace(/\sstyle\s*=/gi, " data-style=").replace(/\son[a-z]+\s*=/gi, " data-handler="),
    );
}

export function styleOf(node) {
  return node.getAttribute("data-style") || "";
}

function dropJunk(page) {
  const comments = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.remove();
  for (const junk of page.querySelectorAll(JUNK)) junk.remove();
  for (const styled of page.querySelectorAll("[data-style]")) {
    const style = styleOf(styled);
    if (/mso-element:\s*comment/i.test(style) || /page-break-before:\s*always/i.test(style)) {
      if (styled.matches("div, span, br")) styled.remove();
    }
  }
}

// Bold and italic words that are so by style only; and bold elements that are not bold at all.
function readMarks(page) {
  for (const node of page.querySelectorAll("b[data-style], strong[data-style]")) {
    if (/(^|[;\s])font-weight:\s*normal/i.test(styleOf(node))) unwrap(node);
  }
  for (const span of page.querySelectorAll("span[data-style]")) {
    const style = styleOf(span);
    if (/(^|[;\s])font-weight:\s*(bold|[6-9]00)/i.test(style)) wrapContent(page, span, "strong");
    if (/(^|[;\s])font-style:\s*italic/i.test(style)) wrapContent(page, span, "em");
    if (/mso-tab-count/i.test(style)) span.textContent = " ";
  }
}

function wrapContent(page, node, tag) {
  const mark = page.createElement(tag);
  mark.append(...node.childNodes);
  node.append(mark);
}

// Titles and headings of a county's own templates are paragraphs with a level for the outline.
function readHeadings(page) {
  for (const paragraph of page.querySelectorAll("p")) {
    const level = /mso-outline-level:\s*(\d)/i.exec(styleOf(paragraph));
    const isTitle = paragraph.classList.contains("MsoTitle");
    if (level || isTitle) rename(page, paragraph, `h${isTitle ? 1 : Math.min(level[1], 6)}`);
  }
  // A numbered heading brings its number as text; the number belongs to the page.
  for (const marker of page.querySelectorAll(":is(h1, h2, h3, h4, h5, h6) span[data-style]")) {
    if (/mso-list:\s*ignore/i.test(styleOf(marker))) marker.remove();
  }
}

// The page owns the first level; the editor knows levels 2 to 4.
function shiftHeadings(page) {
  const levels = { H1: "h2", H5: "h4", H6: "h4" };
  for (const heading of page.querySelectorAll("h1, h5, h6")) rename(page, heading, levels[heading.tagName]);
}

// Smart tags, insertions, bookmarks and links into Word's own file: the words stay, the rest goes.
function unwrapForeign(page) {
  for (const node of page.body.querySelectorAll("*")) {
    const prefix = node.localName.includes(":") ? node.localName.split(":")[0] : "";
    if (["v", "w", "m"].includes(prefix)) node.remove();
    else if (prefix || node.localName === "ins") unwrap(node);
    else if (node.localName === "a" && !ANCHORED.test(node.getAttribute("href") || "")) unwrap(node);
  }
}

// Rows of spaces are how one indents in Word; empty paragraphs are how one makes distance.
function tidyWords(page) {
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    texts.currentNode.data = texts.currentNode.data.replace(/[ \u00a0\r\n\t]{2,}|[\r\n\t]/g, " ");
  }
  for (const block of page.querySelectorAll("p, h2, h3, h4")) {
    const isOnly = block.matches("td > :only-child, th > :only-child, li > :only-child");
    if (!isOnly && !block.textContent.replaceAll("\u00a0", " ").trim()) block.remove();
  }
}

function dropAttributes(page) {
  for (const node of page.body.querySelectorAll("*")) {
    for (const { name } of [...node.attributes]) if (!KEPT.has(name)) node.removeAttribute(name);
  }
}

function rename(page, node, tag) {
  const renamed = page.createElement(tag);
  for (const { name, value } of node.attributes) renamed.setAttribute(name, value);
  renamed.append(...node.childNodes);
  node.replaceWith(renamed);
}

function unwrap(node) {
  node.replaceWith(...node.childNodes);
}
