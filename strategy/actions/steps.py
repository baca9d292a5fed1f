"""Leading a version from draft to resolution, one step at a time."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.core.snapshots import freeze
from strategy import guards
from strategy.actions.succession import settle_elements
from strategy.models import Element, Resolution, StrategyVersion
from strategy.queries import SCHEMA_VERSION, wording_of

State = StrategyVersion.State
Result = Resolution.Result


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What a body of the county decided about a version."""

    body: str
    decided_on: date
    paper_number: str
    result: str
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Decision(Ruling):
    """A ruling that puts the version into force."""

    effective_from: date


# With these a version goes back to be worked on: for want of something, or because the body wants
# changes that now have to be written into the text before it can be adopted.
RETURNING = (Result.REFERRED_BACK, Result.ADOPTED_WITH_CHANGES)


def refuse_move(*, version: StrategyVersion, to: str, by: Any) -> NoReturn:
    """Answer a step that the state does not allow; the attempt is noted."""
    changes = {"from": version.state, "to": to}
    audit.record(by=by, verb="refuse_move", subject=version, changes=changes)
    raise WrongState(
        _(
            "Die Fassung %(label)s ist „%(old)s“. Der Schritt zu „%(new)s“ ist von hier nicht möglich."
        )
        % {
            "label": version.label,
            "old": version.get_state_display(),
            "new": State(to).label,
        }
    )


# -- the steps -------------------------------------------------------------------------------
@transaction.atomic
def start_consultation(
    *, version: StrategyVersion, starts_on: date, ends_on: date, by: Any, at: datetime
) -> None:
    """Show the draft to everybody and freeze its wording, so that people talk about the same text.

    Both days belong to the window, so a consultation of one day begins and ends on the same date.
    The window may lie in the past: counties record strategies that came about before this product.
    A second round does not move the beginning of the first.
    """
    _hold(version, State.CONSULTATION)
    _refuse_window(version, starts_on, ends_on)
    _refuse_if_incomplete(version)
    _freeze_wording(version, by=by, at=at)
    window = {"window_from": starts_on.isoformat(), "window_until": ends_on.isoformat()}
    beginning = version.consultation_from or starts_on
    dates = {"consultation_from": beginning, "consultation_until": ends_on}
    _move(version, State.CONSULTATION, by, window, **dates)


def _refuse_window(version: StrategyVersion, starts_on: date, ends_on: date) -> None:
    if ends_on < max(starts_on, version.consultation_from or starts_on):
        raise ValidationError({"ends_on": _("Das Ende liegt vor dem Beginn.")}, code="window")


@transaction.atomic
def close_consultation(*, version: StrategyVersion, by: Any, on: date, reason: str = "") -> None:
    """Go on to work in what people said; before the announced end only with a reason."""
    until = version.consultation_until
    if until and on <= until and not reason.strip():
        raise ValidationError(
            {"reason": _("Die Beteiligung läuft noch. Nennen Sie den Grund für das frühere Ende.")},
            code="reason_missing",
        )
    _move(version, State.REWORKING, by, {"reason": reason})


@transaction.atomic
def submit_version(*, version: StrategyVersion, by: Any, at: datetime) -> None:
    """Hand the version to the council, when no room has anything against it."""
    _hold(version, State.SUBMITTED)
    _refuse_if_incomplete(version)
    guards.may_submit.refuse_against(version)
    _freeze_wording(version, by=by, at=at)
    _move(version, State.SUBMITTED, by)


@transaction.atomic
def return_version(
    *, version: StrategyVersion, reason: str, by: Any, on: date, ruling: Ruling | None = None
) -> None:
    """Take the version back from the council to be worked on.

    A body that refers it back, or wants changes, does so by a resolution of its own; it stays with
    the version beside the one that adopts it later. Without a ruling the office itself recalls it.
    """
    _refuse_without(reason)
    changes = {"reason": reason}
    if ruling:
        changes["decision"] = _refer_back(version, ruling, on)
    _move(version, State.REWORKING, by, changes)


def _refer_back(version: StrategyVersion, ruling: Ruling, on: date) -> str:
    errors = _implausible_date(ruling, version, on)
    if ruling.result not in RETURNING:
        errors["result"] = _("Mit diesem Ergebnis kommt die Fassung nicht zurück.")
    if errors:
        raise ValidationError(errors)
    resolution = Resolution.objects.create(**asdict(ruling))
    version.referrals.add(resolution)
    return _in_words(resolution)


