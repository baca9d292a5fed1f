"""Chapter "Organisation": who decides, who coordinates, who carries out."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import organisation as governance
from smartregion.reports.rendering.bases import of_measures
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter
from smartregion.reports.rendering.money import counted


@chapter(
    "organisation", gettext_lazy("Organisation der Umsetzung"), needs=("measures", "resolutions")
)
def organisation(content: Content) -> Made:
    headings = [
        Heading(_("Steuerung und Zusammenarbeit"), "governance"),
        Heading(_("Rollen und Aufgaben"), "roles"),
        Heading(_("Federführende Stellen"), "leads"),
    ]
    context = {
        "governance": governance.governance(content),
        "base": of_measures(content, len(counted(content))),
        "bodies": governance.bodies(content),
        "leads": governance.leads(content),
        "leaderless": governance.leaderless(content),
        "partners": governance.partners(content),
    }
    return Made(headings, context)
