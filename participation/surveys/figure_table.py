"""The figures of one question as a table to take along: unrounded, with what they rest on above."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import Type
from participation.surveys.results import QuestionResult, RowResult, Spread, SurveyResults

Line = Sequence[object]


def figure_rows(
    result: QuestionResult, results: SurveyResults, basis: Sequence[str]
) -> Iterator[Line]:
    """First what the table is about, then a line for each answer, of a matrix for each row and answer."""
    yield _("Umfrage"), results.title
    yield _("Frage"), f"{result.number}. {result.text}"
    yield from ((_("Grundlage"), sentence) for sentence in basis)
    yield _("geantwortet"), result.answered
    yield _("gestellt, aber leer gelassen"), result.empty
    yield _("nicht gestellt"), results.responses - result.shown
    yield ()
    yield from _of_rows(result) if result.rows else _of_counts(result)


def _of_counts(result: QuestionResult) -> Iterator[Line]:
    yield _("Kürzel"), _answer_head(result), _("Anzahl"), _("Prozent")
    for count in result.counts:
        yield count.code, count.label, count.count, _percent(count.share)
    if result.spread:
        yield ()
        yield from zip(_spread_heads(), _spread_cells(result.spread), strict=True)


def _of_rows(result: QuestionResult) -> Iterator[Line]:
    yield (
        _("Kürzel der Zeile"),
        _("Zeile"),
        _("geantwortet"),
        _("Kürzel"),
        _answer_head(result),
        _("Anzahl"),
        _("Prozent"),
        *_spread_heads(),
    )
    for row in result.rows:
        yield from _of_row(row)


def _of_row(row: RowResult) -> Iterator[Line]:
    spread = _spread_cells(row.spread) if row.spread else ()
    for count in row.counts:
        figures = (count.code, count.label, count.count, _percent(count.share))
        yield row.code, row.label, row.answered, *figures, *spread


def _answer_head(result: QuestionResult) -> str:
    words = _answer_words(result)
    return f"{words} ({result.unit})" if result.unit else words


def _answer_words(result: QuestionResult) -> str:
    return _("Platz") if result.type == Type.RANKING else _("Antwort")


def _spread_heads() -> tuple[str, ...]:
    return _("Mittelwert"), _("Median"), _("Standardabweichung"), _("kleinster"), _("größter")


def _spread_cells(spread: Spread) -> Line:
    return spread.mean, spread.median, spread.sd, spread.low, spread.high


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
