"""Who may answer for a measure."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from smartregion.accounts.models import Role, RoleAssignment, User
from smartregion.accounts.queries import people_with

ANSWERING = (Role.MEASURE_OWNER, Role.STRATEGY_OFFICE, Role.EDITOR)


def possible_owners(*, on: date, also: Iterable[int | None] = ()) -> QuerySet[User]:
    """``also``: who answers for it now stays to be chosen, though their role may have ended."""
    return people_with(RoleAssignment.objects.filter(role__in=ANSWERING), on=on, also=also)
