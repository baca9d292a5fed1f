"""Translations as a table for a translation office: German beside an empty column, and back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from participation.surveys.drafts.translations import Phrase, Script
from participation.surveys.texts import language_of
from smartregion.core.csvfile import (
    FORMULA,
    Column,
    Delimiter,
    Encoding,
    Row,
    RowError,
    read_table,
)
from smartregion.core.richtext import clean

KEY, PLACE, GERMAN, TARGET = "Schlüssel", "Ort", "Deutsch", "Übersetzung"


@dataclass(frozen=True)
class Translations:
    """What a file would bring: the texts that differ, by key, or everything that is wrong."""

    texts: dict[str, str] = field(default_factory=dict)
    new: int = 0
    unchanged: int = 0
    empty: int = 0
    # Phrases whose German was another one when the file was made.
    outdated: list[str] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)

    @property
    def changed(self) -> int:
        return len(self.texts) - self.new


def translation_rows(script: Script, language: str) -> Iterator[Sequence[object]]:
    """The file for the office: the whole survey, with what is translated already."""
    yield (KEY, PLACE, GERMAN, TARGET)
    for group in script.groups:
        for phrase in group.phrases:
            place = f"{group.title} – {phrase.label}"
            yield (phrase.key, place, phrase.german, phrase.texts.get(language, ""))


def file_name(script: Script, language: str) -> str:
    """Under what name the table goes to the office."""
    return f"uebersetzung-{script.survey.slug}-{language_of(language).code}.csv"


def read_translations(
    data: bytes, *, encoding: Encoding, delimiter: Delimiter, script: Script, language: str
) -> Translations:
    """Check a file that came back. Cells that are left empty change nothing."""
    columns = [
        Column(KEY, also=("Schluessel", "Key"), required=True),
        Column(PLACE, also=("Place",)),
        Column(GERMAN, also=("German",)),
        Column(
            TARGET, also=("Uebersetzung", "Translation", str(language_of(language))), required=True
        ),
    ]
    table = read_table(data, encoding=encoding, delimiter=delimiter, columns=columns)
    reader = _Reader(script, language)
    for row in table.rows:
        reader.take(row)
    errors = sorted([*table.errors, *reader.errors], key=lambda each: each.line)
    return Translations(
        texts={} if errors else reader.texts,
        new=reader.new,
        unchanged=reader.unchanged,
        empty=reader.empty,
        outdated=reader.outdated,
        errors=errors,
    )


class _Reader:
    """Takes the rows one by one and notes what each would do."""

    def __init__(self, script: Script, language: str) -> None:
        self.phrases, self.language = script.by_key, language
        self.lines: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.outdated: list[str] = []
        self.errors: list[RowError] = []
        self.new = self.unchanged = self.empty = 0

    def take(self, row: Row) -> None:
        key, text = row.cells[KEY], _unharmed(row.cells[TARGET])
        phrase = self.phrases.get(key)
        fault = self._fault(key, phrase)
        if fault or phrase is None:
            self.errors.append(RowError(row.line, KEY, fault))
            return
        self.lines[key] = row.line
        text = clean(text) if phrase.is_rich else text
        if not text:
            self.empty += 1
        elif reason := phrase.fault_of(text):
            self.errors.append(RowError(row.line, TARGET, reason))
        else:
            self._note(row, phrase, text)

    def _fault(self, key: str, phrase: Phrase | None) -> str:
        if not key:
            return _("Der Schlüssel fehlt. Er sagt, wohin der Text gehört.")
        if phrase is None:
            return _("Diesen Text gibt es in der Umfrage nicht (mehr): %s") % key[:60]
        if key in self.lines:
            return _("Dieser Schlüssel steht schon in Zeile %d.") % self.lines[key]
        return ""

    def _note(self, row: Row, phrase: Phrase, text: str) -> None:
        if text == phrase.texts.get(self.language, ""):
            self.unchanged += 1
            return
        german = _unharmed(row.cells.get(GERMAN, ""))
        if german and _words(german) != _words(phrase.german):
            self.outdated.append(phrase.key)
        self.new += not phrase.has(self.language)
        self.texts[phrase.key] = text


def _unharmed(cell: str) -> str:
    """Without the apostrophe that our own files put before what a spreadsheet would run."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _words(text: str) -> list[str]:
    return text.split()
