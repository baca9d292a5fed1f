"""All texts that answer one question, in the order in which they are read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from participation.surveys.coding.folding import Search, folded
from participation.surveys.coding.text_ids import text_ids
from participation.surveys.models import Response, Survey
from participation.surveys.queries.table import data_state
from participation.surveys.queries.texts import said_to
from smartregion.core.shelf import Shelf


@dataclass(frozen=True, order=True)
class Text:
    """What one person wrote. Shown to people under its ``number``, which leads nowhere."""

    number: UUID
    response: UUID
    said: str

    @cached_property
    def folded(self) -> tuple[str, str]:
        """For searching; made when the first search comes."""
        return folded(self.said)


@dataclass(frozen=True)
class Corpus:
    """The texts of one question, by their numbers: a random order that stays the same."""

    texts: tuple[Text, ...]

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def _by_number(self) -> dict[UUID, Text]:
        return {text.number: text for text in self.texts}

    def get(self, number: UUID | None) -> Text | None:
        return self._by_number.get(number) if number else None

    def searched(self, words: str) -> Sequence[Text]:
        """Texts in which all these words stand."""
        search = Search(words)
        return [text for text in self.texts if search.finds(text.folded)] if search else self.texts


def corpus_of(survey: Survey, question: str) -> Corpus:
    """Everything that was written; read again when a response came or went."""
    state = str(data_state(survey))
    return _CORPORA.get((survey.pk, question, state), partial(_read, survey, question))


# Nobody who reads one text after the other waits for all of them each time; soon forgotten.
_CORPORA: Shelf[Corpus] = Shelf(size=4, seconds=300)


def _read(survey: Survey, question: str) -> Corpus:
    responses = Response.objects.filter(version__survey=survey).readable()
    rows: Iterable[Any] = said_to(responses, question).values_list("pk", "said")
    found = [row for row in rows if row[1]]
    numbers = text_ids(survey.pk, question, [row[0] for row in found])
    texts = (
        Text(number, response, said)
        for number, (response, said) in zip(numbers, found, strict=True)
    )
    return Corpus(tuple(sorted(texts)))


def next_after(texts: Sequence[Text], number: UUID | None) -> Text | None:
    """The text behind a number; from the last one on to the first."""
    later = (text for text in texts if number is None or text.number > number)
    return next(later, texts[0] if texts else None)


def last_before(texts: Sequence[Text], number: UUID) -> Text | None:
    """The text in front of a number; none before the first."""
    return next((text for text in reversed(texts) if text.number < number), None)
