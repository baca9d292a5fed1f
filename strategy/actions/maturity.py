"""The maturity survey: its dimensions, its rounds, and what municipalities report."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.editing import EditConflict, write_if_unchanged
from smartregion.core.errors import WrongState
from smartregion.core.rows import moved, write_places
from smartregion.core.slugs import free_slug
from smartregion.core.snapshots import freeze
from smartregion.county.models import Municipality
from strategy.maturity_catalogue import SUGGESTED
from strategy.models import DimensionWords, MaturityDimension, MaturityRound, MaturityScore
from strategy.queries.maturity import frozen_round

State = MaturityRound.State


@dataclass(frozen=True)
class Answer:
    """Where a municipality stands in one dimension, where it wants to be, how it knows."""

    actual: int
    target: int | None = None
    evidence: str = ""


# -- dimensions ------------------------------------------------------------------------------
@transaction.atomic
def begin_with_suggestion(*, by: Any) -> list[MaturityDimension]:
    """Copy the suggested dimensions into a county that has none yet."""
    if MaturityDimension.objects.exists():
        raise WrongState(_("Es gibt schon Dimensionen. Der Vorschlag ist für den Anfang gedacht."))
    made = []
    for suggested in SUGGESTED:
        dimension = MaturityDimension(slug=suggested.slug)
        save_dimension(
            dimension=dimension, german=suggested.german, english=suggested.english, by=by
        )
        made.append(dimension)
    return made


@transaction.atomic
def save_dimension(
    *,
    dimension: MaturityDimension,
    german: DimensionWords,
    english: DimensionWords | None,
    by: Any,
) -> None:
    """Add a dimension behind the others, or reword one."""
    if dimension.pk is None:
        last = MaturityDimension.objects.aggregate(last=Max("position"))["last"]
        dimension.position = 0 if last is None else last + 1
        taken = MaturityDimension.objects.values_list("slug", flat=True)
        words = dimension.slug or german.title
        dimension.slug = free_slug(words, taken=taken, otherwise="dimension")
    for name, value in _stored(german).items():
        setattr(dimension, name, value)
    dimension.translations = {"en": _stored(english)} if english else {}
    dimension.save()
    audit.record(by=by, verb="save_dimension", subject=dimension)


def _stored(words: DimensionWords) -> dict[str, Any]:
    values = asdict(words)
    values.pop("language")
    return {**values, "levels": list(words.levels)}


@transaction.atomic
def move_dimension(*, dimension: MaturityDimension, up: bool, by: Any) -> None:
    """Let a dimension change places with its neighbour; at the end of the row nothing happens."""
    row = list(MaturityDimension.objects.select_for_update())
    here = row.index(dimension)
    if moved(row, here, here - 1 if up else here + 1):
        write_places(row)
        audit.record(by=by, verb="move_dimension", subject=dimension, changes={"up": up})


@transaction.atomic
def retire_dimension(*, dimension: MaturityDimension, is_retired: bool, by: Any) -> None:
    """Stop asking about a dimension, or ask again; what was answered stays where it is."""
    dimension.is_retired = is_retired
    dimension.save(update_fields=["is_retired"])
    audit.record(
        by=by, verb="retire_dimension", subject=dimension, changes={"is_retired": is_retired}
    )


# -- rounds ----------------------------------------------------------------------------------
@transaction.atomic
def open_round(
    *, title: str, opens_on: date, due_on: date, by: Any, is_example: bool = False
) -> MaturityRound:
    """Ask all municipalities; only one round is open at a time."""
    if MaturityRound.objects.open().exists():
        raise WrongState(_("Es läuft schon eine Runde. Schließen Sie sie zuerst ab."))
    if not Municipality.objects.exists():
        raise ValidationError(
            _("Lesen Sie zuerst die Städte und Gemeinden ein, die gefragt werden."),
            code="nobody_to_ask",
        )
    if not MaturityDimension.objects.filter(is_retired=False).exists():
        raise ValidationError(
            _("Es gibt noch keine Dimension, nach der gefragt werden kann."), code="nothing_to_ask"
        )
    opened = MaturityRound(title=title, opens_on=opens_on, due_on=due_on, is_example=is_example)
    _check(opened)
    opened.save()
    audit.record(by=by, verb="open_round", subject=opened)
    return opened


def _check(opened: MaturityRound) -> None:
    if opened.due_on < opened.opens_on:
        raise ValidationError({"due_on": _("Die Frist liegt vor dem Beginn.")}, code="order")
    opened.full_clean()


@transaction.atomic
def change_round(*, opened: MaturityRound, title: str, due_on: date, by: Any) -> None:
    """Give an open round another name or more time."""
    opened = _still_open(opened)
    opened.title, opened.due_on = title, due_on
    _check(opened)
    opened.save(update_fields=["title", "due_on"])
    audit.record(by=by, verb="change_round", subject=opened, changes={"due_on": str(due_on)})


@transaction.atomic
def close_round(*, opened: MaturityRound, by: Any, on: date, at: datetime) -> None:
    """End the round for good, freeze and publish it; what was not reported stays not reported."""
    if not opened.scores.exists():
        raise ValidationError(
            _("Noch hat keine Gemeinde gemeldet. Eine leere Runde lässt sich nur löschen."),
            code="empty",
        )
    # Held, so that no answer comes in between what is frozen and the closing.
    _still_open(opened)
    snapshot = freeze(
        kind="maturity_round", subject=str(opened), content=frozen_round(opened), by=by, at=at
    )
    MaturityRound.objects.filter(pk=opened.pk).update(
        state=State.CLOSED, closed_on=on, snapshot=snapshot
    )
    opened.refresh_from_db()
    audit.record(by=by, verb="close_round", subject=opened)


@transaction.atomic
def remove_round(*, opened: MaturityRound, by: Any) -> None:
    """Take back a round that was opened by mistake, while nobody has answered."""
    opened = _still_open(opened)
    if opened.scores.exists():
        raise WrongState(_("Es liegen schon Meldungen vor. Die Runde lässt sich nicht löschen."))
    audit.record(by=by, verb="remove_round", subject=opened)
    opened.delete()


def _still_open(opened: MaturityRound) -> MaturityRound:
    """The round, held until the end of the transaction so that nobody closes it meanwhile."""
    found = MaturityRound.objects.open().select_for_update().filter(pk=opened.pk).first()
    if found is None:
        raise _already_closed()
    return found


def _already_closed() -> WrongState:
    return WrongState(_("Diese Runde ist abgeschlossen. Ihre Angaben sind endgültig."))


# -- answers ---------------------------------------------------------------------------------
@transaction.atomic
def report_maturity(
    *,
    opened: MaturityRound,
    municipality: Municipality,
    dimension_id: int,
    answer: Answer,
    lock_version: int,
    by: Any,
    on: date,
) -> None:
    """Store one answer over the one that was opened (0: there was none).

    Raises ``EditConflict`` where somebody else has answered meanwhile.
    """
    opened = _still_open(opened)
    if opened.opens_on > on:
        raise WrongState(_("Diese Runde hat noch nicht begonnen."))
    values = {**asdict(answer), "as_of": on, "given_by": by}
    key = {"round": opened, "municipality": municipality, "dimension_id": dimension_id}
    if lock_version:
        same = MaturityScore.objects.filter(**key)
        write_if_unchanged(same, lock_version=lock_version, **values)
        score = same.get()
    else:
        score = _first_answer(**key, **values)
    audit.record(by=by, verb="report_maturity", subject=score, changes={"actual": answer.actual})


def _first_answer(**values: Any) -> MaturityScore:
    score = MaturityScore(**values)
    try:
        with transaction.atomic():
            score.save()
    except IntegrityError:
        there = MaturityScore.objects.filter(
            round=score.round, municipality=score.municipality, dimension=score.dimension_id
        )
        if there.exists():
            raise EditConflict from None
        raise
    return score
