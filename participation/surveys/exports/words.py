"""What people wrote, read from the database for some thousand responses at a time."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models.fields.json import KeyTextTransform

from participation.surveys.models import Response

# By id (as hexadecimal digits): key of the answer -> words.
Words = Mapping[str, Mapping[str, str]]


class AnswersChanged(Exception):
    """Answers were taken back or removed while the file was being written."""


def words_of(identities: Sequence[str], keys: Sequence[str]) -> dict[str, dict[str, str]]:
    """The texts under these keys, of exactly these responses.

    Asked for by the primary key, never by a place in the table, so that the last thousand cost as much as
    the first; only the texts travel, not the whole answers.
    """
    if not (identities and keys):
        return {}
    names = [f"said_{number}" for number in range(len(keys))]
    texts = {name: KeyTextTransform(key, "answers") for name, key in zip(names, keys, strict=True)}
    found = Response.objects.filter(pk__in=list(map(UUID, identities))).annotate(**texts)
    rows = found.values_list("pk", *names).iterator(chunk_size=len(identities))
    return {pk.hex: dict(zip(keys, said, strict=True)) for pk, *said in rows}


def answers_of(identities: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Everything that these people answered: for orders that depend on earlier answers."""
    if not identities:
        return {}
    found = Response.objects.filter(pk__in=list(map(UUID, identities)))
    return {pk.hex: answers for pk, answers in found.values_list("pk", "answers")}
