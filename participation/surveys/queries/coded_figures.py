"""How often each code was given, beside the figures of all other questions."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import numpy as np

from participation.surveys.blocks.book import EMPTY, FIRST, NOT_SHOWN
from participation.surveys.blocks.table import AnswerColumn, ResponseTable
from participation.surveys.models import Survey, TextCode
from participation.surveys.queries.codings import Codings, Source, all_codings, names_of
from participation.surveys.queries.table import response_table
from participation.surveys.results import Count
from smartregion.core.snapshots import content_of

# Before so many texts were read, figures would tell one coder what another one gave.
FEWEST = 10
NO, YES = FIRST, FIRST + 1


@dataclass(frozen=True)
class CodedFigure:
    """How often each code of a question was given; shares are of the texts that count.

    ``agreed`` texts count with what two people settled on, ``single`` ones with what their one
    reader gave, ``disputed`` ones not at all.
    """

    question: str
    written: int
    agreed: int
    single: int
    disputed: int
    # Who read alone.
    readers: tuple[str, ...]
    # People, or their weights.
    base: float
    counts: tuple[Count, ...]

    @property
    def counted(self) -> int:
        return self.agreed + self.single

    @property
    def read(self) -> int:
        return self.counted + self.disputed

    @property
    def unread(self) -> int:
        return self.written - self.read

    @property
    def is_shown(self) -> bool:
        """A few of many texts are no figure yet."""
        return bool(self.counts) and self.counted > 0 and (self.read >= FEWEST or not self.unread)


def coded_figures(
    survey: Survey, *, table: ResponseTable | None = None, mask: Any = None, weights: Any = None
) -> dict[str, CodedFigure]:
    """The figures of all questions that were coded, by the key of the question.

    ``mask`` says which responses count, ``weights`` how much each of them.
    """
    if not survey.text_codes.in_book().exists():
        return {}
    rows = response_table(survey) if table is None else table
    everybody = np.ones(rows.n, bool) if mask is None else mask
    coded = {
        key: _Coded.of(rows, key, codings)
        for key, codings in all_codings(survey).items()
        if codings.book and rows.has(column_name(key))
    }
    names = names_of(sorted({coder for each in coded.values() for coder in each.readers}))
    return {key: each.figure(key, everybody, weights, names) for key, each in coded.items()}


def coded_to_freeze(survey: Survey) -> dict[str, Any]:
    """The figures of all questions, to be kept when the texts are gone."""
    return {key: asdict(figure) for key, figure in coded_figures(survey).items()}


def frozen_coded_figures(survey: Survey) -> dict[str, CodedFigure]:
    """The figures as they were when the texts went; none for what was frozen before there were codes."""
    kept = content_of(survey.frozen_results.snapshot).get("coded", {})
    return {key: _thawed(figure) for key, figure in kept.items()}


def _thawed(figure: dict[str, Any]) -> CodedFigure:
    counts = tuple(Count(**count) for count in figure["counts"])
    return CodedFigure(**{**figure, "readers": tuple(figure["readers"]), "counts": counts})


def coded_columns(survey: Survey, table: ResponseTable) -> dict[str, AnswerColumn]:
    """Each code as a column (0 or 1) for filters and cross-tabs: ``idee#bus``.

    Empty where somebody wrote nothing, not shown where nobody has read the text yet.
    """
    return {
        f"{key}#{code.code}": AnswerColumn(column, ("0", "1"))
        for key, codings in all_codings(survey).items()
        if codings.book and table.has(column_name(key))
        for code, column in _Coded.of(table, key, codings).columns()
    }


def code_labels(survey: Survey) -> dict[str, str]:
    """The names of these columns."""
    return {f"{code.question}#{code.code}": code.label for code in survey.text_codes.in_book()}


def column_name(key: str) -> str:
    """The column of the table that says who wrote something."""
    code, _dot, other = key.partition(".")
    return f"{code}-text" if other else code


@dataclass(frozen=True)
class _Coded:
    """One question: for each response where its codes come from, and for each code who got it."""

    said: AnswerColumn
    book: tuple[TextCode, ...]
    source: Any
    given: Any
    readers: frozenset[int]

    @classmethod
    def of(cls, table: ResponseTable, key: str, codings: Codings) -> "_Coded":
        rows = {code.pk: number for number, code in enumerate(codings.book)}
        given: Any = np.zeros((len(rows), table.n), bool)
        source: Any = np.zeros(table.n, np.uint8)
        for response, place in _places(table, codings.readings):
            source[place], codes = codings.settled(response)
            given[[rows[code] for code in codes], place] = True
        alone = (each for each in codings.readings.values() if len(each) == 1)
        return cls(
            said=table.column(column_name(key)),
            book=tuple(codings.book),
            source=source,
            given=given,
            readers=frozenset(coder for readers in alone for coder in readers),
        )

    @property
    def counts(self) -> Any:
        """Which responses have codes that count."""
        return (self.source == Source.AGREED) | (self.source == Source.SINGLE)

    def columns(self) -> Iterable[tuple[TextCode, Any]]:
        base = np.where(self.said.shown & ~self.said.answered, EMPTY, NOT_SHOWN)
        for code, given in zip(self.book, self.given, strict=True):
            values = np.where(given, YES, NO)
            yield code, np.where(self.counts, values, base).astype(np.uint8)

    def figure(self, key: str, mask: Any, weights: Any, names: dict[int, str]) -> CodedFigure:
        each = np.ones(len(mask)) if weights is None else weights
        base = float(each[self.counts & mask].sum())

        def number(source: Source) -> int:
            return int(((self.source == source) & mask).sum())

        return CodedFigure(
            question=key,
            written=int((self.said.answered & mask).sum()),
            agreed=number(Source.AGREED),
            single=number(Source.SINGLE),
            disputed=number(Source.DISPUTED),
            readers=tuple(sorted(names[coder] for coder in self.readers)),
            base=base,
            counts=tuple(
                _count(code, each[given & self.counts & mask].sum(), base, is_whole=weights is None)
                for code, given in zip(self.book, self.given, strict=True)
            ),
        )


def _count(code: TextCode, people: float, base: float, *, is_whole: bool) -> Count:
    number = int(people) if is_whole else float(people)
    return Count(code.code, code.label, number, float(people) / base if base else None)


def _places(table: ResponseTable, responses: Iterable[UUID]) -> Iterable[tuple[UUID, int]]:
    """Where these responses stand in the table; one that came since it was made is left out."""
    wanted = list(responses)
    ids: Any = np.array([each.bytes for each in wanted], dtype="S16")
    places: Any = np.searchsorted(table.ids, ids)
    for response, place, own in zip(wanted, places, ids, strict=True):
        if place < table.n and table.ids[place] == own:
            yield response, int(place)
