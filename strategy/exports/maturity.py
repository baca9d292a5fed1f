"""A round of the maturity survey as a table: one row for each municipality and dimension."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from smartregion.county.models import Municipality
from strategy.queries.maturity import Asked, Results

Row = list[object]


def rows_of(results: Results) -> Iterator[Row]:
    """A heading, then every municipality in every dimension, also those that said nothing."""
    yield [
        _("Gemeindeschlüssel"),
        _("Gemeinde"),
        _("Lage"),
        _("Dimension"),
        _("Stufe"),
        _("Bedeutung der Stufe"),
        _("Ziel in drei Jahren"),
        _("Woran man es sieht"),
        _("Stand"),
    ]
    for town in results.towns:
        for asked in results.asked:
            yield _row(results, town, asked)


def _row(results: Results, town: Municipality, asked: Asked) -> Row:
    where: Row = [town.ags, town.name, town.get_zone_display(), asked.words.title]
    score = results.score(town, asked)
    if score is None:
        return [*where, _("nicht gemeldet"), "", "", "", ""]
    meaning = asked.words.levels[score.actual]
    return [*where, score.actual, meaning, score.target, score.evidence, score.as_of]
