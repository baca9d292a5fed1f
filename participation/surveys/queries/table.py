"""The answers of a survey by column: from its blocks, and from what came since they were written."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice

from django.db.models import Count as CountRows
from django.db.models import QuerySet

from participation.surveys.blocks.book import Book, grown, read_book
from participation.surveys.blocks.payload import from_bytes
from participation.surveys.blocks.table import (
    ID,
    Arrays,
    DataState,
    Given,
    ResponseTable,
    arrays_of,
    joined,
)
from participation.surveys.document.asked import merged
from participation.surveys.document.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.models import AnswerBlock, ColumnStore, Response, Survey
from participation.surveys.queries.asked import versions_of
from smartregion.core.shelf import Shelf

# So many responses are read and encoded at a time; with 300 questions a response is large.
CHUNK = 1000
FIELDS = ("pk", "version_id", "language", "origin", "submitted_on", "suspicions", "answers")
# Somebody packs while we read: look again, but not for ever.
TRIES = 5


class _Moved(Exception):
    """Somebody packed while we read."""


def response_table(survey: Survey) -> ResponseTable:
    """All responses that may be read now; what this process has read already is not read again."""
    for _try in range(TRIES):
        seen = _seen(survey)
        try:
            return _TABLES.get((survey.pk, *seen), partial(_read, survey, seen[0]))
        except _Moved:
            continue
    raise RuntimeError("columns change faster than they can be read")


def data_state(survey: Survey) -> DataState:
    """Which responses are there, without reading them."""
    return data_states([survey])[survey.pk]


def data_states(surveys: Iterable[Survey]) -> dict[int, DataState]:
    """By the keys of the surveys: two small queries for all of them."""
    pks = [survey.pk for survey in surveys]
    stores = ColumnStore.objects.filter(survey__in=pks)
    known = {pk: numbers for pk, *numbers in stores.values_list("survey", "packed", "removed")}
    grouped = Response.objects.filter(version__survey__in=pks).fresh().readable().order_by()
    fresh = dict(grouped.values_list("version__survey").annotate(number=CountRows("pk")))
    counted = {pk: known.get(pk, (0, 0)) for pk in pks}
    return {
        pk: DataState(packed + fresh.get(pk, 0), removed)
        for pk, (packed, removed) in counted.items()
    }


def waiting_in(survey: Survey) -> int:
    """How many responses nobody may read yet (``actions/packets.py``)."""
    return Response.objects.filter(version__survey=survey).waiting().count()


# A table is as large as its answers: 12 MB for 214,700 people and 30 questions.
_BLOCKS: Shelf[tuple[Book, Arrays]] = Shelf(size=3)
_TABLES: Shelf[ResponseTable] = Shelf(size=3)


def _seen(survey: Survey) -> tuple[tuple[int, int, int], int, int]:
    """The generation of the blocks with their numbers, how much came since, and which version is newest."""
    store = ColumnStore.objects.filter(survey=survey)
    fields = store.values_list("generation", "packed", "removed").first() or (0, 0, 0)
    versions = survey.versions.values_list("pk", flat=True)
    pks = list(versions)
    return fields, Response.objects.filter(version__in=pks).fresh().readable().count(), len(pks)


def _read(survey: Survey, store: tuple[int, int, int]) -> ResponseTable:
    generation, packed, removed = store
    versions = versions_of(survey)
    numbered = {each.pk: (each.number, questionnaire_of(each)) for each in versions}
    asked = merged(numbered.values())
    known, blocks = _BLOCKS.get((survey.pk, generation), lambda: read_blocks(survey))
    book = grown(known, asked)
    table = ResponseTable(DataState(packed, removed), asked, book, joined(book, [blocks]))
    fresh = Response.objects.filter(version__survey=survey).fresh().readable()
    more = joined(book, list(arrays_in(fresh, book, numbered)))
    if _seen(survey)[0] != store:
        _BLOCKS.forget((survey.pk, generation))
        raise _Moved
    return table.with_more(more, DataState(packed + more[ID].shape[1], removed))


def read_blocks(survey: Survey) -> tuple[Book, Arrays]:
    """Everything that was packed, with the book to read it by."""
    store = ColumnStore.objects.filter(survey=survey).first()
    book = read_book(store.book) if store else {}
    pieces: dict[int, Arrays] = {}
    rows = AnswerBlock.objects.filter(survey=survey).order_by("number")
    for number, key, codes in rows.values_list("number", "key", "codes").iterator():
        pieces.setdefault(number, {})[key] = from_bytes(codes)
    return book, joined(book, list(pieces.values()))


def arrays_in(
    responses: "QuerySet[Response]", book: Book, numbered: dict[int, tuple[int, Questionnaire]]
) -> Iterator[Arrays]:
    """These responses as columns, some thousand at a time."""
    for chunk in _chunks(responses):
        yield arrays_of(book, numbered, chunk)


def _chunks(responses: "QuerySet[Response]") -> Iterator[list[Given]]:
    rows = responses.values_list(*FIELDS).iterator(chunk_size=CHUNK)
    while chunk := [Given(*row) for row in islice(rows, CHUNK)]:
        yield chunk
