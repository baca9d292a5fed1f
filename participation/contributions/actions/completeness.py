"""What must not be missing where people are asked to come or to write."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _


def label(row: Model, field: str) -> str:
    return str(row._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def refuse_incomplete(missing: Sequence[str]) -> None:
    """Name what has to be filled in before it can be published."""
    if missing:
        raise ValidationError(
            _("Zum Veröffentlichen fehlt noch: %(fields)s."),
            code="incomplete",
            params={"fields": ", ".join(missing)},
        )
