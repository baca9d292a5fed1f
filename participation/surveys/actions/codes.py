"""Handing out access codes, and taking them back."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.surveys.codes import access_hash, new_access_code
from participation.surveys.models import AccessCode, Survey
from participation.surveys.queries import StillOpen
from smartregion.core import audit
from smartregion.core.errors import WrongState

MOST_AT_ONCE = 50_000
BATCH_EXISTS = gettext_lazy(
    "Diese Ausgabe gibt es schon. Wählen Sie einen anderen Namen oder nehmen Sie die Codes der ersten zurück."
)


@transaction.atomic
def hand_out_codes(
    *, survey: Survey, batch: str, number: int, by: Any, on: date, is_whole: bool = False
) -> list[str]:
    """Make codes and return them in the clear, this once; nobody can ask for them again.

    ``is_whole`` says that this is all of the batch: a click too many gives nobody a second code.
    """
    if is_whole:
        survey = Survey.objects.select_for_update().get(pk=survey.pk)
        if survey.access_codes.filter(batch=batch).exists():
            raise WrongState(str(BATCH_EXISTS))
    if not 1 <= number <= MOST_AT_ONCE:
        raise ValidationError(
            {"number": _("Auf einmal sind 1 bis %d Codes möglich.") % MOST_AT_ONCE}, code="number"
        )
    codes = [new_access_code() for _each in range(number)]
    # Sorted by hash, the rows say nothing about the order of the list that is printed.
    hashes = sorted(access_hash(code) for code in codes)
    AccessCode.objects.bulk_create(
        (AccessCode(survey=survey, batch=batch, created_on=on, code_hash=each) for each in hashes),
        batch_size=1000,
    )
    changes = {"batch": batch, "number": number}
    audit.record(by=by, verb="hand_out_codes", subject=survey, changes=changes)
    return codes


@transaction.atomic
def revoke_codes(*, survey: Survey, batch: str, by: Any) -> int:
    """Take back the unused codes of a batch; those already used have done their work.

    Tickets of accounts have no batch and are nobody's to take.
    """
    number, _kinds = survey.access_codes.filter(batch=batch).exclude(batch="").delete()
    changes = {"batch": batch, "number": number}
    audit.record(by=by, verb="revoke_codes", subject=survey, changes=changes)
    return number


def note_reminder_check(*, survey: Survey, lines: int, by: Any) -> None:
    """Put on record that somebody saw who of a list has answered: how long it was, never who."""
    audit.record(by=by, verb="check_reminders", subject=survey, changes={"rows": lines})


def note_reminders(*, survey: Survey, found: StillOpen, by: Any) -> None:
    """Put on record that somebody printed reminders: how many, never to whom."""
    numbers = {"printed": len(found.codes), "gone": found.gone, "refused": found.refused}
    audit.record(by=by, verb="note_reminders", subject=survey, changes=numbers)


def stop_reminders(*, survey: Survey, code: str) -> bool:
    """Send no reminder to whoever has this code; it stays good. Tells whether it is unused.

    There is no entry in the audit trail: when a person did this is nobody's business.
    """
    unused = survey.access_codes.filter(code_hash=access_hash(code))
    return bool(unused.update(wants_no_reminder=True))
