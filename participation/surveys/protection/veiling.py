"""Figures as everybody may see them: what is hidden is gone, and so is what would give it away."""

from collections.abc import Collection
from dataclasses import replace
from math import ceil, floor

from participation.surveys.document.questionnaire import Type
from participation.surveys.protection.system import EVERYBODY, Cell, cell
from participation.surveys.protection.tabulating import answer_cell, base_cell
from participation.surveys.results import (
    NUMBERS,
    SEVERAL,
    Count,
    QuestionResult,
    RowResult,
    Spread,
    SurveyResults,
)
from participation.surveys.statistics.weights import Weights

# Shares of counts that are shown are exact; means are rounded, because n × mean would be a sum.
DIGITS = 2
ROUND = 10


def rounded_down(count: float) -> int:
    """To tens: what moves while people answer must not show one single person."""
    return floor(count / ROUND) * ROUND


class Veil:
    """Lays the protection over figures. ``means``: questions and rows of numbers whose mean may be shown."""

    def __init__(self, hidden: Collection[Cell], means: Collection[str] = ()) -> None:
        self._hidden, self._means = hidden, means

    def over(self, results: SurveyResults, codes: Collection[str]) -> SurveyResults:
        """The figures of these questions; nothing that was counted beside them is left."""
        questions = tuple(
            self.over_question(each) for each in results.questions if each.code in codes
        )
        is_hidden = EVERYBODY in self._hidden
        most = max((each.answered for each in questions), default=0)
        responses = rounded_down(most) if is_hidden else results.responses
        return replace(
            results,
            responses=responses,
            is_at_least=is_hidden,
            examples=responses if results.examples else 0,
            versions=tuple(replace(each, responses=0) for each in results.versions),
            questions=questions,
            on_paper=0,
            imported=0,
            suspicious=0,
            noticed=(),
        )

    def over_question(self, result: QuestionResult) -> QuestionResult:
        """One question; without its base it has no shares."""
        is_hidden = base_cell(result.code) in self._hidden
        is_shown_hidden = is_hidden or self._is_shown_hidden(result)
        counts = self._counts(result, result.counts, is_hidden=is_hidden)
        return replace(
            result,
            answered=0 if is_hidden else result.answered,
            shown=0 if is_shown_hidden else result.shown,
            is_protected=is_hidden,
            is_shown_protected=is_shown_hidden,
            counts=counts,
            rows=tuple(self._row(result, row) for row in result.rows),
            spread=self._spread(result, result.code, result.spread, counts),
            others=0,
        )

    def _is_shown_hidden(self, result: QuestionResult) -> bool:
        """How many were asked is said only where a cell says it that is shown."""
        return EVERYBODY in self._hidden or cell((result.code, "*")) in self._hidden

    def _row(self, result: QuestionResult, row: RowResult) -> RowResult:
        is_hidden = base_cell(result.code, row.code) in self._hidden
        counts = self._counts(result, row.counts, row.code, is_hidden=is_hidden)
        if result.type == Type.MATRIX_NUMBER:
            counts = ()
        return replace(
            row,
            answered=0 if is_hidden else row.answered,
            is_protected=is_hidden,
            counts=counts,
            spread=self._spread(result, f"{result.code}.{row.code}", row.spread, counts),
        )

    def _counts(
        self, result: QuestionResult, counts: tuple[Count, ...], row: str = "", *, is_hidden: bool
    ) -> tuple[Count, ...]:
        def veiled(count: Count) -> Count:
            if answer_cell(result.type, result.code, count.code, row) in self._hidden:
                return Count(count.code, count.label, 0, None, is_protected=True)
            return replace(count, share=None) if is_hidden else count

        return tuple(veiled(count) for count in counts)

    def _spread(
        self, result: QuestionResult, name: str, spread: Spread | None, counts: tuple[Count, ...]
    ) -> Spread | None:
        """A mean beside a table with gaps is one more equation about them, so it goes with the first gap.

        Of numbers, the smallest and the largest are single persons, and the median may be one.
        """
        if spread is None or any(count.is_protected for count in counts):
            return None
        if base_cell(*name.split(".")) in self._hidden:
            return None
        if result.type not in NUMBERS:
            return spread
        if name not in self._means:
            return None
        mean = round(spread.mean, DIGITS)
        sd = None if spread.sd is None else round(spread.sd, DIGITS)
        return Spread(spread.n, mean, mean, sd, mean, mean)


# -- weighted figures ----------------------------------------------------------------------------
def weighted_shares(shown: SurveyResults, weighted: SurveyResults) -> SurveyResults:
    """Weighted figures are shares in whole per cent; counts beside them would tell the weights.

    Who is hidden was decided on people, without weights.
    """
    by_code = {each.code: each for each in reversed(weighted.questions)}
    questions = tuple(_weighted(each, by_code[each.code]) for each in shown.questions)
    return replace(shown, questions=questions, weighting=weighted.weighting)


def coarse_design_effect(weights: Weights) -> float:
    """What weighting costs in certainty, in halves and rounded up: 1.0, 1.5, 2.0 …

    Exactly told it would be one more equation about how many people each group has; so it only ever makes
    the margin of error that somebody reckons with it too large.
    """
    return ceil(weights.design_effect * 2 - 1e-9) / 2


def _weighted(shown: QuestionResult, weighted: QuestionResult) -> QuestionResult:
    is_whole = shown.type not in SEVERAL
    rows = {row.code: row for row in weighted.rows}
    return replace(
        shown,
        counts=_shares(shown.counts, weighted.counts, is_whole=is_whole),
        rows=tuple(
            replace(
                row,
                counts=_shares(row.counts, rows[row.code].counts, is_whole=is_whole),
                spread=_rounded(row.spread, rows[row.code].spread),
            )
            for row in shown.rows
        ),
        spread=_rounded(shown.spread, weighted.spread),
    )


def _shares(
    shown: tuple[Count, ...], weighted: tuple[Count, ...], *, is_whole: bool
) -> tuple[Count, ...]:
    shares = {count.code: count.share for count in weighted}
    found = []
    for count in shown:
        share = None if count.is_protected else shares.get(count.code)
        found.append(replace(count, count=0, share=None if share is None else round(share, DIGITS)))
    hidden = [count for count in found if count.is_protected]
    if is_whole and len(hidden) == 1:
        # Shares add up to 100: the only gap would be what is missing.
        least = min((c for c in found if c.share), key=lambda c: c.share or 0, default=None)
        found = [replace(c, share=None, is_protected=True) if c is least else c for c in found]
    return tuple(found)


def _rounded(shown: Spread | None, weighted: Spread | None) -> Spread | None:
    if shown is None or weighted is None:
        return None
    mean = round(weighted.mean, DIGITS)
    sd = None if weighted.sd is None else round(weighted.sd, DIGITS)
    return Spread(shown.n, mean, mean, sd, mean, mean)
