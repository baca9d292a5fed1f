"""What the reported evaluation cycle says of each measure."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from smartregion.reports.rendering.package.datasets import Cell, Content, dataset, day


@dataset(
    "sachstaende",
    _("Sachstände des berichteten Evaluationszyklus, auch was nicht gemeldet wurde"),
    zyklus=_("Evaluationszyklus"),
    stichtag=_("Stichtag"),
    nummer=_("Nummer der Maßnahme"),
    titel=_("Titel der Maßnahme"),
    ampel=_("Einschätzung; „nicht gemeldet“ zählt in keiner Farbe mit"),
    erreicht=_("Was erreicht wurde"),
    naechste_schritte=_("Was als Nächstes kommt"),
    hindernisse=_("Was im Weg steht"),
)
def _assessments(content: Content) -> Iterator[Sequence[Cell]]:
    cycle = content.get("cycle")
    if not cycle:
        return
    for line in cycle["lines"]:
        said = [line.get(name, "") for name in ("done_since", "next_steps", "obstacles")]
        light = (line.get("light") or {}).get("label", "")
        yield cycle["title"], day(cycle["cutoff_on"]), line["number"], line["title"], light, *said
