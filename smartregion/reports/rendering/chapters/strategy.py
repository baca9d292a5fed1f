"""Vision, guidelines and fields of action."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import facts, parts, situation, strategy, voices
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter

# So many contributions a field quotes; the others stand in the annex.
QUOTED = 2


@chapter("vision", gettext_lazy("Vision und Leitlinien"), needs=("reading", "measures"))
def vision(content: Content) -> Made:
    headings = [
        Heading(_("Das Strategiehaus"), "house"),
        Heading(_("Vision"), "vision"),
        Heading(_("Leitlinien"), "guidelines"),
    ]
    context = {
        "house": strategy.strategy_house(content),
        "served": strategy.served_guidelines(content),
    }
    return Made(headings, context)


@chapter(
    "fields",
    gettext_lazy("Handlungsfelder"),
    needs=("reading", "measures", "targets", "findings", "projects", "voices"),
)
def fields(content: Content) -> Made:
    is_complete = parts.has_chapter(content, "considerations")
    return Made(
        [Heading(each["title"], _field(content, each)) for each in content["reading"]["fields"]],
        {"has_annex": is_complete},
    )


def _field(content: Content, field: Content) -> Content:
    taken_up = voices.taken_up_in(content, field["name"])
    return {
        "field": field,
        "parts": strategy.parts_of(field),
        "targets": strategy.targets_of(content, field),
        "measures": facts.measures_of(content, field),
        "square": situation.square_of(content, field["name"]),
        "projects": situation.projects_of(content, field["name"]),
        "voices": taken_up[:QUOTED],
        "more_voices": len(taken_up[QUOTED:]),
    }
