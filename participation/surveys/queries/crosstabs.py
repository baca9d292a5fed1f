"""Cross-tabs of a survey: any two axes, under a filter and with weights."""

from participation.surveys.blocks.table import ResponseTable
from participation.surveys.crosstabs.tables import Crosstab, Source, crosstab_of
from participation.surveys.models import Survey
from participation.surveys.queries.dividing import dividing
from participation.surveys.queries.filters import Filter, mask_of
from participation.surveys.queries.table import response_table
from participation.surveys.queries.weights import weights_for
from participation.surveys.statistics.crosstab import count_table
from participation.surveys.statistics.weights import Weights
from participation.surveys.texts import MAIN_LANGUAGE


def crosstab(
    survey: Survey,
    rows: str,
    columns: str,
    chosen: Filter | None = None,
    weights: Weights | None = None,
    minimum: int = 0,
    *,
    language: str = MAIN_LANGUAGE,
    table: ResponseTable | None = None,
) -> Crosstab:
    """Two axes (crosstabs/axes.py) against each other; raises ``UnknownAxis``.

    A column with fewer than ``minimum`` people shows nothing. Give the ``table`` that the weights were made for,
    where there is one.
    """
    table = response_table(survey) if table is None else table
    chosen = chosen or Filter()
    if weights is not None and weights.values.size != table.n:
        # Somebody has answered since the weights were made.
        weights = weights_for(table, survey, weights.code)
    mask = mask_of(table, chosen)
    people = dividing(table, mask=mask, language=language)
    one, other = people.axis(rows), people.axis(columns)
    counted = count_table(one, other, mask, None if weights is None else weights.values)
    return crosstab_of(
        one,
        other,
        counted,
        weights=weights,
        minimum=minimum,
        source=source_of(survey, table, chosen, language),
    )


def source_of(survey: Survey, table: ResponseTable, chosen: Filter, language: str) -> Source:
    """What figures counted from this table say about themselves."""
    versions = {number for asked in table.asked.values() for number in asked.versions}
    return Source(
        survey=survey.slug,
        versions=tuple(sorted(versions)),
        filter_query=chosen.to_query(),
        filter_words=tuple(chosen.words(table, language)) if chosen else (),
        state=str(table.state),
    )
