"""Profiles (Steckbriefe), one page each: as an annex, as a catalogue, and one alone."""

from collections.abc import Sequence
from itertools import groupby

from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import facts
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter
from smartregion.reports.rendering.money import counted


@chapter("profiles", gettext_lazy("Steckbriefe der Maßnahmen"), needs=("measures",))
def profiles(content: Content) -> Made:
    return _sheets(counted(content))


@chapter("catalogue", gettext_lazy("Katalog der Maßnahmen"), needs=("reading", "measures"))
def catalogue(content: Content) -> Made:
    """All public measures below their fields, also those that were given up."""
    below = [each for _name, inside in facts.measures_by_field(content) for each in inside]
    made = _sheets(below)
    groups = groupby(made.headings, key=lambda heading: heading.of["card"]["field"])
    return Made(made.headings, {"fields": [(name, len(list(g))) for name, g in groups]}, below)


@chapter(
    "profile",
    gettext_lazy("Steckbrief"),
    needs=("measures",),
    is_numbered=False,
    has_opening=False,
)
def profile(content: Content) -> Made:
    return _sheets(content["measures"])


@chapter(
    "changed_profiles",
    gettext_lazy("Steckbriefe geänderter Maßnahmen"),
    needs=("measures", "changed"),
)
def changed_profiles(content: Content) -> Made:
    changed = {each["id"]: each["what"] for each in content.get("changed") or ()}
    chosen = [each for each in content["measures"] if each["card"]["id"] in changed]
    made = _sheets(chosen)
    what = [(heading, "; ".join(changed[heading.of["card"]["id"]])) for heading in made.headings]
    return Made(
        made.headings, {"what": what, "is_compared": content.get("changed") is not None}, chosen
    )


def _sheets(measures: Sequence[Content]) -> Made:
    headings = [Heading(each["card"]["title"], each) for each in measures]
    return Made(headings, profiles=measures)
