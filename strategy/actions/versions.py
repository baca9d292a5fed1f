"""Leading a version from draft to resolution, and opening the next one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.core.slugs import german_slug
from smartregion.core.snapshots import freeze
from strategy import guards
from strategy.actions.texts import Wording, add_text, name_element
from strategy.catalogue import GUIDELINES
from strategy.models import (
    Element,
    ElementText,
    ElementTranslation,
    Resolution,
    Strategy,
    StrategyVersion,
)
from strategy.queries import wording_of

State = StrategyVersion.State


@dataclass(frozen=True)
class Decision:
    """What the council decided about a version."""

    body: str
    decided_on: date
    paper_number: str
    result: str
    effective_from: date
    link: str = ""


@transaction.atomic
def create_strategy(
    *,
    title: str,
    period_start: int,
    period_end: int,
    by: Any,
    title_en: str = "",
    with_guidelines: bool = True,
) -> StrategyVersion:
    """Start a strategy with the draft of its first version, on request with the eight guidelines."""
    strategy = Strategy(
        title=title,
        slug=german_slug(title, length=80) or "strategie",
        period_start=period_start,
        period_end=period_end,
        translations={"en": {"title": title_en}} if title_en else {},
    )
    if Strategy.objects.filter(slug=strategy.slug).exists():
        raise ValidationError(
            {"title": _("Eine Strategie mit diesem Titel gibt es schon.")}, code="title_taken"
        )
    strategy.save()
    version = StrategyVersion.objects.create(strategy=strategy, label="1.0")
    audit.record(by=by, verb="create_strategy", subject=strategy)
    for number, guideline in enumerate(GUIDELINES if with_guidelines else (), start=1):
        add_text(
            version=version,
            kind=Element.Kind.GUIDELINE,
            slug=guideline.slug,
            number=f"L{number}",
            wording=Wording(guideline.title, guideline.summary),
            english=Wording(guideline.title_en, guideline.summary_en),
            by=by,
        )
    return version


def open_revision(*, strategy: Strategy, label: str, by: Any) -> StrategyVersion:
    """Open the draft of the next version with a copy of all texts; elements keep their identity."""
    try:
        with transaction.atomic():
            return _copy(strategy, label, by)
    except IntegrityError:
        # Somebody else was quicker; the database knows it even when two ask at once.
        if strategy.versions.filter(label=label).exists():
            raise _label_taken() from None
        raise WrongState(
            _("Es ist schon eine Fassung in Arbeit. Eine zweite kann erst danach beginnen.")
        ) from None


def _label_taken() -> ValidationError:
    return ValidationError(
        {"label": _("Eine Fassung mit dieser Bezeichnung gibt es schon.")}, code="label_taken"
    )


def _copy(strategy: Strategy, label: str, by: Any) -> StrategyVersion:
    based_on = strategy.versions.adopted().first()
    version = StrategyVersion.objects.create(strategy=strategy, label=label, based_on=based_on)
    if based_on:
        _copy_texts(based_on, version)
    audit.record(by=by, verb="open_revision", subject=version)
    return version


def _copy_texts(old: StrategyVersion, new: StrategyVersion) -> None:
    copies: dict[int, ElementText] = {}
    parents: dict[int, int | None] = {}
    for text in old.texts.all():
        parents[text.pk] = text.parent_id
        copy = ElementText(version=new, element_id=text.element_id, number=text.number)
        copy.position, copy.title, copy.summary = text.position, text.title, text.summary
        copy.body = text.body
        copies[text.pk] = copy
    ElementText.objects.bulk_create(copies.values())
    for pk, parent in parents.items():
        copies[pk].parent = copies[parent] if parent else None
    ElementText.objects.bulk_update(copies.values(), ["parent"])
    _copy_translations(old, copies)


def _copy_translations(old: StrategyVersion, copies: Mapping[int, ElementText]) -> None:
    ElementTranslation.objects.bulk_create(
        ElementTranslation(
            text=copies[old_one.text_id],
            language=old_one.language,
            title=old_one.title,
            summary=old_one.summary,
            body=old_one.body,
        )
        for old_one in ElementTranslation.objects.filter(text__version=old)
    )


# -- the way to the resolution -------------------------------------------------------------
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


def _move(
    version: StrategyVersion,
    to: State,
    by: Any,
    changes: Mapping[str, object] | None = None,
    **values: object,
) -> None:
    """Take one step, if nobody else was quicker. Runs inside the transaction of its caller."""
    old = version.state
    if not version.can_move_to(to):
        raise WrongState(_("Dieser Schritt ist aus dem jetzigen Zustand nicht möglich."))
    standing_here = StrategyVersion.objects.filter(pk=version.pk, state=old)
    if not standing_here.update(state=to, **values):
        raise WrongState(_("Der Zustand der Fassung hat sich inzwischen geändert."))
    version.refresh_from_db()
    audit.record(
        by=by,
        verb="move_version",
        subject=version,
        changes={"from": old, "to": to.value, **(changes or {})},
    )


@transaction.atomic
def start_consultation(
    *, version: StrategyVersion, starts_on: date, ends_on: date, by: Any, at: datetime
) -> None:
    """Show the draft to everybody and freeze its wording, so that people talk about the same text."""
    if ends_on < max(starts_on, version.consultation_from or starts_on):
        raise ValidationError({"ends_on": _("Das Ende liegt vor dem Beginn.")}, code="window")
    _refuse_if_incomplete(version)
    _move(
        version,
        State.CONSULTATION,
        by,
        # A second round does not move the beginning of the first.
        consultation_from=version.consultation_from or starts_on,
        consultation_until=ends_on,
    )
    _freeze_wording(version, by=by, at=at)


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
        kind="strategy_version", subject=str(version), content=wording_of(version), by=by, at=at
    )
    version.content_sha256 = version.snapshot.sha256
    version.save(update_fields=["snapshot", "content_sha256"])


@transaction.atomic
def close_consultation(*, version: StrategyVersion, by: Any, on: date, reason: str = "") -> None:
    """Go on to work in what people said; before the announced end only with a reason."""
    until = version.consultation_until
    if until and on <= until and not reason:
        raise ValidationError(
            {"reason": _("Die Beteiligung läuft noch. Nennen Sie den Grund für das frühere Ende.")},
            code="reason_missing",
        )
    _move(version, State.REWORKING, by, {"reason": reason})


@transaction.atomic
def submit_version(*, version: StrategyVersion, by: Any) -> None:
    """Hand the version to the council, when no room has anything against it."""
    guards.may_submit.refuse_against(version)
    _move(version, State.SUBMITTED, by)


@transaction.atomic
def return_version(*, version: StrategyVersion, reason: str, by: Any) -> None:
    """The council sends the version back to be worked on."""
    _move(version, State.REWORKING, by, {"reason": reason})


@transaction.atomic
def withdraw_version(*, version: StrategyVersion, reason: str, by: Any) -> None:
    _move(version, State.WITHDRAWN, by, {"reason": reason})


@transaction.atomic
def adopt_version(
    *, version: StrategyVersion, decision: Decision, by: Any, on: date, at: datetime
) -> None:
    """Put the version into force by a resolution, freeze it for ever, and supersede the one before."""
    _refuse_implausible(decision, version, on)
    values = {**decision.__dict__}
    effective_from = values.pop("effective_from")
    resolution = Resolution.objects.create(**values)
    for before in version.strategy.versions.adopted():
        _move(before, State.SUPERSEDED, by, {"successor": version.label})
    _freeze_wording(version, by=by, at=at)
    _move(version, State.ADOPTED, by, resolution=resolution, effective_from=effective_from)
    for text in version.texts.all():
        name_element(text)


def _refuse_implausible(decision: Decision, version: StrategyVersion, on: date) -> None:
    errors = {}
    if decision.result not in Resolution.ADOPTING:
        errors["result"] = _("Mit diesem Ergebnis ist die Fassung nicht beschlossen.")
    if decision.decided_on > on:
        errors["decided_on"] = _("Der Beschluss liegt in der Zukunft.")
    started = version.consultation_from
    if started and decision.decided_on < started:
        errors["decided_on"] = _("Der Beschluss liegt vor dem Beginn der Beteiligung.")
    if decision.effective_from < decision.decided_on:
        errors["effective_from"] = _("Die Fassung kann nicht vor ihrem Beschluss gelten.")
    if errors:
        raise ValidationError(errors)
