"""The tables in a .lss file: one row for each thing, its texts gathered over all languages.

Old files (DBVersion 177 to about 360) repeat a row for every language; newer ones keep the texts in
tables of their own (``…_l10ns``). What comes out is the same. A column that SQL had as NULL is not
there, an empty one is "".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import Any

Values = Mapping[str, str]
# Beside the id: where newer files keep the texts of a table.
L10NS = {
    "questions": "question_l10ns",
    "subquestions": "question_l10ns",
    "answers": "answer_l10ns",
    "groups": "group_l10ns",
    "defaultvalues": "defaultvalue_l10ns",
}
IDS = {
    "questions": "qid",
    "subquestions": "qid",
    "answers": "aid",
    "groups": "gid",
    "defaultvalues": "dvid",
}
# Old files number neither answers nor default values: what makes a row one of its kind.
PARTS = {
    "answers": ("qid", "scale_id", "code"),
    "defaultvalues": ("qid", "scale_id", "sqid", "specialtype"),
}
TEXTS = ("question", "help", "script", "answer", "group_name", "description", "defaultvalue")


@dataclass
class Entry:
    """One thing of a table; ``texts`` by column, then by language."""

    values: Values
    texts: dict[str, dict[str, str]] = field(default_factory=dict)

    def get(self, name: str, otherwise: str = "") -> str:
        return self.values.get(name) or otherwise

    def number(self, name: str) -> int:
        """A whole number that orders or counts; what is none counts as zero."""
        try:
            return int(float(self.values.get(name) or 0))
        except (ValueError, OverflowError):
            return 0

    def take(self, row: Values, language: str) -> None:
        """The texts that this row has in one language; the first one stays."""
        for name in TEXTS:
            if name in row:
                self.texts.setdefault(name, {}).setdefault(language, row[name])


class Tables:
    """All tables of a document by name, wherever they stand in it.

    LimeSurvey forgets to close a table of exactly 3,000, 6,000 … rows. What follows stands inside it
    then, so tables are looked up anywhere; their rows are direct children only.
    """

    def __init__(self, root: Any) -> None:
        self._rows: dict[str, list[Values]] = {}
        for rows in root.iter("rows"):
            name = rows.getparent().tag if rows.getparent() is not None else ""
            self._rows.setdefault(name, []).extend(map(_values, rows.iterchildren("row")))

    def rows(self, name: str) -> Sequence[Values]:
        return self._rows.get(name, [])

    def counts(self) -> dict[str, int]:
        return {name: len(rows) for name, rows in self._rows.items()}

    def entries(self, name: str) -> list[Entry]:
        """The things of a table with their texts in all languages, in the order of the file."""
        found: dict[Any, Entry] = {}
        for row in self.rows(name):
            key = _key(name, row)
            entry = found.setdefault(key, Entry(row))
            if row.get("language"):
                entry.take(row, row["language"])
        self._take_l10ns(name, {entry.values.get(IDS[name]): entry for entry in found.values()})
        return list(found.values())

    def _take_l10ns(self, name: str, by_id: Mapping[str | None, Entry]) -> None:
        for row in self.rows(L10NS[name]):
            entry = by_id.get(row.get(IDS[name]))
            if entry is not None and row.get("language"):
                entry.take(row, row["language"])


def _key(name: str, row: Values) -> tuple[str | None, ...]:
    given = row.get(IDS[name])
    return (given,) if given else tuple(row.get(part) for part in PARTS.get(name, ()))


def _values(row: Any) -> Values:
    # The writer of LimeSurvey breaks up what would end its CDATA.
    return {
        intern(cell.tag): (cell.text or "").replace("]] >", "]]>") for cell in row.iterchildren()
    }


def by_language(rows: Iterable[Values], language: str, text: str) -> dict[str, str]:
    """One column of a table that has a row for each language."""
    return {row[language]: row[text] for row in rows if row.get(language) and text in row}


def grouped(entries: Iterable[Entry], name: str) -> Mapping[str, list[Entry]]:
    """Entries by the value of one column."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.get(name), []).append(entry)
    return found


def in_order(entries: Iterable[Entry], *names: str) -> Iterator[Entry]:
    """Entries by one or more numbers; what has the same stays as it stood in the file."""
    return iter(sorted(entries, key=lambda entry: [entry.number(name) for name in names]))