@transaction.atomic
def withdraw_version(*, version: StrategyVersion, reason: str, by: Any) -> None:
    """Give a draft up for good, with a reason."""
    _refuse_without(reason)
    _move(version, State.WITHDRAWN, by, {"reason": reason})


@transaction.atomic
def adopt_version(
    *, version: StrategyVersion, decision: Decision, by: Any, on: date, at: datetime
) -> None:
    """Put the version into force by a resolution, freeze it for ever, and supersede the one before.

    Everything is written before the step itself: after it the database lets nothing change.
    """
    _hold(version, State.ADOPTED)
    _refuse_implausible(decision, version, on)
    values = asdict(decision)
    effective_from = values.pop("effective_from")
    resolution = Resolution.objects.create(**values)
    for before in version.strategy.versions.adopted():
        _move(before, State.SUPERSEDED, by, {"successor": version.label})
    _freeze_wording(version, by=by, at=at)
    dated = {"resolution": resolution, "effective_from": effective_from}
    _move(version, State.ADOPTED, by, {"decision": _in_words(resolution)}, **dated)
    settle_elements(version)


def _refuse_implausible(decision: Decision, version: StrategyVersion, on: date) -> None:
    errors = _implausible_date(decision, version, on)
    if decision.result not in Resolution.ADOPTING:
        errors["result"] = _("Mit diesem Ergebnis ist die Fassung nicht beschlossen.")
    if decision.effective_from < decision.decided_on:
        errors["effective_from"] = _("Die Fassung kann nicht vor ihrem Beschluss gelten.")
    if errors:
        raise ValidationError(errors)


# -- what the steps share ----------------------------------------------------------------------
def _hold(version: StrategyVersion, to: State) -> None:
    """Keep everybody else from writing and leading on until the transaction ends."""
    now = StrategyVersion.objects.select_for_update().values_list("state", flat=True)
    if now.get(pk=version.pk) != version.state:
        raise _overtaken()
    _refuse_unless_reachable(version, to)


def _move(
    version: StrategyVersion,
    to: State,
    by: Any,
    changes: Mapping[str, object] | None = None,
    **values: object,
) -> None:
    """Take one step, if nobody else was quicker. Runs inside the transaction of its caller."""
    old = version.state
    _refuse_unless_reachable(version, to)
    standing_here = StrategyVersion.objects.filter(pk=version.pk, state=old)
    if not standing_here.update(state=to, **values):
        raise _overtaken()
    version.refresh_from_db()
    changes = {"from": old, "to": to.value, **(changes or {})}
    audit.record(by=by, verb="move_version", subject=version, changes=changes)


def _refuse_unless_reachable(version: StrategyVersion, to: State) -> None:
    if not version.can_move_to(to):
        raise WrongState(_("Dieser Schritt ist aus dem jetzigen Zustand nicht möglich."))


def _overtaken() -> WrongState:
    return WrongState(_("Der Zustand der Fassung hat sich inzwischen geändert."))


def _refuse_if_incomplete(version: StrategyVersion) -> None:
    there = set(version.texts.values_list("element__kind", flat=True))
    needed = (Element.Kind.VISION, Element.Kind.GUIDELINE, Element.Kind.FIELD)
    missing = [str(kind.label) for kind in needed if kind not in there]
    if missing:
        raise ValidationError(
            _("Es fehlt noch: %(missing)s.") % {"missing": ", ".join(missing)}, code="incomplete"
        )


def _freeze_wording(version: StrategyVersion, *, by: Any, at: datetime) -> None:
    version.snapshot = freeze(
        kind="strategy_version",
        subject=str(version),
        content=wording_of(version),
        by=by,
        at=at,
        schema_version=SCHEMA_VERSION,
    )
    version.content_sha256 = version.snapshot.sha256
    version.save(update_fields=["snapshot", "content_sha256"])


def _refuse_without(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Nennen Sie den Grund.")}, code="reason_missing")


def _implausible_date(ruling: Ruling, version: StrategyVersion, on: date) -> dict[str, str]:
    if ruling.decided_on > on:
        return {"decided_on": _("Der Beschluss liegt in der Zukunft.")}
    started = version.consultation_from
    if started and ruling.decided_on < started:
        return {"decided_on": _("Der Beschluss liegt vor dem Beginn der Beteiligung.")}
    return {}


def _in_words(resolution: Resolution) -> str:
    return f"{resolution}, {resolution.get_result_display()}"
