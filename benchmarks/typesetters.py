"""The same report set by others: Typst and the print function of Chromium, from the markup of our chapters."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst
from django.template.loader import render_to_string
from lxml import etree
from lxml import html as lxml_html

from smartregion.core.pdf.assets import FONTS, asset
from smartregion.reports.rendering import Book
from smartregion.reports.rendering.markup import written_whole

BROWSER = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
)
SPECIAL = re.compile(r"([\\#$*_`<>@\[\]~=/+\-])")
SHEET = """
#set document(title: "Bericht")
#set text(font: "Fira Sans", lang: "de", size: 10pt, hyphenate: true)
#set page(paper: "a4", numbering: "1")
#outline()
"""


def typst_pages(book: Book) -> bytes:
    """The report by Typst as PDF/UA-1: headings, texts, tables and figures, with our fonts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for font in FONTS:
            (folder / font).with_suffix(".ttf").write_bytes(asset(font))
        source = folder / "report.typ"
        source.write_text(SHEET + "".join(_markup(book, folder)), encoding="utf-8")
        pdf: bytes = typst.compile(
            str(source), font_paths=[name], ignore_system_fonts=True, pdf_standards=["ua-1"]
        )
    return pdf


def chromium_pages(book: Book) -> bytes:
    """The report by the print function of a browser, with our style sheet."""
    styles = render_to_string("reports/paper/report.css", {"design": book.content["design"]})
    body = "".join(written_whole(chapter).html for chapter in book.chapters)
    with tempfile.TemporaryDirectory() as name:
        page, file = Path(name, "report.html"), Path(name, "report.pdf")
        page.write_text(
            f'<html lang="de"><meta charset="utf-8"><title>Bericht</title><style>{styles}</style>{body}</html>',
            encoding="utf-8",
        )
        subprocess.run(
            [*BROWSER, f"--user-data-dir={name}/profile", "--no-pdf-header-footer",
             f"--print-to-pdf={file}", page.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip
        return file.read_bytes()


# -- markup of Typst ---------------------------------------------------------------------------
def _markup(book: Book, folder: Path) -> Iterator[str]:
    for chapter in book.chapters:
        tree = lxml_html.fragment_fromstring(written_whole(chapter).html, create_parent="div")
        yield "\n#pagebreak(weak: true)\n"
        yield from _blocks(tree, folder)


def _blocks(element: Any, folder: Path) -> Iterator[str]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if re.fullmatch("h[1-6]", child.tag):
            yield f"\n{'=' * int(child.tag[1])} {_words(child)}\n"
        elif child.tag in ("p", "li", "dt", "dd", "figcaption"):
            yield f"\n{_words(child)}\n"
        elif child.tag == "table":
            yield _table(child)
        elif child.tag.endswith("svg"):
            yield _picture(child, folder)
        else:
            yield from _blocks(child, folder)


def _table(table: Any) -> str:
    rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]
    columns = max((len(row) for row in rows), default=1)
    cells = ("".join(f"[{_words(cell)}]," for cell in row) for row in rows if len(row) == columns)
    return f"\n#table(columns: {columns},\n" + "\n".join(cells) + "\n)\n"


def _picture(svg: Any, folder: Path) -> str:
    file = folder / f"{len(list(folder.iterdir()))}.svg"
    file.write_bytes(etree.tostring(svg))
    return f'\n#image("{file.name}", width: 100%, alt: "Abbildung")\n'


def _words(element: Any) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(element.text_content().split()))
