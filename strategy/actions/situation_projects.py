"""Writes to the list of existing projects."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from smartregion.core import audit
from smartregion.county.models import Municipality
from strategy.models import Element, ExistingProject


@transaction.atomic
def save_existing_project(
    *,
    project: ExistingProject,
    municipalities: Iterable[Municipality],
    fields_of_action: Iterable[Element],
    by: Any,
) -> ExistingProject:
    """Store a project with the municipalities and fields it belongs to."""
    project.save()
    project.municipalities.set(municipalities)
    project.fields_of_action.set(fields_of_action)
    audit.record(by=by, verb="save_existing_project", subject=project)
    return project


@transaction.atomic
def remove_existing_project(*, project: ExistingProject, by: Any) -> None:
    """Take a project off the public list."""
    audit.record(by=by, verb="remove_existing_project", subject=project)
    project.delete()
