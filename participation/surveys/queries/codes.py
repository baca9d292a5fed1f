"""Access codes that are left; who used one is written nowhere."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count as CountRows

from participation.surveys.models import Survey


@dataclass(frozen=True)
class CodeBatch:
    """One hand-out of codes and how many of it nobody has used yet."""

    name: str
    created_on: date
    left: int


def code_batches(survey: Survey) -> list[CodeBatch]:
    """Batches of which codes are left; who used one, and when, is written nowhere."""
    grouped = survey.access_codes.values_list("batch", "created_on").order_by("created_on", "batch")
    return [CodeBatch(*row) for row in grouped.annotate(left=CountRows("pk"))]


def is_unused(survey: Survey, code_hash: str) -> bool:
    """Whether a code was handed out for this survey and nobody has answered with it yet."""
    return survey.access_codes.filter(code_hash=code_hash).exists()
