"""What stands in one cell, and what it means.

A column knows its field by ``name`` and turns a value into a cell (``to_cell``), a cell into a value
(``from_cell``, ``ValueError`` with a sentence) and a value into what a form takes (``to_form``). Values
compare: a row of a file is unchanged where its values are those of the stored row. Nothing is ``None``,
of texts "", of several things ().
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from html import unescape
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

from measures.exchange.known import Known, Names, folded
from measures.models import Indicator
from measures.spoken import written
from measures.words import as_text
from smartregion.core.csvfile import read_number
from smartregion.core.numbers import readings
from smartregion.core.richtext import clean
from smartregion.core.xmltext import in_xml

YES, NO = "ja", "nein"
SAID_YES = frozenset({YES, "j", "x", "wahr", "true", "yes", "y", "1"})
SAID_NO = frozenset({NO, "n", "-", "falsch", "false", "no", "0"})
DAY_FORMS = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y")
# Digits that a spreadsheet keeps: its 0.1 + 0.2 is 0.3.
EXACT = 15
TAG = re.compile(r"</?[a-zA-Z]")


@dataclass(frozen=True)
class Column:
    """A column with its heading and one sentence about it."""

    name: str
    heading: str
    hint: str = ""
    is_internal: bool = False
    # Shown and never stored: what differs is refused with this sentence.
    told: Any = ""
    # What a new row may say here all the same; None: whatever it wants.
    starts: Any = None
    # An empty cell says nothing here, instead of taking away what is there.
    keeps: bool = False
    source: Callable[[Any], Any] | None = None

    # Worth a wide column; and whether its words are always the same.
    is_long = False
    is_fixed = False

    def of(self, row: Any) -> Any:
        """What a stored row says."""
        return self.source(row) if self.source else getattr(row, self.name)

    def value(self, row: Any, known: Known) -> Any:
        """What a stored row says, just as a file that was written of it would say it."""
        return self.from_cell(self.to_cell(self.of(row), known), known)

    def to_cell(self, value: Any, known: Known) -> Any:  # noqa: ARG002 - names need what is known
        """Words, a number, a day or nothing."""
        return value or ""

    def from_cell(self, cell: Any, known: Known) -> Any:
        raise NotImplementedError

    def to_form(self, value: Any, known: Known) -> Any:  # noqa: ARG002
        """What a form takes for it."""
        return value

    def said(self, value: Any, known: Known) -> str:
        """A value in words, for the page that shows what would change."""
        return as_text(self.to_cell(value, known))

    def offered(self, known: Known) -> list[str]:  # noqa: ARG002
        """The words of which a cell takes one; none where it is free."""
        return []


class Words(Column):
    """A text."""

    def from_cell(self, cell: Any, known: Known) -> str:  # noqa: ARG002
        return text_of(cell)


class Prose(Column):
    """Formatted text. Plain paragraphs stand in the cell as one reads them, anything else as HTML."""

    is_long = True

    def to_cell(self, value: Any, known: Known) -> str:
        plain = _without_tags(value)
        return plain if self.from_cell(plain, known) == value else value

    def from_cell(self, cell: Any, known: Known) -> str:  # noqa: ARG002
        text = text_of(cell)
        return clean(text) if TAG.search(text) else _in_paragraphs(text)


@dataclass(frozen=True)
class Amount(Column):
    """A number with at most so many decimals; written as Germans or Britons do."""

    places: int = 2

    def to_cell(self, value: Any, known: Known) -> Any:  # noqa: ARG002
        return value

    def from_cell(self, cell: Any, known: Known) -> Decimal | None:  # noqa: ARG002
        if isinstance(cell, bool):
            raise ValueError(_("Hier steht eine Zahl."))  # noqa: TRY004 - a fault of the file
        if isinstance(cell, int | float | Decimal):
            return Decimal(f"{cell:.{EXACT}g}").normalize() + 0
        text = text_of(cell).removesuffix("€").removesuffix("%").strip()
        return read_number(text, places=self.places).normalize() + 0 if text else None

    def to_form(self, value: Any, known: Known) -> Any:  # noqa: ARG002
        return "" if value is None else Decimal(f"{value:f}")


# As many decimals as an indicator has, so 1.234 has two readings and is refused.
EXACTLY = Amount("", "", places=3)


class Whole(Amount):
    """A number without decimals."""

    def from_cell(self, cell: Any, known: Known) -> Decimal | None:
        value = super().from_cell(cell, known)
        if value is not None and value != value.to_integral_value():
            raise ValueError(_("Hier steht eine ganze Zahl, ohne Nachkommastellen."))
        return value

    def to_form(self, value: Any, known: Known) -> Any:  # noqa: ARG002
        return "" if value is None else int(value)

    def said(self, value: Any, known: Known) -> str:  # noqa: ARG002
        """Without grouping: most of them are years."""
        return "" if value is None else str(int(value))


class Day(Column):
    """A day of the calendar."""

    def to_cell(self, value: Any, known: Known) -> Any:  # noqa: ARG002
        return value

    def from_cell(self, cell: Any, known: Known) -> date | None:  # noqa: ARG002
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        text = text_of(cell)
        return _day_in(text) if text else None

    def to_form(self, value: Any, known: Known) -> Any:  # noqa: ARG002
        return "" if value is None else value


class Tick(Column):
    """Yes or no."""

    is_fixed = True

    def to_cell(self, value: Any, known: Known) -> str:  # noqa: ARG002
        return "" if value is None else (YES if value else NO)

    def from_cell(self, cell: Any, known: Known) -> bool | None:  # noqa: ARG002
        text = folded(text_of(cell))
        if not text:
            return None
        if text not in SAID_YES | SAID_NO:
            raise ValueError(_("Hier steht ja oder nein."))
        return text in SAID_YES

    def offered(self, known: Known) -> list[str]:  # noqa: ARG002
        return [YES, NO]


@dataclass(frozen=True)
class OneOf(Column):
    """One of a few words, such as the kind of a cost."""

    options: Any = ()

    is_fixed = True

    def to_cell(self, value: Any, known: Known) -> str:  # noqa: ARG002
        return self._labels.get(value, "")

    def from_cell(self, cell: Any, known: Known) -> Any:
        text = text_of(cell)
        if not text:
            return ""
        for key, spellings in self._spellings.items():
            if folded(text) in spellings:
                return key
        raise ValueError(
            _("„%(text)s“ gibt es hier nicht. Möglich sind: %(words)s.")
            % {"text": text[:60], "words": ", ".join(self.offered(known))}
        )

    def offered(self, known: Known) -> list[str]:  # noqa: ARG002
        return list(self._labels.values())

    @cached_property
    def _labels(self) -> dict[Any, str]:
        with override(settings.LANGUAGE_CODE):
            return {key: str(label) for key, label in self.options}

    @cached_property
    def _spellings(self) -> dict[Any, set[str]]:
        """German, English, short for what has an explanation, and the word of our interface."""
        found: dict[Any, set[str]] = {key: {folded(str(key))} for key, _label in self.options}
        for language, _name in settings.LANGUAGES:
            with override(language):
                for key, label in self.options:
                    found[key] |= {folded(str(label)), folded(str(label).partition(":")[0])}
        return found


@dataclass(frozen=True)
class Named(Column):
    """One thing by its name; ``among`` says among which."""

    among: Callable[[Known], Names] = lambda known: known.organisations

    def to_cell(self, value: Any, known: Known) -> str:
        return self.among(known).labels.get(value, "")

    def from_cell(self, cell: Any, known: Known) -> Any:
        text = text_of(cell)
        return self.among(known).key_of(text) if text else None

    def to_form(self, value: Any, known: Known) -> Any:  # noqa: ARG002
        return "" if value is None else str(value)

    def offered(self, known: Known) -> list[str]:
        return list(self.among(known).labels.values())


@dataclass(frozen=True)
class SeveralNamed(Column):
    """Several things by their names, set apart by semicolons or each on a line of the cell."""

    among: Callable[[Known], Names] = lambda known: known.municipalities

    def to_cell(self, value: Any, known: Known) -> str:
        labels = [self.among(known).labels[key] for key in value]
        return ("\n" if any(";" in label for label in labels) else "; ").join(labels)

    def from_cell(self, cell: Any, known: Known) -> tuple[Any, ...]:
        names = self.among(known)
        keys = {names.key_of(part) for part in _parts_of(text_of(cell), names)}
        return tuple(sorted(keys, key=str))

    def to_form(self, value: Any, known: Known) -> list[str]:  # noqa: ARG002
        return [str(key) for key in value]


@dataclass(frozen=True)
class SeveralOf(OneOf):
    """Several of a few words."""

    def to_cell(self, value: Any, known: Known) -> str:  # noqa: ARG002
        return "; ".join(self._labels[key] for key in value)

    def from_cell(self, cell: Any, known: Known) -> tuple[Any, ...]:
        parts = (part for part in re.split(r"[;\n]", text_of(cell)) if part.strip())
        return tuple(sorted({super(SeveralOf, self).from_cell(part, known) for part in parts}))

    def to_form(self, value: Any, known: Known) -> list[str]:  # noqa: ARG002
        return list(value)


class Spoken(Column):
    """A value of an indicator as people say it: a number, ja or nein, the name of a step.

    Its ``source`` gives the indicator and the number that is stored; else the row is an observation.
    """

    def value(self, row: Any, known: Known) -> Any:
        return self.from_cell(self.of(row), known)

    def of(self, row: Any) -> Any:
        indicator, value = self.source(row) if self.source else (row.indicator, row.value)
        if value is None or indicator.kind in (Indicator.Kind.NUMBER, Indicator.Kind.PERCENT):
            return value
        with override(settings.LANGUAGE_CODE):
            return written(value, kind=indicator.kind, scale=indicator.scale)

    def to_cell(self, value: Any, known: Known) -> Any:  # noqa: ARG002
        return value

    def from_cell(self, cell: Any, known: Known) -> Any:
        text = text_of(cell)
        if not text:
            return None
        if isinstance(cell, int | float | Decimal) or readings(text.removesuffix("%").strip())[1]:
            return EXACTLY.from_cell(cell, known)
        return folded(text)

    def to_form(self, value: Any, known: Known) -> Any:  # noqa: ARG002
        if isinstance(value, Decimal):
            return written(value, kind=Indicator.Kind.NUMBER)
        return value or ""


class Steps(Column):
    """Names of steps, the lowest first."""

    def to_cell(self, value: Any, known: Known) -> str:  # noqa: ARG002
        return "\n".join(value)

    def from_cell(self, cell: Any, known: Known) -> tuple[str, ...]:  # noqa: ARG002
        lines = (" ".join(line.split()) for line in text_of(cell).split("\n"))
        return tuple(line for line in lines if line)

    def to_form(self, value: Any, known: Known) -> str:  # noqa: ARG002
        return "\n".join(value)


def text_of(cell: Any) -> str:
    """A cell as text: numbers as one would type them, line breaks of one kind."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return in_xml(str(cell)).replace("\r\n", "\n").replace("\r", "\n").strip()


def _day_in(text: str) -> date:
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(_("„%(text)s“ ist kein Datum wie 31.12.2026.") % {"text": text[:40]})


def _parts_of(text: str, names: Names) -> Iterable[str]:
    """The names in a cell; a name that holds a semicolon itself stays whole."""
    for line in filter(None, map(str.strip, text.split("\n"))):
        if line in names:
            yield line
        else:
            yield from filter(None, map(str.strip, line.split(";")))


def _without_tags(html: str) -> str:
    """What paragraphs of plain text say; of anything richer this is less than it says."""
    text = html.removeprefix("<p>").removesuffix("</p>")
    return unescape(text.replace("</p><p>", "\n\n").replace("<br>", "\n"))


def _in_paragraphs(text: str) -> str:
    paragraphs = filter(None, map(str.strip, re.split(r"\n\s*\n", text)))
    return clean("".join(f"<p>{_broken(each)}</p>" for each in paragraphs))


def _broken(paragraph: str) -> str:
    return "<br>".join(escape(line.strip()) for line in paragraph.split("\n"))
