"""What a released question of a survey says as one number: a share or a mean, its base and its margin.

Only what everybody may read is read (``Publication``): what the protection hides is not worked out from
what stands beside it. docs/statistics.md tells the method to people who want to check it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from math import sqrt
from typing import Any

from django.utils.translation import gettext as _

from measures.models import SurveySource
from participation.surveys.document.questionnaire import Type
from participation.surveys.queries.releases import results_in
from participation.surveys.results import (
    NUMBERS,
    SEVERAL,
    TEXTS,
    Count,
    QuestionResult,
    Spread,
    SurveyResults,
)
from participation.surveys.statistics.differences import Share, Z, wilson

Statistic = SurveySource.Statistic
# Their counts are classes, which may be others in the next survey.
IN_CLASSES = (*NUMBERS, Type.DATE)
PERCENT, WHOLE, MEAN = Decimal("0.1"), Decimal(1), Decimal("0.01")


class NotReadable(ValueError):
    """A release does not tell this figure; the sentence says why."""


@dataclass(frozen=True)
class Part:
    """What can be read by itself: a question, or one row of a matrix or of a ranking."""

    code: str
    label: str
    type: str
    answered: int
    is_protected: bool
    counts: tuple[Count, ...]
    spread: Spread | None

    @property
    def takes_several(self) -> bool:
        """Whether one person may give several answers, so that shares cannot be added."""
        return self.type in SEVERAL


@dataclass(frozen=True)
class Reading:
    """A share (in per cent) or a mean, how many people answered, and half the width of its 95 % interval.

    ``margin`` is None where nobody knows what weighting has cost in certainty.
    """

    value: Decimal
    base_n: int
    margin: Decimal | None
    is_weighted: bool


def parts_of(results: SurveyResults) -> Iterator[Part]:
    """Everything in released figures that can be read as one number, in the order of the survey."""
    for question in results.questions:
        if question.rows:
            yield from _rows(question)
        elif question.type not in TEXTS:
            counts = () if question.type in IN_CLASSES else question.counts
            yield Part(
                question.code, question.text, question.type, question.answered,
                question.is_protected, counts, question.spread,
            )  # fmt: skip


def _rows(question: QuestionResult) -> Iterator[Part]:
    for row in question.rows:
        counts = () if question.type == Type.MATRIX_NUMBER else row.counts
        yield Part(
            f"{question.code}.{row.code}", f"{question.text} {row.label}", question.type,
            row.answered, row.is_protected, counts, row.spread,
        )  # fmt: skip


def part_of(results: SurveyResults, code: str) -> Part | None:
    return next((part for part in parts_of(results) if part.code == code), None)


def read(
    content: Mapping[str, Any], question: str, statistic: str, options: Collection[str]
) -> Reading:
    """The figure as this release tells it. Raises ``NotReadable`` with a sentence."""
    results = results_in(content, "de")
    part = part_of(results, question)
    if part is None:
        raise NotReadable(_("Die Frage ist in dieser Veröffentlichung nicht enthalten."))
    if part.is_protected or not part.answered:
        raise NotReadable(
            _("Wie viele geantwortet haben, ist in dieser Veröffentlichung verdeckt.")
        )
    is_weighted = bool(results.weighting)
    effect = content.get("design_effect") if is_weighted else 1.0
    if statistic == Statistic.MEAN:
        return _mean(part, effect, is_weighted=is_weighted)
    return _share(part, options, effect, is_weighted=is_weighted)


def _share(
    part: Part, options: Collection[str], effect: float | None, *, is_weighted: bool
) -> Reading:
    chosen = [count for count in part.counts if count.code in options]
    if len(chosen) < len(options):
        raise NotReadable(_("Eine der gewählten Antworten gibt es in dieser Umfrage nicht."))
    if part.takes_several and len(chosen) > 1:
        raise NotReadable(
            _("Wo mehrere Antworten möglich sind, lassen sich Anteile nicht addieren.")
        )
    if any(count.is_protected or count.share is None for count in chosen):
        raise NotReadable(
            _("Eine der gewählten Antworten ist in dieser Veröffentlichung verdeckt.")
        )
    share = min(1.0, sum(count.share or 0 for count in chosen))
    step = WHOLE if is_weighted else PERCENT
    margin = _half_width(share, part.answered, effect)
    return Reading(
        value=Decimal(str(100 * share)).quantize(step, ROUND_HALF_UP),
        base_n=part.answered,
        margin=None if margin is None else _up(100 * margin, step),
        is_weighted=is_weighted,
    )


def _half_width(share: float, answered: int, effect: float | None) -> float | None:
    """Of the interval by Wilson, which holds for small groups and for shares near 0 and 1, too."""
    if effect is None:
        return None
    low, high = wilson(Share(share, answered / effect))
    return (high - low) / 2


def _mean(part: Part, effect: float | None, *, is_weighted: bool) -> Reading:
    spread = part.spread
    if spread is None:
        raise NotReadable(_("Ein Mittelwert steht in dieser Veröffentlichung nicht."))
    margin = None
    if effect is not None and spread.sd is not None:
        margin = _up(Z * spread.sd / sqrt(spread.n / effect), MEAN)
    return Reading(
        value=Decimal(str(spread.mean)).quantize(MEAN, ROUND_HALF_UP),
        base_n=int(spread.n),
        margin=margin,
        is_weighted=is_weighted,
    )


def _up(margin: float, step: Decimal) -> Decimal:
    """Rounded up: a margin is rather told too large than too small."""
    return Decimal(str(round(margin, 6))).quantize(step, ROUND_CEILING)
