"""Reads for the pages about people."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from smartregion.accounts.models import (
    Role,
    RoleAssignment,
    RoleAssignmentQuerySet,
    ScopeKind,
    User,
)
from smartregion.accounts.slots import scopes

# Roles that end within so many days are told about.
SOON = timedelta(days=30)


def people(*, words: str, role: str, ends: str = "", on: date | None = None) -> QuerySet[User]:
    """People with their roles and organisation: those who hold any role, one role, or everybody.

    ``ends`` asks for roles whose last day is near ("soon") or has passed ("over") on that day.
    """
    held = RoleAssignment.objects.select_related("granted_by").order_by("role", "pk")
    found = User.objects.filter(closed_at__isnull=True)
    found = found.select_related("organisation").prefetch_related(
        Prefetch("role_assignments", queryset=held)
    )
    if role != "all":
        wanted = RoleAssignment.objects.filter(role=role) if role else held
        found = found.filter(pk__in=wanted.values("user"))
    if ends and on:
        last = {"valid_until__lt": on} if ends == "over" else _near(on)
        found = found.filter(pk__in=RoleAssignment.objects.filter(**last).values("user"))
    for word in words.split():
        found = found.filter(Q(display_name__icontains=word) | Q(email__icontains=word))
    return found.order_by("display_name", "pk")


def _near(on: date) -> dict[str, date]:
    return {"valid_until__gte": on, "valid_until__lte": on + SOON}


def people_with(held: RoleAssignmentQuerySet, *, on: date, also: Any = ()) -> QuerySet[User]:
    """People to choose from, by name: with an account in use, and one of these roles on that day.

    ``also``: keys of those who were chosen before and stay to be chosen, whatever became of their role.
    """
    able = Q(is_active=True, pk__in=held.valid(on).values("user"))
    return User.objects.filter(able | Q(pk__in=also)).order_by("display_name", "pk")


def holders_of(*roles: str, on: date, about: object = None) -> list[User]:
    """People with an account in use who hold one of these roles on a day: for everything, or for
    something in which the thing lies that it is about."""
    lies_in = Q(scope_kind=ScopeKind.ALL)
    for kind, key in scopes.of(about):
        lies_in |= Q(scope_kind=kind, scope_key=key)
    held = RoleAssignment.objects.filter(lies_in, role__in=roles)
    return list(people_with(held, on=on).order_by("pk"))


def consultants_leaving(*, on: date, within_days: int) -> QuerySet[RoleAssignment]:
    """Consultants whose role ends soon: extend it in time, or say goodbye."""
    last = on + timedelta(days=within_days)
    held = RoleAssignment.objects.valid(on).filter(role=Role.CONSULTANT, valid_until__lte=last)
    return held.select_related("user").order_by("valid_until")
