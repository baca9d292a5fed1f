"""The phases of the process, as the public follows them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.core.rows import write_places
from strategy.models import ProcessPhase, Strategy


@transaction.atomic
def save_phase(*, phase: ProcessPhase, english: Mapping[str, str], by: Any) -> None:
    """Add or change a phase; phases always stand in the order of their beginning."""
    given = {name: words for name, words in english.items() if words}
    phase.translations = {"en": given} if given else {}
    phase.save()
    _put_in_order(phase.strategy)
    audit.record(by=by, verb="save_phase", subject=phase)


@transaction.atomic
def remove_phase(*, phase: ProcessPhase, by: Any) -> None:
    """A phase in which somebody took part stays: else nobody could tell when that was."""
    if phase.involvements.exists():
        raise WrongState(
            _(
                "Zu diesem Schritt ist eingetragen, wer beteiligt war. Löschen Sie zuerst diese"
                " Einträge, oder ordnen Sie sie einem anderen Schritt zu."
            )
        )
    audit.record(by=by, verb="remove_phase", subject=phase)
    phase.delete()


def _put_in_order(strategy: Strategy) -> None:
    write_places(strategy.phases.order_by("starts_on", "pk"))
