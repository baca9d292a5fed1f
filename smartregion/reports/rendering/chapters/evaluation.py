"""Chapter "Monitoring und Fortschreibung": what the reported cycle says, indicators, and how it goes on."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import figures
from smartregion.reports.rendering import indicators as known
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter

OF_CYCLE = {
    "lights": gettext_lazy("Verteilung der Ampeln"),
    "reports": gettext_lazy("Sachstand je Maßnahme"),
    "missing": gettext_lazy("Nicht gemeldet"),
}


@chapter(
    "monitoring",
    gettext_lazy("Monitoring und Fortschreibung"),
    needs=("indicators", "calendar"),
)
def monitoring(content: Content) -> Made:
    cycle = content["cycle"]
    headings = [Heading(str(title), of) for of, title in OF_CYCLE.items()] if cycle else []
    headings += [
        Heading(_("Kennzahlen und Zielwerte"), "indicators"),
        Heading(_("Kalender der Evaluation"), "calendar"),
    ]
    indicators = known.shown(content)
    context = {
        "lights": figures.all_lights(content),
        "by_field": figures.lights_by_field(content),
        "reported": [line for line in cycle["lines"] if line["state"] != "missing"]
        if cycle
        else [],
        "indicators": indicators,
        "reaches": known.reaches(indicators),
        "base": known.base(content, indicators),
    }
    return Made(headings, context)
