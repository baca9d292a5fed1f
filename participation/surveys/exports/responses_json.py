"""Responses as JSON, written while they are read: for programs, and for keeping.

    {"format": "smartregion-responses", "about": {…}, "columns": [the code book],
     "responses": [{"id": "…", "fassung": 1, …, "alter": "u18", "themen.bus": 1, "idee": null}, …]}

Without its name in a response, a question, row or option was not shown to this person; ``null`` was shown
and left empty.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from participation.surveys.exports.cells import Cells, as_they_are
from participation.surveys.exports.code_book import Described, code_book_of
from participation.surveys.exports.facts import Facts
from participation.surveys.exports.rows import heading, pieces_of
from participation.surveys.exports.selection import Selection
from participation.surveys.exports.watching import Say

FORMAT = "smartregion-responses"
ABSENT: Any = object()
CELLS = Cells(ABSENT, None, as_they_are, as_they_are, date.isoformat)


def write(selection: Selection, facts: Facts, file: IO[bytes], say: Say) -> int:
    """Write the file; how many responses stand in it. ``say`` hears how far it is."""
    written = 0
    for piece, count in _pieces(selection, facts):
        file.write(piece)
        written += count
        say(written, selection.n)
    return written


def stream(selection: Selection, facts: Facts) -> Iterator[bytes]:
    """The file, a piece at a time; it is whole JSON only when it came to its end."""
    return (piece for piece, _count in _pieces(selection, facts))


def _pieces(selection: Selection, facts: Facts) -> Iterator[tuple[bytes, int]]:
    """Pieces of the file, each with how many responses stand in it."""
    book = code_book_of(selection, language=facts.language)
    columns = [_column(each) for each in book]
    head = {"format": FORMAT, "about": _about(facts), "columns": columns}
    yield json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "responses": [', 0
    names, comma = heading(selection), ""
    for piece in pieces_of(selection, CELLS):
        lines = (_response(names, row) for row in piece)
        yield (comma + "\n" + ",\n".join(lines)).encode(), len(piece)
        comma = ","
    yield b"\n]}\n", 0


def _response(names: list[str], row: Any) -> str:
    pairs = zip(names, row, strict=True)
    return json.dumps(
        {name: cell for name, cell in pairs if cell is not ABSENT}, ensure_ascii=False
    )


def _about(facts: Facts) -> dict[str, Any]:
    return {
        "survey": facts.slug,
        "title": facts.title,
        "versions": facts.versions,
        "filter": facts.filter_words,
        "weight": facts.weighting or None,
        "n": facts.n,
        "total": facts.total,
        "state": facts.state,
        "made_on": facts.made_on.isoformat(),
        "language": facts.language,
    }


def _column(described: Described) -> dict[str, Any]:
    """A column of the code book; what was not shown has no name in a response, so it is no value."""
    return {
        "name": described.name,
        "question": described.about,
        "part": described.part,
        "type": described.kind,
        "versions": described.versions,
        "values": [{"code": code, "label": label} for code, label in described.codes],
    }
