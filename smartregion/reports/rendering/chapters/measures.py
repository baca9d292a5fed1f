"""Chapter "Maßnahmen und Schlüsselprojekte": all of them, how they were weighed, what they serve and need."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import counts, facts
from smartregion.reports.rendering.bases import of_measures
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter
from smartregion.reports.rendering.dependencies import dependencies
from smartregion.reports.rendering.priorities import rounds
from smartregion.reports.rendering.serving import serving


@chapter(
    "measures",
    gettext_lazy("Maßnahmen und Schlüsselprojekte"),
    needs=("reading", "measures", "priorities", "serving", "dependencies"),
)
def measures(content: Content) -> Made:
    headings = [
        Heading(_("Alle Maßnahmen im Überblick"), "overview"),
        Heading(_("Nutzen und Aufwand"), "portfolio"),
        Heading(_("Kriterien und Bewertung"), "criteria"),
        Heading(_("Beitrag zu den Leitlinien"), "guidelines"),
        Heading(_("Abhängigkeiten"), "dependencies"),
    ]
    context = {
        "groups": facts.measures_by_field(content),
        "states": counts.by_state(content),
        "by_field": counts.by_field(content),
        "base": of_measures(content, len(content["measures"])),
        "rounds": rounds(content),
        "serving": serving(content),
        "dependencies": dependencies(content),
    }
    return Made(headings if content["measures"] else [], context)
