"""What the templates of the printed report need: dates come as text out of the snapshot."""

import re
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from smartregion.core.numbers import NBSP, number

register = template.Library()


@register.filter
def day(text: str | None, form: str = "d.m.Y") -> str:
    """A date of the snapshot (2026-05-23) as people write it (23.05.2026)."""
    return date_format(date.fromisoformat(text[:10]), form) if text else ""


@register.simple_tag
def period(starts_on: str | None, ends_on: str | None) -> str:
    """Month to month: "03/2025 – 06/2027"."""
    if not starts_on and not ends_on:
        return _("ohne Termin")
    first, last = (day(moment, "m/Y") or _("offen") for moment in (starts_on, ends_on))
    return first if first == last else f"{first} – {last}"


@register.filter
def level(steps: int) -> str:
    """How strongly a guideline is served, as filled and empty dots."""
    return "●" * steps + "○" * (3 - steps)


@register.filter
def km2(area: str) -> str:
    """Decimal text of the snapshot as square kilometres."""
    return f"{number(float(area))}{NBSP}km²"


@register.filter
def euros(amount: str | None) -> str:
    """Decimal text of the snapshot as whole euros."""
    return f"{number(float(amount), 0)}{NBSP}€" if amount else _("nicht beziffert")


@register.simple_tag
def places(measure: dict[str, Any], county: dict[str, Any]) -> str:
    """Where a measure works: everywhere, in one part of the county, or in places by name."""
    named, more = measure["municipalities"], measure["more_municipalities"]
    if not named:
        return _("nicht auf einzelne Gemeinden bezogen")
    if len(named) + more == county["municipalities"]:
        return _("alle %(count)s Gemeinden") % {"count": len(named) + more}
    for zone in county["zones"]:
        if len(named) + more == zone["count"] > 1 and set(named) <= set(zone["names"]):
            return _("alle %(count)s Gemeinden, Lage: %(zone)s") % {
                "count": zone["count"],
                "zone": zone["label"],
            }
    listed = ", ".join(named)
    return (
        _("%(listed)s und %(more)s weitere") % {"listed": listed, "more": more} if more else listed
    )


@register.filter
def below(markup: str, heading: int) -> SafeString:
    """Headings inside a text stand one level below the heading above it: no level is skipped."""
    level = heading + 1
    return mark_safe(re.sub(r"(</?h)[2-6]\b", rf"\g<1>{level}", markup))  # noqa: S308 - cleaned before
