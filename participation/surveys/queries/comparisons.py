"""Any question for the groups of another, or for several surveys that ask it alike."""

from collections.abc import Iterator, Sequence

import numpy as np

from participation.surveys.blocks.table import ResponseTable
from participation.surveys.crosstabs.axes import Dividing, UnknownAxis, asked_as, place_question
from participation.surveys.crosstabs.comparing import Comparison, folded, joined, survey_axis
from participation.surveys.crosstabs.tables import Source, crosstab_of
from participation.surveys.document.asked import Asked
from participation.surveys.document.questionnaire import Type
from participation.surveys.models import Survey
from participation.surveys.queries.asked import asked_questions
from participation.surveys.queries.crosstabs import source_of
from participation.surveys.queries.dividing import dividing
from participation.surveys.queries.filters import Filter, mask_of
from participation.surveys.queries.table import response_table
from participation.surveys.results import MATRICES, NUMBERS, TEXTS
from participation.surveys.statistics.crosstab import Axis, count_table
from participation.surveys.statistics.weights import Weights
from participation.surveys.texts import MAIN_LANGUAGE, say

# Of numbers and days every survey has classes of its own.
NOT_ALIKE = (*TEXTS, *NUMBERS, Type.DATE)


def comparison(
    survey: Survey,
    question: str,
    by: str,
    chosen: Filter,
    weights: Weights | None,
    minimum: int,
    *,
    table: ResponseTable,
    language: str = MAIN_LANGUAGE,
) -> Comparison:
    """How the groups of ``by`` answered a question; of a matrix or ranking, row by row.

    Raises ``UnknownAxis``. ``weights`` belong to the ``table``.
    """
    mask = mask_of(table, chosen)
    people = dividing(table, mask=mask, language=language)
    columns, small = people.axis(by), tuple[str, ...]()
    if is_place(table, by):
        columns, small = folded(columns, mask)
    source = source_of(survey, table, chosen, language)
    values = None if weights is None else weights.values
    tables = tuple(
        crosstab_of(
            rows,
            columns,
            count_table(rows, columns, mask, values),
            weights=weights,
            minimum=minimum,
            source=source,
        )
        for rows in _row_axes(people, question)
    )
    return Comparison(_title(people, question), columns.label, tables, small)


def is_place(table: ResponseTable, name: str) -> bool:
    """Whether an axis is the municipality, of which there are many and small ones."""
    place = place_question(table)
    return place is not None and place.question.code == name


def _row_axes(people: Dividing, question: str) -> Iterator[Axis]:
    """One axis for the question, or one for each of its rows."""
    asked = asked_as(people.table, question)
    for name in [question] if asked is None else _names(asked):
        yield people.axis(name)


def _names(asked: Asked) -> list[str]:
    code, kind = asked.question.code, asked.question.type
    parts = asked.rows if kind in MATRICES else asked.options if kind == Type.RANKING else ()
    return [f"{code}.{part}" for part in parts] or [code]


def _title(people: Dividing, question: str) -> str:
    asked = asked_as(people.table, question)
    if asked is None:
        return people.axis(question).label
    return say(asked.question.text, people.language)


# -- several surveys -------------------------------------------------------------------------------
def asked_alike(surveys: Sequence[Survey]) -> list[Asked]:
    """Questions with the same code and type in all of these surveys, in the order of the first."""
    every = [asked_questions(survey) for survey in surveys]
    keys = [{(each.question.code, each.question.type) for each in asked} for asked in every]
    shared = set.intersection(*keys) if keys else set()
    return [
        each
        for each in (every[0] if every else ())
        if (each.question.code, each.question.type) in shared
        and each.question.type not in NOT_ALIKE
    ]


def survey_comparison(
    surveys: Sequence[Survey], question: str, minimum: int, *, language: str = MAIN_LANGUAGE
) -> Comparison:
    """One question as several surveys answered it; unweighted, without filters.

    Raises ``UnknownAxis`` where not all of them ask it alike.
    """
    asked = next((each for each in asked_alike(surveys) if each.question.code == question), None)
    if asked is None:
        raise UnknownAxis(question)
    people = [dividing(response_table(survey), language=language) for survey in surveys]
    names = [(survey.slug, say(survey.title, language)) for survey in surveys]
    columns = survey_axis(names, [each.table.n for each in people])
    everybody = np.ones(columns.places.size, dtype=np.bool_)
    source = Source(", ".join(survey.slug for survey in surveys))
    tables = []
    for name in _names(asked):
        if not all(each.table.has(name) for each in people):
            continue
        rows = joined([each.axis(name) for each in people])
        counted = count_table(rows, columns, everybody, None)
        found = crosstab_of(rows, columns, counted, weights=None, minimum=minimum, source=source)
        tables.append(found)
    return Comparison(say(asked.question.text, language), columns.label, tuple(tables))
