"""Existing projects for a page."""

from typing import Any

from django.db.models import Prefetch

from strategy.models import ExistingProject
from strategy.models.situation import ExistingProjectQuerySet
from strategy.queries.situation_findings import visible_fields


def projects_for(user: Any) -> ExistingProjectQuerySet:
    """All existing projects with what their cards show; no draft gives away the name of a field."""
    fields = Prefetch("fields_of_action", visible_fields(user), to_attr="known_fields")
    projects = ExistingProject.objects.select_related("organisation")
    return projects.prefetch_related(fields, "municipalities")
