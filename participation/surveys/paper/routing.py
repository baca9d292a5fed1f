"""Conditions as a person with a pen reads them: "wenn Sie bei Frage 3 „Ja“ angekreuzt haben".

On a screen the next question simply comes. On paper it has to be said, with the numbers that are
printed there. "Not" is moved to the single comparisons, where each has words of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participation.surveys.document.conditions import (
    OPERATORS,
    Comparison,
    Condition,
    Every,
    Not,
    Some,
)
from participation.surveys.document.questionnaire import QQuestion, Questionnaire, Type
from participation.surveys.texts import say
from smartregion.core.numbers import exact

# What is compared, when it holds and when it does not.
Phrases = Mapping[str, tuple[Any, Any]]
NUMBERS: Phrases = {
    "is": (gettext_lazy("die Zahl %s"), gettext_lazy("nicht die Zahl %s")),
    "at_least": (gettext_lazy("eine Zahl ab %s"), gettext_lazy("keine Zahl ab %s")),
    "at_most": (gettext_lazy("eine Zahl bis %s"), gettext_lazy("keine Zahl bis %s")),
    "more": (gettext_lazy("eine Zahl über %s"), gettext_lazy("keine Zahl über %s")),
    "less": (gettext_lazy("eine Zahl unter %s"), gettext_lazy("keine Zahl unter %s")),
}
DAYS: Phrases = {
    "is": (gettext_lazy("den %s"), gettext_lazy("nicht den %s")),
    "at_least": (gettext_lazy("einen Tag ab dem %s"), gettext_lazy("keinen Tag ab dem %s")),
    "at_most": (gettext_lazy("einen Tag bis zum %s"), gettext_lazy("keinen Tag bis zum %s")),
    "more": (gettext_lazy("einen Tag nach dem %s"), gettext_lazy("keinen Tag nach dem %s")),
    "less": (gettext_lazy("einen Tag vor dem %s"), gettext_lazy("keinen Tag vor dem %s")),
}
TOTALS: Phrases = {
    "is": (gettext_lazy("genau %s ist"), gettext_lazy("nicht %s ist")),
    "at_least": (gettext_lazy("mindestens %s ist"), gettext_lazy("kleiner als %s ist")),
    "at_most": (gettext_lazy("höchstens %s ist"), gettext_lazy("größer als %s ist")),
    "more": (gettext_lazy("größer als %s ist"), gettext_lazy("höchstens %s ist")),
    "less": (gettext_lazy("kleiner als %s ist"), gettext_lazy("mindestens %s ist")),
}
FORMULAS: Mapping[str, Any] = {
    "sum": gettext_lazy("die Summe Ihrer Zahlen bei %s"),
    "mean": gettext_lazy("der Durchschnitt Ihrer Zahlen bei %s"),
    "count": gettext_lazy("die Zahl Ihrer Antworten bei %s"),
}
OPPOSITE = {"count_at_least": ("count_at_most", -1), "count_at_most": ("count_at_least", 1)}


def size_words(value: float) -> str:
    """A number; four digits are mostly a year and stand without a point."""
    return str(int(value)) if value == int(value) and abs(value) < 10_000 else exact(value)


@dataclass(frozen=True)
class Routing:
    """The words for the conditions of one questionnaire, in the language that is active."""

    questionnaire: Questionnaire
    numbers: Mapping[str, int]
    language: str

    def when(self, condition: Condition) -> str:
        """A clause that begins with "wenn"."""
        return self._words(condition, holds=True)

    def name(self, code: str) -> str:
        """What a question is called on paper."""
        return _("Frage %d") % self.numbers[code]

    def _words(self, condition: Condition, *, holds: bool) -> str:
        match condition:
            case Not(part):
                return self._words(part, holds=not holds)
            case Every(parts) | Some(parts):
                # Not all of them: one does not. None of them: all do not.
                is_every = isinstance(condition, Every) == holds
                return self._joined(parts, _(" und ") if is_every else _(" oder "), holds=holds)
            case Comparison():
                return self._compared(condition, holds=holds)

    def _joined(self, parts: tuple[Condition, ...], word: str, *, holds: bool) -> str:
        if len(parts) == 1:
            return self._words(parts[0], holds=holds)
        words = (
            f"({self._words(part, holds=holds)})"
            if isinstance(_bare(part), Every | Some)
            else self._words(part, holds=holds)
            for part in parts
        )
        return word.join(words)

    def _compared(self, it: Comparison, *, holds: bool) -> str:
        question = self.questionnaire.by_code[it.question]
        if question.type == Type.CALCULATED:
            return self._calculated(it, question, holds=holds)
        place = self._place(it, question)
        if it.op in ("answered", "empty"):
            return _given(question, place, is_given=(it.op == "answered") == holds)
        if it.op in OPPOSITE:
            return _counted(it, place, holds=holds)
        if question.options:
            return self._chosen(it, question, place, holds=holds)
        if question.is_text:
            return self._quoted(it, holds=holds)
        phrases = DAYS if question.type == Type.DATE else NUMBERS
        what = str(phrases[it.op][not holds]) % _value(it.value)
        return _("wenn Sie %(place)s %(what)s eingetragen haben") % {"place": place, "what": what}

    def _place(self, it: Comparison, question: QQuestion) -> str:
        row = next((row for row in question.rows if row.code == it.row), None)
        name = self.name(question.code)
        if row is None:
            return _("bei %s") % name
        words = {"question": name, "row": say(row.label, self.language)}
        return _("bei %(question)s in der Zeile „%(row)s“") % words

    def _chosen(self, it: Comparison, question: QQuestion, place: str, *, holds: bool) -> str:
        """All options that fit are named, so nobody has to know what "mindestens" means."""
        holds_for = OPERATORS["is" if it.op == "contains" else it.op].holds
        fitting = [each for each in question.options if holds_for(each.code, it.value)]
        labels = _(" oder ").join(_("„%s“") % say(each.label, self.language) for each in fitting)
        texts = {"place": place, "labels": labels or str(it.value)}
        if question.type == Type.RANKING:
            given = _("wenn Sie %(place)s für %(labels)s einen Platz eingetragen haben")
            not_given = _("wenn Sie %(place)s für %(labels)s keinen Platz eingetragen haben")
        elif question.type == Type.MUNICIPALITY:
            given = _("wenn Sie %(place)s %(labels)s eingetragen haben")
            not_given = _("wenn Sie %(place)s nicht %(labels)s eingetragen haben")
        else:
            given = _("wenn Sie %(place)s %(labels)s angekreuzt haben")
            not_given = _("wenn Sie %(place)s nicht %(labels)s angekreuzt haben")
        return (given if holds else not_given) % texts

    def _quoted(self, it: Comparison, *, holds: bool) -> str:
        given = _("wenn in Ihrer Antwort auf %(question)s „%(text)s“ vorkommt")
        not_given = _("wenn in Ihrer Antwort auf %(question)s „%(text)s“ nicht vorkommt")
        return (given if holds else not_given) % {
            "question": self.name(it.question),
            "text": it.value,
        }

    def _calculated(self, it: Comparison, question: QQuestion, *, holds: bool) -> str:
        """A sum is not printed; what it is made of is."""
        codes = [code for code in question.formula["questions"] if code in self.numbers]
        names = _(" und ").join(self.name(code) for code in codes)
        if it.op in ("answered", "empty"):
            return _given(question, _("bei %s") % names, is_given=(it.op == "answered") == holds)
        what = str(FORMULAS[question.formula["op"]]) % names
        size = str(TOTALS[it.op][not holds]) % _value(it.value)
        return _("wenn %(what)s %(size)s") % {"what": what, "size": size}


def _bare(condition: Condition) -> Condition:
    """Without the "not" around it."""
    return _bare(condition.part) if isinstance(condition, Not) else condition


def _given(question: QQuestion, place: str, *, is_given: bool) -> str:
    if question.type == Type.CONSENT:
        given, not_given = (
            _("wenn Sie %s zugestimmt haben"),
            _("wenn Sie %s nicht zugestimmt haben"),
        )
    elif question.options:
        given = _("wenn Sie %s etwas angekreuzt haben")
        not_given = _("wenn Sie %s nichts angekreuzt haben")
    else:
        given = _("wenn Sie %s etwas eingetragen haben")
        not_given = _("wenn Sie %s nichts eingetragen haben")
    return (given if is_given else not_given) % place


def _counted(it: Comparison, place: str, *, holds: bool) -> str:
    op, number = it.op, int(it.value)
    if not holds:
        op, step = OPPOSITE[op]
        number += step
    if op == "count_at_least":
        text = ngettext(
            "wenn Sie %(place)s mindestens %(number)d Antwort angekreuzt haben",
            "wenn Sie %(place)s mindestens %(number)d Antworten angekreuzt haben",
            number,
        )
    else:
        text = ngettext(
            "wenn Sie %(place)s höchstens %(number)d Antwort angekreuzt haben",
            "wenn Sie %(place)s höchstens %(number)d Antworten angekreuzt haben",
            number,
        )
    return text % {"place": place, "number": number}


def _value(value: Any) -> str:
    """A number or a day as people write it."""
    try:
        size = float(value)
    except ValueError:
        return date_format(date.fromisoformat(str(value)), "SHORT_DATE_FORMAT")
    return size_words(size)
