"""Who from outside evaluates a survey."""

from django.db.models import QuerySet

from participation.surveys.models import Survey
from smartregion.accounts.models import Role, RoleAssignment, ScopeKind


def readers_of(survey: Survey) -> QuerySet[RoleAssignment]:
    """Consultants to whom this survey was opened, also those whose last day has passed."""
    opened = RoleAssignment.objects.filter(
        role=Role.CONSULTANT, scope_kind=ScopeKind.SURVEY, scope_key=str(survey.pk)
    )
    return opened.select_related("user").order_by("valid_until", "pk")
