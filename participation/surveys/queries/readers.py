"""Who from outside evaluates a survey."""

from django.db.models import Q, QuerySet

from participation.surveys.models import Survey
from smartregion.accounts.models import Role, RoleAssignment, RoleAssignmentQuerySet, ScopeKind


def readers_of(survey: Survey) -> QuerySet[RoleAssignment]:
    """Consultants to whom this survey was opened, also those whose last day has passed."""
    opened = RoleAssignment.objects.filter(
        role=Role.CONSULTANT, scope_kind=ScopeKind.SURVEY, scope_key=str(survey.pk)
    )
    return opened.select_related("user").order_by("valid_until", "pk")


def consulting(survey: Survey) -> RoleAssignmentQuerySet:
    """Roles on which somebody from outside may be let in here; one for another survey is none of them."""
    elsewhere = Q(scope_kind=ScopeKind.SURVEY) & ~Q(scope_key=str(survey.pk))
    return RoleAssignment.objects.filter(role=Role.CONSULTANT).exclude(elsewhere)
