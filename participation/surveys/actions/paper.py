"""Paper forms: typed in, typed in again, compared, and taken over all at once.

No response leads back to a sheet: a whole pile becomes responses in one transaction, in random order
and with random ids, all with the day on which the pile came in, and the sheets are emptied.
"""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables

from participation.surveys.actions.responding import FilledIn, add_responses
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.models import PaperBatch, PaperSheet, Response, Survey, SurveyVersion
from participation.surveys.paper.entry import Keys, differences, number_compared, read_entry
from participation.surveys.paper.form import last_paper_day, takes_paper
from smartregion.core import audit
from smartregion.core.errors import WrongState

State = PaperSheet.State


@transaction.atomic
def open_batch(
    *,
    version: SurveyVersion,
    title: str,
    received_on: date,
    is_double: bool,
    by: Any,
    on: date,
) -> PaperBatch:
    """Begin a pile of paper forms that were printed from this version."""
    _expect_paper(version.survey, on)
    if received_on > on:
        raise ValidationError(
            {"received_on": ValidationError(_("Dieser Tag liegt in der Zukunft."), code="future")}
        )
    last = version.paper_batches.aggregate(last=Max("number"))["last"] or 0
    batch = PaperBatch.objects.create(
        version=version,
        number=last + 1,
        title=title,
        received_on=received_on,
        is_double=is_double,
        created_by=by,
    )
    _note(by, "open_batch", batch)
    return batch


@sensitive_variables("keys")
@transaction.atomic
def type_in_sheet(
    *, batch: PaperBatch, number: int, language: str, keys: Keys, by: Any, on: date
) -> PaperSheet:
    """Keep what stands on a sheet; where a pile is typed twice, it waits for the second person."""
    _expect_paper(batch.version.survey, on)
    _expect_readable(batch, keys)
    try:
        with transaction.atomic():
            sheet = PaperSheet.objects.create(
                batch=batch,
                number=number,
                language=language,
                first=dict(keys),
                first_by=by,
                state=State.ONCE if batch.is_double else State.READY,
            )
    except IntegrityError as error:
        text = _("Bogen %d gibt es in diesem Stapel schon.") % number
        raise ValidationError({"number": ValidationError(text, code="twice")}) from error
    _note(by, "type_in_sheet", batch, number=number)
    return sheet


@sensitive_variables("keys")
@transaction.atomic
def type_in_again(*, sheet: PaperSheet, keys: Keys, language: str, by: Any, on: date) -> PaperSheet:
    """The second entry, by somebody else; the sheet is ready when both say the same."""
    batch = sheet.batch
    _expect_paper(batch.version.survey, on)
    expect_other_person(sheet, by)
    _expect_readable(batch, keys)
    questionnaire, first = questionnaire_of(batch.version), sheet.first or {}
    found = len(differences(questionnaire, first, keys))
    sheet.second, sheet.second_by, sheet.differing = dict(keys), by, found
    sheet.compared = number_compared(questionnaire, first, keys)
    sheet.state = State.DIFFERENT if found else State.READY
    # The language is no answer: the second look at the sheet decides.
    sheet.language = language
    _claim(sheet, State.ONCE)
    _note(by, "type_in_again", batch, number=sheet.number)
    return sheet


def expect_other_person(sheet: PaperSheet, person: Any) -> None:
    """Who reads twice what they wrote reads the same mistake twice."""
    if sheet.first_by_id == person.pk:
        raise WrongState(
            _("Sie haben diesen Bogen schon erfasst. Die zweite Eingabe macht eine andere Person.")
        )


@sensitive_variables("keys")
@transaction.atomic
def correct_sheet(
    *, sheet: PaperSheet, number: int, keys: Keys, language: str, by: Any, on: date
) -> None:
    """Change what was typed, before anybody has compared it or taken it over."""
    _expect_paper(sheet.batch.version.survey, on)
    expect_correctable(sheet, by)
    _expect_readable(sheet.batch, keys)
    others = sheet.batch.sheets.exclude(pk=sheet.pk)
    if others.filter(number=number).exists():
        text = _("Bogen %d gibt es in diesem Stapel schon.") % number
        raise ValidationError({"number": ValidationError(text, code="twice")})
    sheet.first, sheet.number, sheet.language = dict(keys), number, language
    _claim(sheet, State(sheet.state))
    _note(by, "correct_sheet", sheet.batch, number=sheet.number)


