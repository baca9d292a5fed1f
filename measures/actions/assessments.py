"""Reporting how a measure stands; what the office does with it is in actions/reviewing.py."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions.asking import tell_when_all_in
from measures.actions.prefilling import CARRIED
from measures.actions.refusals import required
from measures.actions.running import hold_with_report
from measures.actions.steps import note
from measures.figures import figures_of, stored_checks, stored_figures
from measures.judging import Judgement
from measures.models import Assessment
from measures.queries.reporting import last_report, proposal_of, sheet_of
from smartregion.core.audit import record
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState

State = Assessment.State


@transaction.atomic
def save_assessment(
    *, assessment: Assessment, by: Any, lock_version: int, is_quiet: bool = False, **said: Any
) -> Assessment:
    """Keep a draft; a report that was handed in becomes a draft again until it is sent anew.

    What is not named stays as it was; ``figures`` is a ``Figures``, ``checks`` a list of ``StepCheck``. ``is_quiet``: a page saves by itself while somebody writes, which
    is worth an entry in the audit trail only where it begins.
    """
    held = _held(assessment)
    # One that was returned is written again under that name: its comment still stands.
    state = held.state if held.state == State.RETURNED else State.DRAFT
    _write(held, lock_version, state=state, **_values(held, said))
    if not is_quiet or held.state != state:
        record(by=by, verb="save_assessment", subject=assessment)
    assessment.refresh_from_db()
    return assessment


@transaction.atomic
def submit_assessment(
    *, assessment: Assessment, by: Any, at: datetime, lock_version: int, **said: Any
) -> Assessment:
    """Hand the report in, with a traffic light; one that is not what the facts speak for needs a reason."""
    held = _held(assessment)
    values = _values(held, said)
    values |= _decided_light(held, values, at)
    _write(
        held, lock_version, state=State.SUBMITTED, submitted_by=by, submitted_at=at, **values
    )  # fmt: skip
    assessment.refresh_from_db()
    note(assessment=assessment, state=State.SUBMITTED, by=by, at=at)
    record(by=by, verb="submit_assessment", subject=assessment)
    tell_when_all_in(cycle=assessment.cycle, at=at)
    return assessment


def _held(assessment: Assessment) -> Assessment:
    held = hold_with_report(assessment)
    if held.state == State.WAIVED:
        raise WrongState(_("Diese Meldung ist entfallen; sie wird nicht mehr gebraucht."))
    if not held.is_writable:
        raise WrongState(_("Diese Meldung ist abgenommen und wird nicht mehr geändert."))
    return held


def _write(held: Assessment, lock_version: int, **values: Any) -> None:
    rows = Assessment.objects.filter(pk=held.pk, state__in=Assessment.WRITABLE)
    write_if_unchanged(rows, lock_version=lock_version, **values)


def _values(held: Assessment, said: dict[str, Any]) -> dict[str, Any]:
    """What was said, as it is stored, with the marks of what is still as it was last time."""
    values = dict(said)
    if "figures" in values:
        values["figures"] = stored_figures(values["figures"])
    if "checks" in values:
        values["checks"] = stored_checks(values["checks"])
    return values | {"carried_over": _still_carried(held, values)}


def _still_carried(held: Assessment, values: dict[str, Any]) -> list[str]:
    """Names of fields that say what the last closed cycle said; whoever types it again marks it again."""
    changed = [name for name in CARRIED if name in values and _is_new(held, values, name)]
    last = last_report(held) if changed else None
    return [
        name
        for name in CARRIED
        if (name in held.carried_over and name not in changed)
        or (last and name in changed and values[name] and not _is_new(last, values, name))
    ]


def _is_new(said: Assessment, values: dict[str, Any], name: str) -> bool:
    """Whether these words, or what goes along with them, differ from what this report said."""
    parts = [part for part in (name, *CARRIED[name]) if part in values]
    return any(_plain(values[part]) != _plain(getattr(said, part)) for part in parts)


def _plain(text: str) -> str:
    """A browser ends lines in its own way."""
    return " ".join(text.split())


def _decided_light(held: Assessment, values: dict[str, Any], at: datetime) -> dict[str, str]:
    """The light that a person chose, beside the one that the facts speak for."""
    light = values.get("light", held.light)
    if not light:
        raise required("light", _("Bitte wählen Sie eine Ampel."))
    figures = figures_of(values.get("figures", held.figures))
    sheet = sheet_of(held, today=timezone.localdate(at))
    proposal = proposal_of(sheet, figures)
    reason = str(values.get("light_reason", held.light_reason)).strip()
    if proposal is None or proposal.light == light:
        return {"light_proposed": proposal.light if proposal else "", "light_reason": ""}
    if not reason:
        raise required("light_reason", _deviation(proposal))
    return {"light_proposed": proposal.light, "light_reason": reason}


def _deviation(proposal: Judgement) -> str:
    sentence = _(
        "Nach Ihren Angaben wäre die Ampel „%(light)s“: %(why)s Bitte sagen Sie, warum Sie anders entscheiden."
    )
    return sentence % {"light": proposal.label, "why": " ".join(proposal.reasons)}
