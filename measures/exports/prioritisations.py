"""The result of a round as a table: one line a measure, one pair of columns a criterion."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from measures.queries.rankings import Judgement, MeasureResult, RoundResult


def result_table(result: RoundResult) -> Iterator[list[object]]:
    """In the order of the page; nobody's marks bear a name."""
    yield _head(result)
    for measure in result.measures:
        yield [*_whole(measure), *_judged(measure)]


def _head(result: RoundResult) -> list[object]:
    head: list[object] = [
        _("Rang"), _("Bester Rang"), _("Schlechtester Rang"), _("Nummer"), _("Titel"), _("Handlungsfeld"),
        _("Punkte"), _("Bewertende"), _("Nutzen"), _("Aufwand"),
        _("Beiträge"), _("Zustimmungen"), _("Bürgerpriorität"),
    ]  # fmt: skip
    for criterion in result.raters_criteria:
        words = {"name": criterion.name, "weight": criterion.weight}
        head.append(_("%(name)s (Gewicht %(weight)s): Median") % words)
        head.append(_("%(name)s: alle Bewertungen") % words)
    return head


def _whole(measure: MeasureResult) -> list[object]:
    place, voices = measure.place, measure.voices
    return [
        place.rank if place else None,
        place.best if place else None,
        place.worst if place else None,
        measure.number,
        measure.title,
        measure.field,
        measure.score,
        measure.raters,
        measure.benefit,
        measure.effort,
        voices.contributions if voices else None,
        voices.supports if voices else None,
        voices.points if voices else None,
    ]


def _judged(measure: MeasureResult) -> Iterator[object]:
    for judged in measure.judgements:
        yield judged.median if judged else None
        yield _all(judged)


def _all(judged: Judgement | None) -> str:
    return ", ".join(map(str, judged.values)) if judged else ""
