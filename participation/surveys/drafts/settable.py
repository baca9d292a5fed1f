"""What can be set for each type of question beside its words: limits, marks of its lines, an order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.surveys.document.questionnaire import Type

LIMITS_OF: Mapping[str, Sequence[str]] = {
    Type.NUMBER: ("min", "max", "decimals", "unit"),
    Type.SLIDER: ("min", "max", "step", "unit"),
    Type.MATRIX_NUMBER: ("min", "max", "decimals", "unit"),
    Type.MULTIPLE: ("min", "max"),
    Type.RANKING: ("max",),
    Type.DATE: ("earliest", "latest"),
    Type.SHORT_TEXT: ("max_length",),
    Type.LONG_TEXT: ("max_length",),
}
LIMIT_LABELS: Mapping[str, Any] = {
    "min": _("Kleinste Zahl"),
    "max": _("Größte Zahl"),
    "step": _("Schrittweite"),
    "decimals": _("Nachkommastellen"),
    "unit": _("Einheit"),
    "earliest": _("Frühestes Datum"),
    "latest": _("Spätestes Datum"),
    "max_length": _("Höchstens so viele Zeichen"),
}
COUNT_LABELS: Mapping[str, Any] = {
    "min": _("Mindestens so viele Antworten"),
    "max": _("Höchstens so viele Antworten"),
}
COUNTED = (Type.MULTIPLE, Type.RANKING)


def limit_label(kind: str, name: str) -> Any:
    """What a limit is called: of a choice it counts answers."""
    return COUNT_LABELS[name] if kind in COUNTED else LIMIT_LABELS[name]


@dataclass(frozen=True)
class Mark:
    """What can be ticked beside a line, and what it sets there."""

    label: Any
    sets: Mapping[str, Any]

    def is_on(self, line: Mapping[str, Any]) -> bool:
        return all(name in line and line[name] == value for name, value in self.sets.items())


MARKS = {
    "exclusive": Mark(_("schließt andere aus"), {"exclusive": True}),
    "with_text": Mark(_("mit Textfeld („Anderes, nämlich …“)"), {"with_text": True}),
    "outside": Mark(_("außerhalb der Skala"), {"value": None}),
}
MARKS_OF: Mapping[str, Sequence[str]] = {
    Type.SINGLE: ("with_text",),
    Type.DROPDOWN: ("with_text",),
    Type.MULTIPLE: ("exclusive", "with_text"),
    Type.MATRIX_MULTIPLE: ("exclusive",),
    Type.SCALE: ("outside",),
    Type.MATRIX: ("outside",),
}
# Their steps count in means.
VALUED = (Type.SCALE, Type.MATRIX)
SHUFFLED = (
    Type.SINGLE, Type.MULTIPLE, Type.RANKING, Type.MATRIX, Type.MATRIX_MULTIPLE, Type.MATRIX_NUMBER,
)  # fmt: skip
