"""The lists of choices, and which of their options a question shows after earlier answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import Option
from participation.surveys.interchange.codes import line_codes
from participation.surveys.interchange.losses import Report
from participation.surveys.interchange.xlsform.conditions import (
    Meaning,
    Target,
    Truth,
    Unsupported,
    joined,
    number_in,
)
from participation.surveys.interchange.xlsform.own import own
from participation.surveys.interchange.xlsform.sheets import Line, Sheet
from participation.surveys.interchange.xlsform.voices import Voices

TRUE = ("yes", "true", "true()", "1", "x", "ja")
READ = (
    "list_name", "name", "value", "label", own("value"), own("exclusive"), own("with_text"),
)  # fmt: skip


def is_true(text: str) -> bool:
    """Whether a cell says yes, in one of the ways people write it."""
    return text.strip().lower() in TRUE


@dataclass(frozen=True)
class Chosen:
    """The options of one question, and from the names in the file to our codes."""

    options: tuple[Option, ...]
    codes: Mapping[str, str]


class Choices:
    """All lists of a form, each by its name."""

    def __init__(self, sheet: Sheet, voices: Voices, report: Report) -> None:
        self._voices, self._report = voices, report
        self._lines: dict[str, list[Line]] = {}
        for line in sheet.lines:
            if line.get("list_name") and _name(line):
                self._lines.setdefault(line.get("list_name"), []).append(line)
        self._chosen: dict[str, Chosen] = {}
        # Columns that a filter looked at: they came along.
        self.filters: set[str] = set()

    def names(self) -> set[str]:
        return set(self._lines)

    def lines(self, name: str) -> list[Line]:
        return self._lines.get(name, [])

    def all(self, name: str) -> Chosen:
        """The options of a list, without conditions; what stands in it twice comes once."""
        if name not in self._chosen:
            self._chosen[name] = self._read(name)
        return self._chosen[name]

    def _read(self, name: str) -> Chosen:
        place, lines = _("Liste %s") % name, dict[str, Line]()
        for line in self.lines(name):
            first = lines.setdefault(_name(line), line)
            if first.said("label") != line.said("label"):
                self._report.note(
                    place,
                    _("Antwort „%s“") % _name(line),
                    _("Sie steht zweimal mit verschiedenem Text in der Liste; der erste gilt."),
                    source=next(iter(line.said("label").values()), ""),
                )
        codes = line_codes(lines, kept={}, report=self._report, place=place, what=_("Antwort"))
        options = (
            self._option(line, code, place)
            for line, code in zip(lines.values(), codes, strict=True)
        )
        return Chosen(tuple(options), dict(zip(lines, codes, strict=True)))

    def _option(self, line: Line, code: str, place: str) -> Option:
        label = self._voices.plain(line.said("label"), f"{place}, {_name(line)}")
        return Option(
            code=code,
            label=label or {language: _name(line) for language in self._voices.languages},
            value=number_in(line.get(own("value"))),
            exclusive=is_true(line.get(own("exclusive"))),
            with_text=is_true(line.get(own("with_text"))),
        )

    def filtered(self, name: str, source: str, known: Mapping[str, Target], place: str) -> Chosen:
        """The options of a list with their conditions; ``source`` is the filter of the question."""
        chosen = self.all(name)
        if not source:
            return chosen
        try:
            shown = self._conditions(name, source, known)
        except Unsupported as reason:
            why = _("%s Alle Antworten werden immer angeboten.") % reason
            self._report.note(place, "choice_filter", why, source=source, is_serious=True)
            return chosen
        return Chosen(tuple(_still_shown(chosen.options, shown)), chosen.codes)

    def _conditions(self, name: str, source: str, known: Mapping[str, Target]) -> dict[str, Truth]:
        """When each option is shown; of one that stands there twice, either line is enough."""
        codes, found = self.all(name).codes, dict[str, list[Truth]]()
        for line in self.lines(name):
            self.filters.update(line.cells)
            cells = {**line.cells, "name": _name(line)}
            truth = Meaning(known, cells).condition(source)
            found.setdefault(codes[_name(line)], []).append(truth)
        return {code: joined("or", truths) for code, truths in found.items()}


def _still_shown(options: Iterable[Option], shown: Mapping[str, Truth]) -> Iterator[Option]:
    for option in options:
        truth = shown[option.code]
        if not isinstance(truth, bool):
            yield replace(option, condition=truth)
        elif truth:
            yield option


def _name(line: Line) -> str:
    return line.get("name") or line.get("value")
