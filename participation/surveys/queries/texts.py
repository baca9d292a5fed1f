"""What people wrote in their own words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload
from uuid import UUID

import numpy as np
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from participation.surveys.blocks.table import ResponseTable
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.kinds import kind_of, other_key
from participation.surveys.models import Response, ResponseQuerySet, Survey, SurveyVersion
from participation.surveys.queries.filters import Filter, mask_of
from participation.surveys.queries.table import response_table
from participation.surveys.texts import say

# What stands behind the code of a question in the key of "Anderes, nämlich", and in its column.
OTHER, WORDS = ".other", "-text"
AT_ONCE = 500


def asked_texts(survey: Survey, *, language: str) -> dict[str, str]:
    """The questions of all versions that are answered in own words: code → wording."""
    return texts_asked_in(survey.versions.order_by("number"), language=language)


def texts_asked_in(versions: Iterable[SurveyVersion], *, language: str) -> dict[str, str]:
    """The same for these versions, the oldest first: the newest wording counts."""
    found = {}
    for version in versions:
        for question in questionnaire_of(version).questions:
            if question.is_text:
                found[question.code] = say(question.text, language)
            elif other_key(question) in kind_of(question).keys(question):
                found[other_key(question)] = say(question.text, language)
    return found


class FreeTexts(Sequence[str]):
    """Texts of known responses, read from the database as far as they are looked at."""

    def __init__(self, code: str, ids: Any) -> None:
        self._code, self._ids = code, ids

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return self._read(self._ids[place])
        return self._read(self._ids[place : place + 1 or None])[0]

    def __iter__(self) -> Iterator[str]:
        for first in range(0, len(self), AT_ONCE):
            yield from self[first : first + AT_ONCE]

    def _read(self, ids: Any) -> list[str]:
        # Trailing zeros of an id are cut off when it is taken out of its array.
        pks = [UUID(bytes=bytes(each).ljust(16, b"\0")) for each in ids]
        found = said_to(Response.objects.filter(pk__in=pks), self._code)
        said = dict(found.values_list("pk", "said"))
        return [said[pk] for pk in pks if pk in said]


def free_texts(
    survey: Survey, code: str, chosen: Filter | None = None, *, table: ResponseTable | None = None
) -> FreeTexts:
    """What people wrote to a question (or, ``code.other``, beside it), of those that the filter leaves."""
    table = response_table(survey) if table is None else table
    name = code.removesuffix(OTHER) + WORDS if code.endswith(OTHER) else code
    if not table.has(name):
        return FreeTexts(code, [])
    places = np.flatnonzero(mask_of(table, chosen or Filter()) & table.column(name).answered)
    newest_first = np.argsort(-table.day.values[places], kind="stable")
    return FreeTexts(code, table.ids[places[newest_first]])


def said_to(responses: ResponseQuerySet, code: str) -> Any:
    """Responses that answer a question, with the answer as text in ``said``."""
    # The demo's SQLite takes the very word "null" for an empty answer; PostgreSQL knows better.
    return (
        responses.annotate(said_json=KeyTransform(code, "answers"))
        .exclude(said_json=None)
        .exclude(said_json__isnull=True)
        .annotate(said=KeyTextTransform(code, "answers"))
    )
