"""Fields of action with who answers for them, and for how many measures that matters."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from measures.models import FieldLead, Measure
from smartregion.accounts.models import RoleAssignment, ScopeKind, User
from smartregion.accounts.queries import people_with
from strategy.models import Element


@dataclass(frozen=True)
class FieldLine:
    """One field of action; ``cannot_answer`` where its lead has left or lost every role."""

    field: Element
    person: User | None
    measures: int
    unattended: int
    cannot_answer: bool = False


def field_lines(*, on: date) -> list[FieldLine]:
    """The fields in force with their leads, and the measures a cycle would ask about."""
    fields = led_fields().select_related("strategy")
    leads = {lead.field_id: lead.person for lead in FieldLead.objects.select_related("person")}
    able = set(possible_leads(on=on).values_list("pk", flat=True))
    rows = list(
        Measure.objects.in_progress().values_list("field", "field__successor", "responsible")
    )
    measures = _by_field(rows)
    unattended = _by_field(row for row in rows if row[2] is None)
    return [
        FieldLine(
            field=each,
            person=(person := leads.get(each.pk)),
            measures=measures[each.pk],
            unattended=unattended[each.pk],
            cannot_answer=bool(person and person.pk not in able),
        )
        for each in fields
    ]


def led_fields() -> QuerySet[Element]:
    """Every field in force, in the order of its strategy."""
    fields = Element.objects.in_force().fields_of_action()
    return fields.order_by("strategy", "position", "name")


def possible_leads(*, on: date) -> QuerySet[User]:
    """Everybody who works on the strategy: an account in use, and a role that is more than a citizen's."""
    # Whoever works on a survey only does not see what a lead has to report on.
    held = RoleAssignment.objects.of_staff().exclude(scope_kind=ScopeKind.SURVEY)
    return people_with(held, on=on)


def _by_field(rows: Iterable[tuple[Any, Any, Any]]) -> Counter[Any]:
    """Counted at the field that stands for them today."""
    return Counter(successor or field for field, successor, _responsible in rows)
