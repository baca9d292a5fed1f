"""Who gave which codes to which texts, and what follows from that for each text."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model

from participation.surveys.models import CodedText, CodingDecision, Survey, TextCode, lives_on
from participation.surveys.statistics.agreement import Agreement, agreement_of

Codes = frozenset[int]
Pair = tuple[int, int]


class Source(IntEnum):
    """Where the codes of a text come from."""

    NOBODY = 0
    # Two gave the same codes, or settled on them.
    AGREED = 1
    # One person has read it so far.
    SINGLE = 2
    # Two gave different codes and have not settled.
    DISPUTED = 3


@dataclass(frozen=True)
class Reading:
    """What one person gave to one text, as the code book is today."""

    codes: Codes
    is_fixed: bool


@dataclass(frozen=True)
class Codings:
    """Everything that was coded for one question; codes by their keys."""

    book: Sequence[TextCode] = ()
    # Deleted or merged, and to be brought back.
    taken_out: Sequence[TextCode] = ()
    readings: Mapping[UUID, Mapping[int, Reading]] = field(default_factory=dict)
    decisions: Mapping[UUID, Codes] = field(default_factory=dict)

    def reading(self, response: UUID, coder: int) -> Reading | None:
        return self.readings.get(response, {}).get(coder)

    def is_open_for(self, response: UUID, coder: int) -> bool:
        """Whether this person may still read the text: two people do, and no third one."""
        readers = self.readings.get(response, {})
        return coder in readers or len(readers) < CodedText.READERS

    def settled(self, response: UUID) -> tuple[Source, Codes]:
        """What holds for a text: agreed, else what the one reader gave."""
        if response in self.decisions:
            return Source.AGREED, self.decisions[response]
        given = [reading.codes for reading in self.readings.get(response, {}).values()]
        if not given:
            return Source.NOBODY, frozenset()
        if len(given) == 1:
            return Source.SINGLE, given[0]
        return (Source.AGREED, given[0]) if len(set(given)) == 1 else (Source.DISPUTED, frozenset())

    def is_compared(self, response: UUID) -> bool:
        """Whether both codings are known to everybody."""
        readers = self.readings.get(response, {}).values()
        return len(readers) == CodedText.READERS and all(each.is_fixed for each in readers)

    @cached_property
    def read_by(self) -> Counter[int]:
        """How many texts each person has read."""
        return Counter(coder for readers in self.readings.values() for coder in readers)

    @cached_property
    def by_pair(self) -> dict[Pair, list[UUID]]:
        """Texts that two people have read, by these two."""
        found: dict[Pair, list[UUID]] = defaultdict(list)
        for response, readers in self.readings.items():
            if len(readers) == CodedText.READERS:
                first, second = sorted(readers)
                found[first, second].append(response)
        return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))

    def compared(self, pair: Pair) -> list[UUID]:
        return [each for each in self.by_pair.get(pair, ()) if self.is_compared(each)]

    def waiting(self, pair: Pair) -> list[UUID]:
        """Texts that both have read and not compared yet."""
        return [each for each in self.by_pair.get(pair, ()) if not self.is_compared(each)]

    def agreement(self, pair: Pair) -> Agreement:
        """How far two people agreed before they saw each other's codes."""
        first, second = pair
        given = [
            (self.readings[each][first].codes, self.readings[each][second].codes)
            for each in self.compared(pair)
        ]
        return agreement_of(given, [code.pk for code in self.book])


def codings_of(survey: Survey, question: str) -> Codings:
    """Everything that was coded for one question, in three queries."""
    return all_codings(survey, question=question).get(question, Codings())


def all_codings(survey: Survey, *, question: str = "") -> dict[str, Codings]:
    """The same for all questions, in as many queries."""
    only = {"question": question} if question else {}
    books: dict[str, dict[int, TextCode]] = defaultdict(dict)
    for code in survey.text_codes.filter(**only):
        books[code.question][code.pk] = code
    living = {pk: today for book in books.values() for pk, today in lives_on(book).items()}
    read = _readings(survey, only, living)
    settled = _decisions(survey, only, living)
    return {
        key: Codings(
            book=[code for code in books[key].values() if living.get(code.pk) == code.pk],
            taken_out=[code for code in books[key].values() if living.get(code.pk) != code.pk],
            readings=read.get(key, {}),
            decisions=settled.get(key, {}),
        )
        for key in {*books, *read}
    }


def _readings(
    survey: Survey, only: dict[str, str], living: Mapping[int, int]
) -> dict[str, dict[UUID, dict[int, Reading]]]:
    coded = CodedText.objects.filter(response__version__survey=survey, **only)
    rows = coded.values_list("question", "response", "coder", "is_fixed", "codes").order_by()
    found: dict[str, dict[UUID, dict[int, Reading]]] = defaultdict(lambda: defaultdict(dict))
    for question, response, coder, is_fixed, code in rows:
        earlier = found[question][response].get(coder)
        codes = (earlier.codes if earlier else frozenset()) | _today(code, living)
        found[question][response][coder] = Reading(codes, is_fixed)
    return found


def _decisions(
    survey: Survey, only: dict[str, str], living: Mapping[int, int]
) -> dict[str, dict[UUID, Codes]]:
    settled = CodingDecision.objects.filter(response__version__survey=survey, **only)
    found: dict[str, dict[UUID, Codes]] = defaultdict(dict)
    for question, response, code in settled.values_list("question", "response", "codes").order_by():
        earlier = found[question].get(response, frozenset())
        found[question][response] = earlier | _today(code, living)
    return found


def _today(code: int | None, living: Mapping[int, int]) -> Codes:
    return frozenset({living[code]}) if code is not None and code in living else frozenset()


def names_of(people: Sequence[int]) -> dict[int, str]:
    """What coders are called, each by their key."""
    found: Any = get_user_model().objects.filter(pk__in=people)
    return {person.pk: person.display_name or person.email for person in found}