def expect_correctable(sheet: PaperSheet, person: Any) -> None:
    """One's own first entry; of a pile that is typed once, any sheet that is not taken over."""
    is_mine = sheet.state == State.ONCE and sheet.first_by_id == person.pk
    is_single = sheet.state == State.READY and not sheet.batch.is_double
    if not (is_mine or is_single):
        raise WrongState(
            _("Diesen Bogen können Sie nicht ändern. Löschen Sie ihn und erfassen Sie ihn neu.")
        )


@sensitive_variables("chosen", "keys")
@transaction.atomic
def settle_differences(*, sheet: PaperSheet, chosen: Mapping[str, str], by: Any) -> None:
    """Decide field by field what the sheet really says; then it is ready."""
    keys = {**(sheet.first or {}), **chosen}
    _expect_readable(sheet.batch, keys)
    sheet.first, sheet.second, sheet.state = keys, None, State.READY
    _claim(sheet, State.DIFFERENT)
    _note(by, "settle_differences", sheet.batch, number=sheet.number)


@transaction.atomic
def delete_sheet(*, sheet: PaperSheet, by: Any) -> None:
    """Throw away what was typed; the paper can be typed in again."""
    unstored = PaperSheet.objects.filter(pk=sheet.pk).exclude(state=State.STORED)
    deleted, _kinds = unstored.delete()
    if not deleted:
        raise WrongState(_("Dieser Bogen ist schon übernommen."))
    _note(by, "delete_sheet", sheet.batch, number=sheet.number)


@transaction.atomic
def take_over_batch(*, batch: PaperBatch, by: Any, on: date) -> int:
    """Turn all sheets that are ready into responses, and empty them."""
    batch = PaperBatch.objects.select_for_update().get(pk=batch.pk)
    _expect_paper(batch.version.survey, on)
    ready = list(batch.sheets.filter(state=State.READY))
    if not ready:
        raise WrongState(_("In diesem Stapel ist kein Bogen bereit zur Übernahme."))
    secrets.SystemRandom().shuffle(ready)
    questionnaire = questionnaire_of(batch.version)
    taken = add_responses(
        version=batch.version,
        filled_in=[
            FilledIn(
                answers=read_entry(questionnaire, sheet.first or {}).answers,
                language=sheet.language,
                submitted_on=batch.received_on,
            )
            for sheet in ready
        ],
        origin=Response.Origin.PAPER,
        by=by,
    )
    # Not even who typed it, or in which language it was, may tell a sheet from its neighbours.
    emptied = {"first": None, "second": None, "first_by": None, "second_by": None, "language": ""}
    sheets = batch.sheets.filter(pk__in=[sheet.pk for sheet in ready], state=State.READY)
    if sheets.update(state=State.STORED, **emptied) != taken:
        raise WrongState(
            _("Ein Bogen wurde inzwischen geändert. Bitte versuchen Sie es noch einmal.")
        )
    _note(by, "take_over_batch", batch, count=taken)
    return taken


@transaction.atomic
def delete_batch(*, batch: PaperBatch, by: Any) -> None:
    """Throw away a pile that was opened by mistake; one that was taken over stays."""
    if batch.sheets.filter(state=State.STORED).exists():
        raise WrongState(_("Aus diesem Stapel wurden schon Bögen übernommen."))
    survey, name = batch.version.survey, str(batch)
    batch.delete()
    audit.record(by=by, verb="delete_batch", subject=survey, changes={"batch": name})


# -- what all of them ask --------------------------------------------------------------------------
def _expect_paper(survey: Survey, on: date) -> None:
    if not takes_paper(survey, on):
        text = _("Papierbögen dieser Umfrage konnten bis zum %s erfasst werden.")
        raise WrongState(text % f"{last_paper_day(survey):%d.%m.%Y}")


@sensitive_variables("keys")
def _expect_readable(batch: PaperBatch, keys: Keys) -> None:
    entry = read_entry(questionnaire_of(batch.version), keys)
    if entry.faults:
        number = len(entry.faults)
        text = ngettext(
            "%d Angabe ist so nicht möglich.", "%d Angaben sind so nicht möglich.", number
        )
        raise ValidationError(text % number, code="unreadable")


def _claim(sheet: PaperSheet, state: str) -> None:
    """Write the sheet only if it still is what was read."""
    names = (
        "number", "language", "first", "second", "second_by", "state", "compared", "differing",
    )  # fmt: skip
    same = PaperSheet.objects.filter(pk=sheet.pk, state=state)
    if not same.update(**{name: getattr(sheet, name) for name in names}):
        raise WrongState(_("Dieser Bogen wurde inzwischen von jemand anderem geändert."))


def _note(by: Any, verb: str, batch: PaperBatch, **changes: object) -> None:
    """Which sheet, how many: never what stands on them."""
    audit.record(by=by, verb=verb, subject=batch, changes=changes)
