"""What a person sees when somebody else was faster: both texts beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from smartregion.core.richtext import plain_text


@dataclass(frozen=True)
class Difference:
    label: str
    mine: str
    stored: str


def as_text(value: Any) -> str:
    """A value of a form or a row, as one reads it."""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, str):
        return plain_text(value) if "<" in value else value
    if isinstance(value, Iterable):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
