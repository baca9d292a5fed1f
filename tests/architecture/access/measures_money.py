"""Cost and grants of measures, their deadlines in calendars."""

from typing import Any

from measures.models import CalendarKey, Grant
from smartregion.accounts.models import User
from tests.architecture.access.measures import WRITERS, own_measure
from tests.architecture.access.table import PEOPLE, STAFF, Row, only, public


def _own_grant(*states: str) -> dict[str, Any]:
    owner = User.objects.get(email=PEOPLE["measure_owner"])
    grants = Grant.objects.filter(measure__responsible=owner, state__in=states)
    grant = grants.select_related("measure").earliest("measure__number", "pk")
    return {"number": grant.measure.number, "pk": grant.pk}


def planned_grant() -> dict[str, Any]:
    return _own_grant(Grant.State.PLANNED)


def next_step() -> dict[str, Any]:
    return {**planned_grant(), "to": Grant.State.APPLIED.value}


def secret_address() -> dict[str, Any]:
    key, _is_new = CalendarKey.objects.get_or_create(
        user=User.objects.get(email=PEOPLE["measure_owner"]),
        defaults={"since": "2026-01-01T00:00:00Z"},
    )
    return {"key": key.key, "scope": "meine"}


TABLE: dict[str, Row] = {
    "measures:money": public(),
    "measures:cost_table": public(),
    "measures:grant_table": public(),
    "measures:cost_lines": only(*WRITERS, where=own_measure),
    "measures:grants": only(*WRITERS, where=own_measure),
    "measures:grant_add": only(*WRITERS, where=own_measure),
    "measures:grant_edit": only(*WRITERS, where=planned_grant),
    "measures:grant_move": only(*WRITERS, where=next_step),
    "measures:grant_remove": only(*WRITERS, where=planned_grant),
    "measures:calendar": public(),
    # Whoever has the address reads it: calendar programs cannot sign in.
    "measures:secret_calendar": public(where=secret_address),
    "measures:own_calendar": only(*STAFF),
    "measures:own_calendar_renew": only(*STAFF),
    "measures:own_calendar_end": only(*STAFF),
}
