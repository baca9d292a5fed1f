"""The county in numbers, with its logo."""

from datetime import datetime

from django.db.models import Count, Sum

from smartregion.county.logos import logo_as_data
from smartregion.county.models import County, Municipality
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material


class LogoMissing(Exception):
    """The county has a logo, but its file cannot be read."""


@material("county")
def _of_county(_brief: Brief, _at: datetime) -> Content:
    county = County.objects.get()
    return {
        "name": county.name,
        "ags": county.ags,
        "state_name": county.state_name,
        "seat": county.seat,
        "area_km2": county.area_km2,
        "population": county.population,
        "population_on": county.population_on,
        "contact_office": county.contact_office,
        "contact_email": county.contact_email,
        "contact_address": county.contact_address,
        "is_demo": county.is_demo,
        "logo": _logo(county),
        **_municipalities(),
    }


def _municipalities() -> Content:
    zones = {
        row["zone"]: {"label": str(Municipality.Zone(row["zone"]).label), **row}
        for row in Municipality.objects.order_by()
        .values("zone")
        .annotate(count=Count("pk"), population=Sum("population"))
    }
    names: dict[str, list[str]] = {}
    for name, zone in Municipality.objects.values_list("name", "zone"):
        names.setdefault(zone, []).append(name)
    for zone, row in zones.items():
        row["names"] = names[zone]
    return {
        "municipalities": sum(zone["count"] for zone in zones.values()),
        "towns": Municipality.objects.filter(is_town=True).count(),
        "zones": [zones[zone] for zone in Municipality.Zone.values if zone in zones],
    }


def _logo(county: County) -> str:
    """The logo as data, so that the report does not change when the county changes its logo."""
    found = logo_as_data(county)
    if county.logo and not found:
        raise LogoMissing(county.logo.name)
    return found
