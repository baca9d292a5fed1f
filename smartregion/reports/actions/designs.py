"""Keeping the designs of reports."""

from collections.abc import Collection
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.reports.models import Design


@transaction.atomic
def save_design(
    *,
    design: Design,
    changed: Collection[str],
    logo: ContentFile[bytes] | None = None,
    without_logo: bool = False,
    by: Any,
) -> Design:
    """Create or change a design; reports that are built already keep the look they froze.

    The file of an old logo stays: manuscripts of the same design may be read meanwhile.
    """
    if design.is_usual:
        Design.objects.exclude(pk=design.pk).update(is_usual=False)
    if without_logo:
        design.partner_logo, design.partner_name = "", ""
    if logo:
        design.partner_logo.save("logo.png", logo, save=False)
    design.save()
    audit.record(
        by=by, verb="save_design", subject=design, changes=dict.fromkeys(sorted(changed), "")
    )
    return design


@transaction.atomic
def delete_design(*, design: Design, by: Any) -> None:
    """Remove a design that no manuscript uses."""
    if design.manuscripts.exists():
        raise WrongState(_("Diese Gestaltung gehört zu einem Manuskript und bleibt deshalb."))
    audit.record(by=by, verb="delete_design", subject=design)
    design.delete()
