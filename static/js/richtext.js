// Turns <textarea data-richtext> into a text editor; without this script the textarea stays.
// What it writes is cleaned again on the server (smartregion/core/richtext.py).
import { Editor } from "@tiptap/core";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";
import { buildToolbar, element } from "./richtext_toolbar.js";
import { cleanPastedHTML } from "./word_paste.js";

// Column widths would become inline styles, which our pages do not allow.
const PlainTable = Table.extend({
  renderHTML: () => ["table", ["tbody", 0]],
});

const EXTENSIONS = [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    code: false,
    codeBlock: false,
    horizontalRule: false,
    underline: false,
    link: {
      openOnClick: false,
      protocols: ["http", "https", "mailto"],
      HTMLAttributes: { target: null, rel: null },
    },
  }),
  PlainTable.configure({ resizable: false }),
  TableRow,
  TableHeader,
  TableCell,
];

function startEditor(textarea) {
  const field = textarea.closest(".richtext-field");
  const box = element("div", { class: "richtext" });
  const editor = new Editor({
    element: box,
    extensions: EXTENSIONS,
    content: textarea.value,
    injectCSS: false,
    editorProps: { attributes: nameOf(textarea), transformPastedHTML: cleanPastedHTML },
    onUpdate: () => writeBack(editor, textarea),
  });
  const link = buildLinkRow(editor, field.dataset);
  box.prepend(buildToolbar(editor, field.dataset, link.open), link.row);
  textarea.after(box);
  textarea.hidden = true;
  textarea.required = false;
}

// The editor takes over id, label and description of the field for people who cannot see it.
function nameOf(textarea) {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const id = `${textarea.id}_editor`;
  textarea.dataset.editorId = id;
  label.id ||= `${textarea.id}_label`;
  label.addEventListener("click", () => document.getElementById(id).focus());
  const attributes = { id, role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id };
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  return attributes;
}

function writeBack(editor, textarea) {
  textarea.value = editor.isEmpty ? "" : editor.getHTML().replace(/(<p><\/p>)+$/, "");
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
}

// A row with the address instead of a browser prompt: it can be styled, translated and tested.
function buildLinkRow(editor, labels) {
  const row = element("div", { class: "richtext__link", hidden: "" });
  const input = element("input", { type: "url", "aria-label": labels.labelLinkAddress, placeholder: "https://" });
  const apply = element("button", { type: "button" }, labels.labelLinkApply);
  const remove = element("button", { type: "button" }, labels.labelLinkRemove);
  row.append(input, apply, remove);

  const close = () => {
    row.hidden = true;
    editor.commands.focus();
  };
  const open = () => {
    input.value = editor.getAttributes("link").href || "";
    row.hidden = false;
    input.focus();
  };
  const set = (href) => {
    const chain = editor.chain().focus().extendMarkRange("link");
    (href ? chain.setLink({ href }) : chain.unsetLink()).run();
    close();
  };
  apply.addEventListener("click", () => set(input.value.trim()));
  remove.addEventListener("click", () => set(""));
  row.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      set(input.value.trim());
    }
  });
  return { row, open };
}

function startAll(root) {
  for (const textarea of root.querySelectorAll("textarea[data-richtext]:not([hidden])")) startEditor(textarea);
}

startAll(document);
document.addEventListener("htmx:load", (event) => startAll(event.target));
