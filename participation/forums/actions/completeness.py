"""What forums and topics share when they are set up: addresses, and what must not be missing."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participation.forums.models import Forum, Topic
from smartregion.core import slugs

# A forum must not take the address under which the office manages forums.
RESERVED = frozenset({"verwaltung", "neu"})


def label(row: Forum | Topic, field: str) -> str:
    return str(row._meta.get_field(field).verbose_name)  # type: ignore[union-attr]


def refuse_incomplete(missing: list[str]) -> None:
    if missing:
        raise ValidationError(
            _("Zum Veröffentlichen fehlt noch: %(fields)s."),
            code="incomplete",
            params={"fields": ", ".join(missing)},
        )


def free_slug(title: str, taken: Iterable[str]) -> str:
    """A readable address from the title that nobody has yet."""
    return slugs.free_slug(title, taken=RESERVED.union(taken), otherwise="thema", length=70)
