"""Rounds of prioritisation: prepared, opened to the raters, frozen by a decision."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from measures.actions.refusals import refused
from measures.default_criteria import DEFAULT, CriterionRow
from measures.models import Ballot, Criterion, Measure, Prioritisation, Score
from measures.models.scoring import ALL_POINTS, FEWEST_RATERS
from measures.queries.rankings import round_content
from smartregion.core.audit import record
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState
from smartregion.core.models import Snapshot
from smartregion.core.slugs import free_slug
from smartregion.core.snapshots import freeze
from smartregion.notices.actions import News, recipient_of, tell
from strategy.actions import Ruling
from strategy.models import Resolution, Strategy

State = Prioritisation.State


@transaction.atomic
def create_prioritisation(
    *,
    strategy: Strategy,
    title: str,
    by: Any,
    at: datetime,
    criteria_of: Prioritisation | None = None,
    **values: Any,
) -> Prioritisation:
    """A round in preparation, with the criteria of an earlier one or those the product proposes."""
    # "neu" is the address of the form that begins a round.
    taken = ["neu", *Prioritisation.objects.values_list("slug", flat=True)]
    slug = free_slug(title, taken=taken, otherwise="runde", length=50)
    prioritisation = Prioritisation.objects.create(
        strategy=strategy, title=title, slug=slug, created_at=at, **values
    )
    _write_criteria(prioritisation, rows_of(criteria_of) if criteria_of else DEFAULT)
    record(by=by, verb="create_prioritisation", subject=prioritisation)
    return prioritisation


def rows_of(prioritisation: Prioritisation) -> list[CriterionRow]:
    """The criteria of a round, to begin another one with."""
    names = list(CriterionRow.__dataclass_fields__)
    return [CriterionRow(**row) for row in prioritisation.criteria.values(*names)]


@transaction.atomic
def change_prioritisation(
    *, prioritisation: Prioritisation, by: Any, lock_version: int, **values: Any
) -> None:
    """Title, and what is shown to whom: the only things that change after a round is frozen."""
    write_if_unchanged(_row(prioritisation), lock_version=lock_version, **values)
    record(by=by, verb="change_prioritisation", subject=prioritisation, changes=values)


@transaction.atomic
def set_criteria(
    *, prioritisation: Prioritisation, rows: Sequence[CriterionRow], lock_version: int, by: Any
) -> None:
    """Make these the criteria of a round that is being prepared; their weights add up to 100."""
    _refuse_unless_prepared(prioritisation)
    _check_criteria(rows)
    write_if_unchanged(_row(prioritisation), lock_version=lock_version)
    prioritisation.criteria.all().delete()
    _write_criteria(prioritisation, rows)
    changes = {"criteria": {row.name: row.weight for row in rows}}
    record(by=by, verb="set_criteria", subject=prioritisation, changes=changes)


@transaction.atomic
def set_rated_measures(
    *,
    prioritisation: Prioritisation,
    measures: Collection[Measure],
    lock_version: int,
    by: Any,
) -> None:
    """Make these the measures that are rated: proposals of the same strategy that are not decided upon."""
    _refuse_unless_prepared(prioritisation)
    write_if_unchanged(_row(prioritisation), lock_version=lock_version)
    for measure in measures:
        _check_rateable(measure, prioritisation)
    prioritisation.measures.set(measures)
    changes = {"measures": sorted(measure.number for measure in measures)}
    record(by=by, verb="set_rated_measures", subject=prioritisation, changes=changes)


@transaction.atomic
def set_raters(
    *, prioritisation: Prioritisation, raters: Collection[Any], by: Any, at: datetime
) -> None:
    """Make these the people who are asked; who has handed in stays, and others may join while a round is open."""
    locked = _locked(prioritisation)
    if locked.is_frozen:
        raise WrongState(_("Diese Runde ist abgeschlossen."))
    _refuse_latecomers(locked, raters)
    leaving = locked.ballots.exclude(rater__in=raters)
    if leaving.handed_in().exists():
        raise ValidationError(
            _("Wer den Bogen abgegeben hat, bleibt in der Runde."), code="rater_handed_in"
        )
    unsent = Score.objects.filter(criterion__prioritisation=locked)
    unsent.filter(rater__in=leaving.values("rater")).delete()
    leaving.delete()
    for rater in raters:
        Ballot.objects.get_or_create(prioritisation=locked, rater=rater)
    if locked.is_open:
        _ask(locked, at)
    record(by=by, verb="set_raters", subject=locked, changes={"raters": len(raters)})


def _refuse_latecomers(locked: Prioritisation, raters: Collection[Any]) -> None:
    """Beside a result that was seen already, the marks of one more person could be read off."""
    asked = set(locked.ballots.values_list("rater", flat=True))
    is_joined = any(rater.pk not in asked for rater in raters)
    if is_joined and locked.ballots.are_complete():
        raise ValidationError(
            _(
                "Alle haben ihren Bogen abgegeben. Käme jetzt noch jemand dazu, ließen sich die Noten dieser Person am Ergebnis ablesen."
            ),
            code="all_handed_in",
        )


@transaction.atomic
def open_prioritisation(*, prioritisation: Prioritisation, by: Any, at: datetime) -> None:
    """Let the raters begin, and tell them; from now on criteria and measures stay as they are."""
    locked = _locked(prioritisation)
    _refuse_unless_prepared(locked)
    _check_criteria(rows_of(locked))
    if not locked.measures.exists():
        raise ValidationError(_("Wählen Sie zuerst die Maßnahmen aus."), code="no_measures")
    if locked.ballots.count() < FEWEST_RATERS:
        raise ValidationError(
            _("Es braucht mindestens zwei Personen, die bewerten."), code="too_few_raters"
        )
    _move(locked, State.OPEN)
    _ask(locked, at)
    record(by=by, verb="open_prioritisation", subject=locked)


@transaction.atomic
def freeze_prioritisation(
    *,
    prioritisation: Prioritisation,
    by: Any,
    at: datetime,
    resolution: Resolution | None = None,
    ruling: Ruling | None = None,
) -> Snapshot:
    """A decision refers to the round: its figures are frozen, and nobody rates any more.

    The decision is known already (``resolution``) or written down now (``ruling``). Ballots that were not handed
    in do not count.
    """
    locked = _locked(prioritisation)
    if not locked.is_open:
        raise WrongState(_("Nur eine offene Runde kann abgeschlossen werden."))
    if locked.ballots.handed_in().count() < FEWEST_RATERS:
        raise ValidationError(
            _("Es haben noch keine zwei Personen ihren Bogen abgegeben."), code="too_few_raters"
        )
    locked.resolution = _decision(resolution, ruling, timezone.localdate(at))
    snapshot = _freeze(locked, by, at)
    _move(locked, State.FROZEN, snapshot=snapshot, resolution=locked.resolution, frozen_at=at)
    record(by=by, verb="freeze_prioritisation", subject=locked, changes={"sha256": snapshot.sha256})
    return snapshot


def _decision(resolution: Resolution | None, ruling: Ruling | None, on: date) -> Resolution:
    """The decision as it stands in the books; one that is told now is written there."""
    future = _("Dieser Beschluss liegt in der Zukunft.")
    if ruling:
        if ruling.decided_on > on:
            raise refused("decided_on", future)
        return Resolution.objects.create(**asdict(ruling))
    if resolution is None:
        raise refused("resolution", _("Bitte nennen Sie den Beschluss."))
    if resolution.decided_on > on:
        raise refused("resolution", future)
    return resolution


def _freeze(prioritisation: Prioritisation, by: Any, at: datetime) -> Snapshot:
    # The labels of a snapshot are German, whichever language the person who freezes it reads.
    with override(settings.LANGUAGE_CODE):
        content = round_content(prioritisation)
        return freeze(
            kind="prioritisation", subject=str(prioritisation), content=content, by=by, at=at
        )


def _row(prioritisation: Prioritisation) -> Any:
    return Prioritisation.objects.filter(pk=prioritisation.pk)


def _locked(prioritisation: Prioritisation) -> Prioritisation:
    """The round as it stands now; whoever else wants to change it waits."""
    return Prioritisation.objects.select_for_update().get(pk=prioritisation.pk)


def _move(prioritisation: Prioritisation, to: State, **values: Any) -> None:
    moved = _row(prioritisation).filter(state=prioritisation.state).update(state=to, **values)
    if not moved:
        raise WrongState(_("Diese Runde wurde inzwischen von jemand anderem weitergeführt."))


def _refuse_unless_prepared(prioritisation: Prioritisation) -> None:
    if not _row(prioritisation).filter(state=State.PREPARED).exists():
        raise WrongState(
            _("Die Runde ist schon offen; Kriterien und Maßnahmen ändern sich jetzt nicht mehr.")
        )


def _check_rateable(measure: Measure, prioritisation: Prioritisation) -> None:
    if measure.strategy_id != prioritisation.strategy_id:
        sentence = _("%(measure)s gehört zu einer anderen Strategie.")
    elif measure.state not in Prioritisation.RATED:
        sentence = _("Über %(measure)s ist schon entschieden.")
    else:
        return
    raise ValidationError(sentence, code="not_rateable", params={"measure": measure})


def _check_criteria(rows: Sequence[CriterionRow]) -> None:
    weights = sum(row.weight for row in rows)
    if weights != ALL_POINTS:
        raise ValidationError(
            _("Die Gewichte ergeben zusammen %(sum)s. Sie müssen genau 100 ergeben."),
            code="weights",
            params={"sum": weights},
        )
    if len({row.name.casefold() for row in rows}) < len(rows):
        raise ValidationError(_("Zwei Kriterien heißen gleich."), code="criterion_twice")
    if not any(row.source == Criterion.Source.RATERS for row in rows):
        raise ValidationError(
            _("Mindestens ein Kriterium muss von Fachleuten bewertet werden."), code="no_raters"
        )


def _write_criteria(prioritisation: Prioritisation, rows: Sequence[CriterionRow]) -> None:
    Criterion.objects.bulk_create(
        Criterion(prioritisation=prioritisation, position=position, **asdict(row))
        for position, row in enumerate(rows, 1)
    )


def _ask(prioritisation: Prioritisation, at: datetime) -> None:
    """Tell everybody who has not handed in that their ballot waits; each person once."""
    with override(settings.LANGUAGE_CODE):
        for ballot in prioritisation.ballots.filter(handed_in_at=None).select_related("rater"):
            tell(recipients=[recipient_of(ballot.rater)], news=_news(ballot), at=at)


def _news(ballot: Ballot) -> News:
    url = ballot.get_absolute_url()
    return News(
        key=f"ballot:{ballot.pk}",
        group=ballot.prioritisation.title,
        group_url=ballot.prioritisation.get_absolute_url(),
        headline=_("Ihr Bewertungsbogen wartet auf Sie"),
        url=url,
        text=_("Bitte bewerten Sie die Maßnahmen und geben Sie den Bogen dann ab."),
    )
