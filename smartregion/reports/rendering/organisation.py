"""Who steers, who coordinates, who carries out: the governance of the strategy, read from what is entered."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartregion.core.charts import Arrow, Chart, DataTable, Node, Words, graph
from smartregion.reports.rendering.money import counted

Content = dict[str, Any]
# More boxes would not be read; the table has them all.
MOST_LEADS = 6


@dataclass(frozen=True)
class Lead:
    """An office with the measures it leads."""

    name: str
    measures: int
    key_projects: int
    fields: list[str]


def leads(content: Content) -> list[Lead]:
    """Offices that lead measures, those with most of them first."""
    led: dict[str, list[Content]] = {}
    for measure in counted(content):
        if name := measure["card"]["lead"]:
            led.setdefault(name, []).append(measure["card"])
    found = [
        Lead(
            name=name,
            measures=len(cards),
            key_projects=sum(card["is_key_project"] for card in cards),
            fields=list(dict.fromkeys(card["field"] for card in cards)),
        )
        for name, cards in led.items()
    ]
    return sorted(found, key=lambda lead: (-lead.measures, lead.name))


def leaderless(content: Content) -> list[Content]:
    return [each["card"] for each in counted(content) if not each["card"]["lead"]]


def partners(content: Content) -> list[tuple[str, int]]:
    """In which parts organisations take part, and how many different ones."""
    parts: dict[str, set[str]] = {}
    for measure in counted(content):
        for party in measure["parties"]:
            parts.setdefault(party["part"], set()).add(party["name"])
    return sorted((part, len(names)) for part, names in parts.items())


def bodies(content: Content) -> list[str]:
    """Bodies that decided something about the strategy, the most frequent first."""
    decided = Counter(each["body"] for each in content.get("resolutions") or ())
    return [name for name, _count in decided.most_common()]


def governance(content: Content) -> Chart:
    """From who decides to who carries out."""
    decides, office = _steering(content)
    offices, beside = _offices(content), _beside(content)
    drawn = graph(
        title=_("Wer steuert, wer koordiniert, wer umsetzt"),
        nodes=[decides, office, *offices, *beside],
        arrows=[
            Arrow(decides.key, office.key),
            *(Arrow(office.key, node.key) for node in offices),
            *(Arrow(office.key, node.key, is_directed=False) for node in beside),
        ],
        words=Words(
            heads=(_("Stelle"), _("Beziehung"), _("andere Stelle"), ""),
            leads=_("beauftragt"),
            touches=_("wirkt mit"),
            warns="",
            beside=_("außerhalb der Verwaltung"),
        ),
    )
    # Nothing is remarked about any of these arrows.
    rows = tuple(row[:3] for row in drawn.table.rows)
    return replace(drawn, table=DataTable(drawn.table.head[:3], rows))


def _steering(content: Content) -> tuple[Node, Node]:
    deciding = ", ".join(bodies(content)) or _("Kreistag")
    office = content["county"]["contact_office"]
    return (
        Node("body", _("Entscheidung"), deciding, _("beschließt und kontrolliert")),
        Node("office", _("Koordination"), office, _("steuert und berichtet")),
    )


def _offices(content: Content) -> list[Node]:
    """The offices that lead most measures, and all others together."""
    every = leads(content)
    shown, others = every[:MOST_LEADS], every[MOST_LEADS:]
    nodes = [Node(f"lead {each.name}", _led(each.measures), each.name) for each in shown]
    if others:
        text = ngettext("%(n)d weitere Stelle", "%(n)d weitere Stellen", len(others))
        led = _led(sum(each.measures for each in others))
        nodes.append(Node("others", led, text % {"n": len(others)}))
    return nodes


def _beside(content: Content) -> list[Node]:
    count = content["county"]["municipalities"]
    if not count:
        return []
    text = _("bringen Bedarf ein und setzen vor Ort um")
    return [Node("towns", _("%(n)d Gemeinden") % {"n": count}, text, is_beside=True)]


def _led(count: int) -> str:
    return ngettext("%(n)d Maßnahme", "%(n)d Maßnahmen", count) % {"n": count}
