"""Answers that were put aside, for whoever has their code; and whether they were sent already."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.core.signing import BadSignature
from django.views.decorators.debug import sensitive_variables

from participation.surveys.answering import Answering
from participation.surveys.codes import saved_hash
from participation.surveys.models import Response, SavedAnswers, SurveyVersion
from participation.surveys.sealing import SealBroken, unseal


@dataclass(frozen=True)
class Saved:
    """Where a person stopped, with all that was typed, and until when it is there."""

    version: SurveyVersion
    state: Answering
    until: date


@sensitive_variables()
def saved_answers(code: str, *, on: date) -> Saved | None:
    """What lies under a code; None for one that never was, was deleted or has expired."""
    there = SavedAnswers.objects.filter(pk=saved_hash(code), expires_on__gte=on)
    found = there.select_related("version__survey").first()
    if found is None:
        return None
    try:
        state = Answering.unpack(unseal(code, bytes(found.sealed)))
    except (SealBroken, BadSignature):
        return None
    return Saved(found.version, state, found.expires_on)


def is_sent(nonce: uuid.UUID) -> bool:
    """Whether the answers with this one-time number are stored as a response."""
    return Response.objects.filter(pk=nonce).exists()
