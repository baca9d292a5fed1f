"""The same question asked in another way: what stays, and what goes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import Type
from participation.surveys.drafts.renaming import Renaming
from participation.surveys.drafts.settable import LIMITS_OF, MARKS, MARKS_OF, SHUFFLED, limit_label
from participation.surveys.kinds import KINDS
from participation.surveys.models import Question
from participation.surveys.texts import say

# Within a family options, rows or numbers keep their meaning.
FAMILIES = (
    (Type.SINGLE, Type.DROPDOWN, Type.MULTIPLE),
    (Type.NUMBER, Type.SLIDER),
    (Type.SHORT_TEXT, Type.LONG_TEXT),
    (Type.MATRIX, Type.MATRIX_MULTIPLE),
)
# A slider runs from somewhere to somewhere.
SLIDING = {"min": 0, "max": 100}


def types_beside(kind: str) -> list[Type]:
    """The types that a question of this type may change to."""
    family = next((each for each in FAMILIES if kind in each), ())
    return [each for each in family if each != kind]


@dataclass
class Retyping:
    """A question with another type."""

    question: Question
    type: Type
    # What no longer fits afterwards; filled in for the page.
    breaks: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(self.type.label)

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the question afterwards."""
        limits = {name: value for name, value in self.question.limits.items() if self._takes(name)}
        if self.type == Type.SLIDER:
            limits = {**SLIDING, **limits}
        return {
            "code": self.question.code,
            "type": str(self.type),
            "limits": limits,
            "options": [self._line(line) for line in self.question.options],
            "is_shuffled": self.question.is_shuffled and self.type in SHUFFLED,
        }

    @property
    def renaming(self) -> Renaming:
        """Of several answers one "contains", of one it "is"; conditions are turned along."""
        turns = {"is": "contains", "contains": "is"}
        offered = KINDS[self.type].operators
        before = KINDS[Type(self.question.type)].operators
        operators = {
            old: new
            for old, new in turns.items()
            if old in before and old not in offered and new in offered
        }
        return Renaming(self.question.code, self.question.code, operators=operators)

    def _takes(self, name: str) -> bool:
        return name in LIMITS_OF.get(self.type, ())

    def _line(self, line: dict[str, Any]) -> dict[str, Any]:
        gone = {name for mark in self._marks_lost(line) for name in MARKS[mark].sets}
        return {name: value for name, value in line.items() if name not in gone}

    def _marks_lost(self, line: dict[str, Any]) -> list[str]:
        lost = set(MARKS_OF.get(self.question.type, ())).difference(MARKS_OF.get(self.type, ()))
        return [name for name in MARKS if name in lost and MARKS[name].is_on(line)]

    @property
    def loses_anything(self) -> bool:
        return bool(self.breaks) or any(self.losses())

    def losses(self) -> Iterator[str]:
        """What is lost, in sentences."""
        for name, value in self.question.limits.items():
            if not self._takes(name):
                names = {"name": limit_label(self.question.type, name), "value": _said(value)}
                yield _("Es entfällt: %(name)s (%(value)s).") % names
        for line in self.question.options:
            for mark in self._marks_lost(line):
                names = {"line": say(line["label"]), "mark": MARKS[mark].label}
                yield _("„%(line)s“ verliert den Zusatz „%(mark)s“.") % names
        if self.question.is_shuffled and self.type not in SHUFFLED:
            yield _("Die zufällige Reihenfolge entfällt.")


def _said(value: Any) -> str:
    return say(value) if isinstance(value, dict) else f"{value}".replace(".", ",")
