"""Which parts of a draft nobody can ever reach, as far as that can be told for certain.

A condition is tried on all answers that matter to it: of each question it speaks of (and of those that
these depend on) the answers that it compares with, one that is none of them, and no answer. If none of
these ways leads to the part, nobody gets there. Where there are too many ways, nothing is claimed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, combinations, pairwise, product
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.checks.findings import Finding, Severity
from participation.surveys.document.conditions import (
    Comparison,
    Condition,
    ConditionError,
    Every,
    parse,
)
from participation.surveys.document.questionnaire import Type
from participation.surveys.drafts.compiler import YES_NO, Draft
from participation.surveys.kinds import KINDS
from participation.surveys.models import Question
from participation.surveys.texts import say

MOST_WAYS = 4000
MOST_CHOSEN = 6
SOME_TEXT = "…"


class Unclear(Exception):
    """Too many ways to try, or something whose answers cannot be listed."""


def reach_findings(draft: Draft) -> Iterator[Finding]:
    """Pages, questions, options and rows that stand under a condition that never holds."""
    reach = Reach.of(draft)
    for page in draft.pages:
        if page.condition and not reach.can_hold([page.condition]):
            text = _("Seite %d: Niemand kommt dorthin, denn ihre Bedingung trifft nie zu.")
            yield Finding(Severity.WARNING, text % page.position, "unreachable", page=page)
            continue
        for question in page.questions.all():
            yield from _question_findings(reach, page.condition, question)


def _question_findings(reach: "Reach", above: Any, question: Question) -> Iterator[Finding]:
    if question.condition and not reach.can_hold([above, question.condition]):
        text = _("Frage „%s“: Niemand sieht sie, denn ihre Bedingung trifft nie zu.")
        words = text % question.name
        yield Finding(Severity.WARNING, words, "unreachable", question=question)
        return
    for line in (*question.options, *question.rows):
        own = line.get("condition")
        if own and not reach.can_hold([above, question.condition, own]):
            text = _(
                "Frage „%(code)s“: Zeile „%(line)s“ sieht niemand, ihre Bedingung trifft nie zu."
            )
            words = text % {"code": question.name, "line": say(line["label"]) or line["code"]}
            yield Finding(Severity.WARNING, words, "unreachable", question=question)


@dataclass(frozen=True)
class Reach:
    """The questions of a draft in their order, with the condition under which each is shown."""

    questions: Mapping[str, Question]
    shown: Mapping[str, Condition | None]
    order: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Draft) -> "Reach":
        questions, shown = {}, {}
        for page in draft.pages:
            for question in page.questions.all():
                questions[question.code] = question
                shown[question.code] = _together([page.condition, question.condition])
        return cls(questions, shown, {code: place for place, code in enumerate(questions)})

    def can_hold(self, documents: Sequence[Any]) -> bool:
        """False only where it is certain that these conditions never hold together."""
        condition = _together(documents)
        if condition is None:
            return True
        try:
            return any(condition.holds(answers) for answers in self._ways(condition))
        except Unclear:
            return True

    def _ways(self, condition: Condition) -> Iterator[dict[str, Any]]:
        """All that can have been answered before, as far as this condition can tell."""
        asked = self._asked(condition)
        about: dict[str, list[Comparison]] = {code: [] for code in asked}
        for each in chain(condition.comparisons(), *(self._shown(code) for code in asked)):
            if each.question in about:
                about[each.question].append(each)
        codes = sorted(about, key=lambda code: self.order[code])
        choices = [_answers(self.questions[code], about[code]) for code in codes]
        ways = 1
        for choice in choices:
            ways *= len(choice)
        if ways > MOST_WAYS:
            raise Unclear
        for values in product(*choices):
            answers = dict(zip(codes, values, strict=True))
            if self._is_possible(answers):
                yield answers

    def _asked(self, condition: Condition) -> set[str]:
        """The questions a condition depends on: those it speaks of, and what decides on these."""
        waiting = [each.question for each in condition.comparisons()]
        found: set[str] = set()
        while waiting:
            code = waiting.pop()
            if code in found or code not in self.questions:
                continue
            found.add(code)
            if 2 ** len(found) > MOST_WAYS:
                raise Unclear
            waiting += [each.question for each in self._shown(code)]
        return found

    def _shown(self, code: str) -> Iterator[Comparison]:
        condition = self.shown[code]
        return condition.comparisons() if condition else iter(())

    def _is_possible(self, answers: dict[str, Any]) -> bool:
        """Whether one person can have given these answers: only to what was shown to them."""
        for code, answer in answers.items():
            condition = self.shown[code]
            is_shown = condition is None or condition.holds(answers)
            if answer is not None and not is_shown:
                return False
            if answer is None and is_shown and self.questions[code].is_required:
                return False
        return True


def _together(documents: Iterable[Any]) -> Condition | None:
    """What is not readable is told elsewhere and counts as always true here."""
    parts = []
    for document in documents:
        with suppress(ConditionError):
            if document:
                parts.append(parse(document))
    return Every(tuple(parts)) if parts else None


# -- the answers that matter ---------------------------------------------------------------------
def _answers(question: Question, comparisons: Sequence[Comparison]) -> list[Any]:
    """No answer, and at least one for every way in which these comparisons can come out."""
    kind = KINDS[Type(question.type)]
    if kind.has_rows:
        rows = sorted({each.row for each in comparisons} & {row["code"] for row in question.rows})
        per_row = [
            [None, *_values(question, [each for each in comparisons if each.row == row])]
            for row in rows
        ]
        if len(rows) > MOST_CHOSEN:
            raise Unclear
        return [None, *(dict(zip(rows, values, strict=True)) for values in product(*per_row))]
    return [None, *_values(question, comparisons)]


def _values(question: Question, comparisons: Sequence[Comparison]) -> list[Any]:
    named = [each.value for each in comparisons if each.value is not None]
    match Type(question.type):
        case Type.MULTIPLE | Type.RANKING | Type.MATRIX_MULTIPLE:
            return _chosen(question, comparisons)
        case Type.SINGLE | Type.DROPDOWN | Type.SCALE | Type.MATRIX:
            return [line["code"] for line in question.options]
        case Type.YES_NO:
            return list(YES_NO)
        case Type.CONSENT:
            return ["yes"]
        case Type.NUMBER | Type.SLIDER | Type.MATRIX_NUMBER | Type.CALCULATED:
            return _numbers(question, named)
        case Type.DATE:
            return _days(question, named)
        case Type.SHORT_TEXT | Type.LONG_TEXT:
            return _texts(named)
        case Type.MUNICIPALITY:
            return [SOME_TEXT, *dict.fromkeys(map(str, named))]
    return []


def _chosen(question: Question, comparisons: Sequence[Comparison]) -> list[list[str]]:
    """Every choice among the options that are named, filled up with others, as far as it is allowed."""
    alone = [line["code"] for line in question.options if line.get("exclusive")]
    free = [line["code"] for line in question.options if line["code"] not in alone]
    named = [code for code in free if any(each.value == code for each in comparisons)]
    others = [code for code in free if code not in named]
    if len(named) > 2 * MOST_CHOSEN:
        raise Unclear
    limits = question.limits if question.type == Type.MULTIPLE else {}
    fewest, most = int(limits.get("min") or 1), int(limits.get("max") or len(free))
    counts = [int(each.value) for each in comparisons if each.op.startswith("count")]
    fillings = range(min(max([fewest, *counts]) + 1, len(others)) + 1)
    some = chain.from_iterable(combinations(named, size) for size in range(len(named) + 1))
    together = ([*chosen, *others[:filling]] for chosen in some for filling in fillings)
    return [[code] for code in alone] + [each for each in together if fewest <= len(each) <= most]


def _numbers(question: Question, named: Iterable[Any]) -> list[float]:
    """Each number that is named, and numbers between, below and above them."""
    low, high = (question.limits.get(name) for name in ("min", "max"))
    bounds = [each for each in (low, high) if each is not None]
    marks = sorted({float(each) for each in (*named, *bounds)})
    between = [(one + other) / 2 for one, other in pairwise(marks)]
    beside = [mark + step for mark in marks for step in (-1, 1)]
    found = sorted({*marks, *between, *beside}) or [0.0]
    whole = question.type == Type.NUMBER and not question.limits.get("decimals")
    return [
        each
        for each in found
        if (low is None or each >= low)
        and (high is None or each <= high)
        and (not whole or each.is_integer())
    ]


def _days(question: Question, named: Iterable[Any]) -> list[str]:
    """Each day that is named, and days before, between and after; ISO days sort like words."""
    bounds = [question.limits.get(name) or "" for name in ("earliest", "latest")]
    days = sorted({*map(str, named), *filter(None, bounds)})
    # A day that was continued by a letter sorts right behind it and before the next one.
    found = ["0001-01-01", *days, *(f"{day}~" for day in days), "9999-12-31"]
    first, last = bounds[0], bounds[1] or "~"
    return [day for day in found if first <= day <= last]


def _texts(named: Iterable[Any]) -> list[str]:
    """Texts with and without each of the words that are looked for."""
    words = list(dict.fromkeys(map(str, named)))
    if len(words) > MOST_CHOSEN:
        raise Unclear
    some = chain.from_iterable(combinations(words, size) for size in range(len(words) + 1))
    return [" ".join((SOME_TEXT, *each)) for each in some]
