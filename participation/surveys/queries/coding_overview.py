"""All questions that are answered in own words, and how far their texts are read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from participation.surveys.models import Survey
from participation.surveys.queries.coded_figures import column_name
from participation.surveys.queries.codings import Codings, all_codings, names_of
from participation.surveys.queries.quotes import quotes_of
from participation.surveys.queries.table import response_table
from participation.surveys.queries.texts import asked_texts
from participation.surveys.statistics.agreement import Agreement


@dataclass(frozen=True)
class Reader:
    """How many of the texts one person has read."""

    name: str
    read: int


@dataclass(frozen=True)
class TextQuestion:
    """One question with its texts."""

    key: str
    words: str
    is_beside: bool
    texts: int
    codes: int
    readers: list[Reader]
    # Of the two people who compared most.
    agreement: Agreement | None
    quotes: int


def coding_overview(survey: Survey, *, language: str) -> list[TextQuestion]:
    """Every question in the order of the questionnaire, in as many queries for one as for fifty."""
    table = response_table(survey)
    codings = all_codings(survey)
    names = names_of(sorted({coder for each in codings.values() for coder in each.read_by}))
    quotes = Counter(quotes_of(survey).order_by().values_list("question", flat=True))
    return [
        TextQuestion(
            key=key,
            words=words,
            is_beside="." in key,
            texts=int(table.column(column_name(key)).answered.sum()),
            codes=len(each.book),
            readers=[Reader(names[coder], read) for coder, read in each.read_by.most_common()],
            agreement=next(_agreements(each), None),
            quotes=quotes[key],
        )
        for key, words in asked_texts(survey, language=language).items()
        if table.has(column_name(key))
        for each in [codings.get(key, Codings())]
    ]


def _agreements(codings: Codings) -> Iterator[Agreement]:
    for pair in codings.by_pair:
        if codings.compared(pair):
            yield codings.agreement(pair)
