"""Codes and tickets that are left; who used one is written nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count as CountRows

from participation.surveys.codes import access_hash, ticket_hash
from participation.surveys.models import Survey
from smartregion.accounts.models import User


@dataclass(frozen=True)
class CodeBatch:
    """One hand-out of codes and how many of it nobody has used yet."""

    name: str
    created_on: date
    left: int


@dataclass(frozen=True)
class StillOpen:
    """Which codes of a list nobody has used, and why the others get no letter."""

    codes: frozenset[str]
    # Used, taken back or of another survey: nothing tells these apart.
    gone: int
    refused: int


def code_batches(survey: Survey) -> list[CodeBatch]:
    """Batches of which codes are left; who used one, and when, is written nowhere."""
    handed_out = survey.access_codes.exclude(batch="")
    grouped = handed_out.values_list("batch", "created_on").order_by("created_on", "batch")
    return [CodeBatch(*row) for row in grouped.annotate(left=CountRows("pk"))]


def is_unused(survey: Survey, code_hash: str) -> bool:
    """Whether a code was handed out for this survey and nobody has answered with it yet."""
    return survey.access_codes.filter(code_hash=code_hash).exists()


def has_had_ticket(survey: Survey, person: User) -> bool:
    """Whether this account was given the right to answer; asked of the database, not of a copy."""
    return Survey.objects.filter(pk=survey.pk, tickets_until__gte=person.joined_at).exists()


def has_answered(survey: Survey, person: User) -> bool:
    """Whether the account has used its right: whoever has had a ticket and has none now."""
    ticket = ticket_hash(survey=survey.pk, account=person.pk)
    return has_had_ticket(survey, person) and not is_unused(survey, ticket)


def tickets_left(survey: Survey) -> int:
    """How many accounts have not answered yet."""
    return survey.access_codes.filter(batch="").count()


def still_open(survey: Survey, codes: Iterable[str]) -> StillOpen:
    """Sort a list of codes by whether a reminder may go out for them. Nothing of it is kept."""
    left = dict(survey.access_codes.values_list("code_hash", "wants_no_reminder"))
    refusal = {code: left.get(access_hash(code)) for code in codes}
    return StillOpen(
        codes=frozenset(code for code, refuses in refusal.items() if refuses is False),
        gone=sum(refuses is None for refuses in refusal.values()),
        refused=sum(refuses is True for refuses in refusal.values()),
    )
