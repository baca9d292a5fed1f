"""What conditions, quotations and calculated values refer to: only to what was asked before.

Because everything looks back, there can be no circle: a question that waits for a later one, or
for itself, is refused with its place named.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import Comparison, ConditionError, parse
from participation.surveys.document.piping import codes_in
from participation.surveys.document.questionnaire import Type
from participation.surveys.kinds import KINDS
from participation.surveys.models import Page, Question, Quota
from participation.surveys.texts import say

FORMULAS = ("sum", "mean", "count")
COUNTABLE = (Type.NUMBER, Type.SLIDER, Type.SCALE, Type.MATRIX, Type.MATRIX_NUMBER, Type.CALCULATED)


@dataclass(frozen=True)
class Known:
    """The questions that come before a place, by code; and those that come later."""

    before: Mapping[str, Question]
    later: frozenset[str]

    def sentence_for(self, code: str) -> str | None:
        """Why a question cannot be referred to from here; None when it can."""
        if code in self.before:
            return None
        if code in self.later:
            return _("Die Frage „%s“ kommt erst später oder an derselben Stelle.") % code
        return _("Die Frage „%s“ gibt es nicht.") % code


def page_sentences(page: Page, known: Known) -> Iterator[str]:
    """What is wrong with the condition of a page."""
    yield from _condition_sentences(page.condition, known)


def question_sentences(question: Question, known: Known) -> Iterator[str]:
    """What is wrong with the references of a question, its options and its rows."""
    yield from _condition_sentences(question.condition, known)
    for line in (*question.options, *question.rows):
        for sentence in _condition_sentences(line.get("condition"), known):
            label = say(line["label"]) or line["code"]
            yield _("Zeile „%(code)s“: %(sentence)s") % {"code": label, "sentence": sentence}
    for code in codes_in(question.text, question.help):
        if refusal := known.sentence_for(code):
            yield refusal
    if question.type == Type.CALCULATED:
        yield from _formula_sentences(question.formula, known)


def quota_sentences(quota: Quota, known: Known) -> Iterator[str]:
    """What is wrong with the condition that says who belongs to a quota."""
    if not quota.condition:
        yield _("Es fehlt, wer dazugehört.")
    yield from _condition_sentences(quota.condition, known)


def _condition_sentences(document: Any, known: Known) -> Iterator[str]:
    if not document:
        return
    try:
        condition = parse(document)
    except ConditionError as error:
        yield _("Die Bedingung ist nicht lesbar (%s).") % error
        return
    for comparison in condition.comparisons():
        sentence = known.sentence_for(comparison.question) or _comparison_sentence(
            comparison, known.before[comparison.question]
        )
        if sentence:
            yield sentence


def _comparison_sentence(comparison: Comparison, question: Question) -> str | None:
    kind, names = KINDS[Type(question.type)], {"code": question.code, "value": comparison.value}
    if comparison.op not in kind.operators:
        return _("Nach der Antwort auf „%(code)s“ lässt sich so nicht fragen.") % names
    if kind.has_rows and comparison.row not in _codes(question.rows):
        return _("Die Frage „%(code)s“ hat diese Zeile nicht.") % names
    is_choice = comparison.op in ("is", "contains") and kind.has_options
    if is_choice and comparison.value not in _answers(question, comparison.value):
        return _("Die Frage „%(code)s“ hat keine Antwort „%(value)s“.") % names
    return None


def _answers(question: Question, value: Any) -> set[str]:
    """The codes that can be chosen. The places are written into the document when it is published."""
    match Type(question.type):
        case Type.MUNICIPALITY:
            return {value}
        case Type.YES_NO:
            return {"yes", "no", "unsure"}
    return _codes(question.options)


def _codes(lines: list[dict[str, Any]]) -> set[str]:
    return {line["code"] for line in lines}


def _formula_sentences(formula: Mapping[str, Any], known: Known) -> Iterator[str]:
    codes = formula.get("questions") or []
    if formula.get("op") not in FORMULAS or not codes:
        yield _("Es fehlt, was aus welchen Fragen berechnet wird.")
    for code in codes:
        sentence = known.sentence_for(code)
        if sentence:
            yield sentence
        elif known.before[code].type not in COUNTABLE:
            yield _("Mit der Antwort auf „%s“ lässt sich nicht rechnen.") % code
