"""A paper of words and tables, the same on a page, printed, in a word processor and as Markdown."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import get_language

from smartregion.core.errors import WrongState
from smartregion.core.pdf import EngineMissing, start_engine
from smartregion.core.pdf.finish import finish
from smartregion.county.models import County

STYLES = "privacy/paper/paper.css"
ARTICLE = re.compile(r"\bArt\. (?=\d)")


@dataclass(frozen=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


# A title with what is said about it.
Said = tuple[str, str]


@dataclass(frozen=True)
class Entry:
    """One row that no table holds: short facts in one line, and each long text over the whole width."""

    facts: tuple[Said, ...]
    texts: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Part:
    """A heading with paragraphs, and a table below them where there is one.

    Entries stand in a PDF only; papers that also become something else have tables.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Paper:
    title: str
    lead: str
    parts: tuple[Part, ...]


def paper_pdf(paper: Paper) -> bytes:
    """The paper as PDF/UA-1."""
    try:
        engine = start_engine(STYLES)
    except EngineMissing as error:
        raise WrongState(str(error)) from error
    context = {"paper": paper, "county": County.objects.first(), "language": get_language()}
    html = together(render_to_string("privacy/paper/paper.html", context))
    data, _pages = engine.write(html, variant="pdf/ua-1")
    return finish(data)


def together(text: str) -> str:
    """No line ends between "Art." and its number."""
    return ARTICLE.sub("Art.\u00a0", text)


def paper_markdown(paper: Paper) -> str:
    """The paper as CommonMark with tables."""
    return "\n\n".join(_blocks(paper)) + "\n"


def _blocks(paper: Paper) -> Iterator[str]:
    yield f"# {paper.title}"
    yield paper.lead
    for part in paper.parts:
        yield f"## {part.title}"
        yield from part.paragraphs
        if part.table:
            lines = [part.table.columns, ("---",) * len(part.table.columns), *part.table.rows]
            yield "\n".join("| " + " | ".join(map(_in_cell, line)) + " |" for line in lines)


def _in_cell(text: str) -> str:
    """A bar or a line break would end the cell."""
    return " ".join(str(text).split()).replace("|", "\\|")


def paper_docx(paper: Paper) -> bytes:
    """The paper for a word processor, to be completed and signed by the county."""
    from docx import Document  # noqa: PLC0415 - heavy, and few requests need it

    document = Document()
    document.core_properties.title = paper.title
    document.core_properties.language = get_language() or "de"
    document.add_heading(paper.title, 0)
    document.add_paragraph(paper.lead)
    for part in paper.parts:
        document.add_heading(part.title, 1)
        for paragraph in part.paragraphs:
            document.add_paragraph(paragraph)
        if part.table:
            _add_table(document, part.table)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_table(document: object, table: Table) -> None:
    grid = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")  # type: ignore[attr-defined]
    for line in (table.columns, *table.rows):
        row = grid.rows[0] if line is table.columns else grid.add_row()
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = str(text)
