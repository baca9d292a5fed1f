"""Keeping the frame of strategies."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from smartregion.core import audit
from strategy.models import Element, Framework


@transaction.atomic
def save_framework(*, framework: Framework, touched: Iterable[Element], by: Any) -> Framework:
    """Add or change a document, with the fields of action it touches."""
    framework.save()
    framework.fields_of_action.set(touched)
    audit.record(by=by, verb="save_framework", subject=framework)
    return framework


@transaction.atomic
def remove_framework(*, framework: Framework, by: Any) -> None:
    """Take a document out that was entered by mistake; what has run out stays and says so."""
    audit.record(by=by, verb="remove_framework", subject=framework)
    framework.delete()
