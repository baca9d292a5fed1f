"""Codings as a table for statistics programs: a row for each text, noughts and ones for each code."""

from collections.abc import Iterable, Iterator, Sequence

from participation.surveys.queries.codings import Codes, Codings, Source, names_of
from participation.surveys.queries.corpus import Text
from smartregion.core.slugs import free_slug

TEXT, SOURCE, AGREED = "text", "stand", "gemeinsam"
SOURCES = {
    Source.NOBODY: "ungelesen",
    Source.AGREED: "einig",
    Source.SINGLE: "eine_person",
    Source.DISPUTED: "strittig",
}


def coding_table(
    codings: Codings, texts: Iterable[Text], *, reader: int
) -> Iterator[Sequence[object]]:
    """Columns ``person_code`` and ``gemeinsam_code``; empty where a person has not read a text.

    Codes of others stand here only when they were compared, or nobody would code unprejudiced.
    """
    people = sorted(codings.read_by)
    columns = _names(people)
    short = [code.code.replace("-", "_") for code in codings.book]
    heads = [f"{name}_{code}" for name in (*columns.values(), AGREED) for code in short]
    yield (TEXT, *heads, SOURCE)
    for text in texts:
        cells: list[object] = []
        for person in people:
            cells += _marks(codings, _given(codings, text, person, reader))
        source, settled = codings.settled(text.response)
        is_known = codings.is_compared(text.response)
        cells += _marks(codings, settled if is_known and source == Source.AGREED else None)
        yield (text.number.hex, *cells, SOURCES[source])


def _names(people: Sequence[int]) -> dict[int, str]:
    """A short name for each person, as statistics programs like them."""
    found: dict[int, str] = {}
    called = names_of(people)
    for person in people:
        slug = free_slug(called[person], taken=found.values(), otherwise="person", length=20)
        found[person] = slug.replace("-", "_")
    return found


def _given(codings: Codings, text: Text, person: int, reader: int) -> Codes | None:
    reading = codings.reading(text.response, person)
    may_know = person == reader or codings.is_compared(text.response)
    return reading.codes if reading and may_know else None


def _marks(codings: Codings, given: Codes | None) -> list[object]:
    if given is None:
        return [None] * len(codings.book)
    return [int(code.pk in given) for code in codings.book]
