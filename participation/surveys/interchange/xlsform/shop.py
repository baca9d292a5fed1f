"""What all rows of a form share while they become questions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from participation.surveys.interchange.codes import QuestionCodes
from participation.surveys.interchange.losses import Report
from participation.surveys.interchange.xlsform.choices import Choices
from participation.surveys.interchange.xlsform.conditions import Meaning, Target, Truth, Unsupported
from participation.surveys.interchange.xlsform.own import own
from participation.surveys.interchange.xlsform.sheets import Line
from participation.surveys.interchange.xlsform.types import appearance
from participation.surveys.interchange.xlsform.voices import Voices

# Looks that our pages have anyway, or that have become another type.
OUR_LOOKS = {"field-list", "table-list", "label", "list-nolabel", "minimal", "likert", "multiline"}
PARAMETER = re.compile(r"([\w-]+)\s*=\s*([^\s;,]+)")
# Columns of a single row that nothing here corresponds to, and what becomes of them.
UNCARRIED = (
    "default", "read_only", "trigger", "guidance_hint", "required_message", "constraint_message",
    "repeat_count", "media::image", "media::audio", "media::video", "media::big-image",
)  # fmt: skip
READ = (
    "type", "name", "label", "hint", "required", "relevant", "constraint", "calculation",
    "appearance", "choice_filter", "parameters", "disabled", *UNCARRIED, own("type"), own("row"),
    own("places"), own("decimals"), own("unit"), own("shuffled"),
)  # fmt: skip


def place_of(line: Line) -> str:
    """Where a row stands, in the words of the file."""
    names = {"number": line.number, "name": line.get("name") or line.get("type")}
    return _("Zeile %(number)d (%(name)s)") % names


def parameters_of(line: Line) -> dict[str, str]:
    """What is set in the column "parameters"."""
    return {name.lower(): value for name, value in PARAMETER.findall(line.get("parameters"))}


def spellings(names: Sequence[str]) -> list[str]:
    """How tables of answers call a row that stands in groups."""
    return list(dict.fromkeys((names[-1], "/".join(names), "-".join(names))))


@dataclass
class Shop:
    """A form while it is read: its texts, its lists, and what was asked so far."""

    voices: Voices
    report: Report
    choices: Choices
    codes: QuestionCodes
    is_own: bool
    known: dict[str, Target] = field(default_factory=dict)
    # How tables of answers call our columns, and their codes where ours are others.
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    looks: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def note(
        self, line: Line, what: str, why: str, *, source: str = "", is_serious: bool = False
    ) -> None:
        self.report.note(place_of(line), what, why, source=source, is_serious=is_serious)

    # -- what a row says ---------------------------------------------------------------------------
    def text(self, line: Line, column: str = "label") -> dict[str, str]:
        return self.voices.plain(line.said(column), place_of(line))

    def wording(self, line: Line) -> dict[str, str]:
        """The words of a question; where it has none, its name."""
        found = self.text(line)
        if found:
            return found
        self.note(line, _("Text"), _("Die Frage hat keinen Text; an seiner Stelle steht ihr Name."))
        return dict.fromkeys(self.voices.languages, line.get("name"))

    def shown_when(self, line: Line) -> Truth:
        """When a row is shown; what cannot be said here is told, and always shown."""
        source = line.get("relevant")
        if not source:
            return True
        try:
            truth = Meaning(self.known).condition(source)
        except Unsupported as reason:
            why = _("%s Der Teil wird immer gezeigt.") % reason
            self.note(line, _("Bedingung"), why, source=source, is_serious=True)
            return True
        if truth is False:
            why = _("Sie trifft nie zu; der Teil kommt nicht mit.")
            self.note(line, _("Bedingung"), why, source=source, is_serious=True)
        return truth

    def is_required(self, line: Line) -> bool:
        cell = line.get("required").lower()
        if cell in ("yes", "true", "true()", "1", "ja"):
            return True
        if cell not in ("", "no", "false", "false()", "0", "nein"):
            why = _("Eine Frage ist hier immer oder nie Pflicht; diese ist es nicht.")
            self.note(line, _("Pflicht unter einer Bedingung"), why, source=cell, is_serious=True)
        return False

    def tell_rest(self, line: Line, *parameters: str) -> None:
        """Tell what of a row does not come along; ``parameters`` are those that do."""
        for column in UNCARRIED:
            source = line.get(column) or next(iter(line.said(column).values()), "")
            if source and source.lower() not in ("no", "false"):
                self.note(line, column, _uncarried(column), source=source)
        for name, value in parameters_of(line).items():
            if name not in parameters:
                why = _("Diese Einstellung gibt es hier nicht.")
                self.note(line, _("Einstellung %s") % name, why, source=f"{name}={value}")
        for look in appearance(line):
            if look not in OUR_LOOKS:
                self.looks[look].append(line.number)

    # -- tables of answers -------------------------------------------------------------------------
    def learn(self, line: Line, target: Target) -> None:
        """From now on other rows may refer to this one."""
        self.known[line.get("name")] = target
        if not target.row:
            self.voices.know(line.get("name"), target.question.code)

    def column(
        self, names: Sequence[str], ours: str, codes: Mapping[str, str] | None = None
    ) -> None:
        """How a table calls one of our columns: ``names`` are those of its groups and its own."""
        for spelled in spellings(names):
            self.columns.setdefault(spelled, ours)
        changed = {theirs: code for theirs, code in (codes or {}).items() if theirs != code}
        if changed:
            self.values[ours] = changed

    def columns_by_option(self, names: Sequence[str], ours: str, codes: Mapping[str, str]) -> None:
        """The columns of a choice of several: one for each option."""
        for theirs, code in codes.items():
            for spelled in spellings(names):
                self.columns.setdefault(f"{spelled}/{theirs}", f"{ours}.{code}")

    def tell_looks(self) -> None:
        """Tell once for each look of rows that is of no effect here."""
        for look, numbers in self.looks.items():
            rows = ", ".join(map(str, _some(numbers)))
            self.report.note(
                _("Zeilen %s") % rows,
                _("Darstellung „%s“") % look,
                _("Diese Darstellung gibt es hier nicht; die Frage selbst ist übernommen."),
            )


def _some(numbers: Iterable[int]) -> list[int | str]:
    listed: list[int | str] = sorted(set(numbers))
    return listed if len(listed) <= 10 else [*listed[:10], "…"]


def _uncarried(column: str) -> str:
    if column == "default":
        return _("Nichts ist vorausgefüllt: Wer antwortet, soll selbst wählen.")
    if column in ("required_message", "constraint_message"):
        return _("Fehler werden hier mit eigenen Worten erklärt.")
    if column.startswith("media"):
        return _("Fragen und Antworten zeigen hier keine Bilder, Töne und Filme.")
    return _("Das gibt es hier nicht.")
