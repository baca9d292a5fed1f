"""How many people live where, as the county knows it."""

from collections import Counter

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.surveys.crosstabs.axes import ZONE, Dividing, place_question
from participation.surveys.weighting.files import margin_axis
from participation.surveys.weighting.margins import PeopleGroup, PeopleMargin
from smartregion.county.models import County, Municipality


def people_by_place() -> dict[str, int]:
    """Inhabitants by the key of each municipality and by zone."""
    found: Counter[str] = Counter()
    for ags, zone, people in Municipality.objects.values_list("ags", "zone", "population"):
        found[ags] += people
        found[zone] += people
    return dict(found)


def county_margins(people: Dividing) -> list[str]:
    """The names of margins that the county can fill in itself."""
    place = place_question(people.table)
    return [ZONE, place.question.code] if place and people_by_place() else []


def county_margin(people: Dividing, name: str) -> PeopleMargin:
    """The inhabitants of zones or municipalities as a margin."""
    known = people_by_place()
    groups = [
        PeopleGroup((group.code,), known[group.code])
        for group in margin_axis(people, name).groups
        if known.get(group.code)
    ]
    return PeopleMargin(name, _source(), tuple(groups))


def _source() -> str:
    county = County.objects.first()
    if county is None or county.population_on is None:
        return _("Einwohnerzahlen der Gemeinden")
    day = date_format(county.population_on, "DATE_FORMAT")
    return _("Einwohnerzahlen der Gemeinden, Stand %s") % day
