"""The sheets of a form as rows with named columns, whatever their authors called them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.interchange.xlsform.own import OWN, QUOTAS
from smartregion.core.untrusted import NotReadable, Workbook

# Other spellings that tools write or accept, after spaces became underscores.
ALIASES = {
    "caption": "label", "relevance": "relevant", "bind::relevant": "relevant",
    "bind::required": "required", "bind::constraint": "constraint", "constraining_message":
    "constraint_message", "bind::jr:constraintmsg": "constraint_message", "calculate": "calculation",
    "bind::calculate": "calculation", "readonly": "read_only", "bind::readonly": "read_only",
    "image": "media::image", "audio": "media::audio", "video": "media::video", "big-image":
    "media::big-image", "control::appearance": "appearance", "body::appearance": "appearance",
    "jr:count": "repeat_count", "list": "list_name", "title": "form_title", "id_string": "form_id",
    "set_form_title": "form_title", "set_form_id": "form_id",
}  # fmt: skip
# Columns that may come once for each language; the parts behind "::" of others belong to their name.
SPOKEN = {
    "label", "hint", "guidance_hint", "constraint_message", "required_message", "media::image",
    "media::audio", "media::video", "media::big-image",
}  # fmt: skip
FAMILIES = ("media", "bind", "control", "body", "instance")
SHEETS = {"survey": "survey", "choices": "choices", "choices_and_columns": "choices",
          "settings": "settings", QUOTAS: QUOTAS}  # fmt: skip
SEPARATOR = re.compile(r"\s*::\s*")
LINK = "jr:"
# The language of a column that names none.
UNNAMED = ""


@dataclass(frozen=True)
class Line:
    """A row of a sheet: its number, its cells by column, and its texts by column and language."""

    number: int
    cells: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def said(self, column: str) -> Mapping[str, str]:
        return self.texts.get(column, {})


@dataclass(frozen=True)
class Sheet:
    """Named columns and the rows below them that say something."""

    columns: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()

    def languages(self) -> list[str]:
        """The languages of its texts as the columns name them, in their order."""
        return list(
            dict.fromkeys(
                language for line in self.lines for said in line.texts.values() for language in said
            )
        )

    def filled(self, column: str) -> int:
        """In how many rows a column says something."""
        return sum(bool(line.get(column) or line.said(column)) for line in self.lines)


@dataclass(frozen=True)
class Book:
    """A form: its sheets, and how many rows those have that do not belong to it."""

    survey: Sheet
    choices: Sheet
    settings: Sheet
    quotas: Sheet
    others: Mapping[str, int]

    @property
    def languages(self) -> list[str]:
        sheets = (self.survey, self.choices, self.settings, self.quotas)
        return list(dict.fromkeys(each for sheet in sheets for each in sheet.languages()))

    def setting(self, name: str) -> str:
        return next((line.get(name) for line in self.settings.lines), "")


def book_of(workbook: Workbook) -> Book:
    """The sheets of a workbook. Raises ``NotReadable`` when it is no form."""
    found, others = {}, {}
    for title in workbook.sheets:
        rows = workbook.rows(title)
        name = SHEETS.get(_plain(title))
        if name and name not in found:
            found[name] = _sheet(rows)
        elif rows:
            others[title] = len(rows)
    if "survey" not in found:
        raise NotReadable(
            _("Die Arbeitsmappe hat kein Blatt „survey“, sie ist kein XLSForm."), code="kind"
        )
    if "type" not in found["survey"].columns:
        raise NotReadable(
            _("Im Blatt „survey“ fehlt in der ersten Zeile die Spalte „type“."), code="kind"
        )
    empty = Sheet()
    return Book(
        found["survey"],
        found.get("choices", empty),
        found.get("settings", empty),
        found.get(QUOTAS, empty),
        others,
    )


# -- columns ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Column:
    name: str
    # None where a column does not come once for each language.
    language: str | None = None


def _plain(name: str) -> str:
    return re.sub(r"[\s]+", "_", name.strip().lower())


def _column(heading: Any) -> _Column | None:
    text = _words(heading).strip()
    if not text:
        return None
    first, *rest = SEPARATOR.split(text)
    if not rest and ":" in text and not text.lower().startswith((LINK, "bind:jr")):
        # One colon was allowed before there were two.
        first, *rest = re.split(r"\s*:\s*", text, maxsplit=2)
    name = _plain(first)
    if name in FAMILIES and rest:
        name, rest = f"{name}::{_plain(rest[0])}", rest[1:]
    name = ALIASES.get(name, name)
    if name in SPOKEN or (name.startswith(f"{OWN}_") and rest):
        return _Column(name, rest[0].strip() if rest else UNNAMED)
    return _Column("::".join([name, *map(_plain, rest)]))


def _sheet(rows: Sequence[tuple[int, tuple[Any, ...]]]) -> Sheet:
    if not rows:
        return Sheet()
    columns = [_column(heading) for heading in rows[0][1]]
    lines = tuple(_line(number, columns, cells) for number, cells in rows[1:])
    names = dict.fromkeys(column.name for column in columns if column)
    return Sheet(tuple(names), lines)


def _line(number: int, columns: Iterable[_Column | None], cells: Iterable[Any]) -> Line:
    plain: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {}
    for column, cell in zip(columns, cells, strict=True):
        words = _words(cell).strip()
        if not column or not words:
            continue
        if column.language is None:
            plain.setdefault(column.name, words)
        else:
            texts.setdefault(column.name, {}).setdefault(column.language, words)
    return Line(number, plain, texts)


def _words(cell: Any) -> str:
    """A cell as people see it: 1 and not 1.0, a day as 2026-03-31."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
    return str(cell)


# -- what nothing here reads -----------------------------------------------------------------------
def unread_columns(sheet: Sheet, read: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Columns of which nothing comes along, with the number of their rows."""
    known = set(read)
    counts = Counter({name: sheet.filled(name) for name in sheet.columns if name not in known})
    return ((name, n) for name, n in counts.items() if n)
