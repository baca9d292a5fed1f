"""The strategy as a house, and each field of action with what belongs to it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartregion.core.charts import Chart, HouseWords, Piece, house
from smartregion.reports.rendering import facts

Content = dict[str, Any]


def strategy_house(content: Content) -> Chart | None:
    """Vision, guidelines and fields in one picture; None before any of them is written."""
    reading = content["reading"]
    vision = next((each["title"] for each in reading["vision"]), "")
    if not (vision or reading["guidelines"] or reading["fields"]):
        return None
    return house(
        title=_("Vision, Leitlinien und Handlungsfelder"),
        roof=vision,
        beams=[Piece(each["number"], each["title"]) for each in reading["guidelines"]],
        pillars=[_pillar(content, each) for each in reading["fields"]],
        ground=[_("Beteiligung · Evaluation in jedem Jahr · Fortschreibung")],
        words=HouseWords(_("Vision"), _("Leitlinie"), _("Handlungsfeld"), _("Fundament")),
    )


def _pillar(content: Content, field: Content) -> Piece:
    goals = len(objectives_of(field))
    notes = [ngettext("%(n)s Ziel", "%(n)s Ziele", goals) % {"n": goals}]
    if content.get("measures") is not None:
        works = len(facts.measures_of(content, field))
        notes.append(ngettext("%(n)s Maßnahme", "%(n)s Maßnahmen", works) % {"n": works})
    return Piece(field["number"], field["title"], tuple(notes))


def objectives_of(field: Content) -> list[Content]:
    """The objectives of a field, those of its parts included, in the order of the text."""
    found = []
    for part in field["parts"]:
        # Earlier snapshots do not tell kinds: there every part was an objective.
        if part.get("kind", "objective") == "objective":
            found.append(part)
        found += objectives_of(part)
    return found


def parts_of(field: Content) -> list[Content]:
    """What stands below a field and is no objective: its parts, with texts of their own."""
    return [part for part in field["parts"] if part.get("kind", "objective") != "objective"]


def targets_of(content: Content, field: Content) -> list[Content]:
    """One line for each objective and each of its indicators; objectives without one say so."""
    known = {
        objective["number"]: objective["indicators"]
        for each in content.get("targets") or ()
        if each["field"] == field["name"]
        for objective in each["objectives"]
    }
    return [
        {"objective": objective, "indicators": known.get(objective["number"], [])}
        for objective in objectives_of(field)
    ]


def served_guidelines(content: Content) -> list[Content]:
    """Each guideline with how many objectives support it and how many measures serve it."""
    reading = content["reading"]
    supports = [
        name
        for field in reading["fields"]
        for objective in objectives_of(field)
        for name in objective.get("supports", ())
    ]
    serving = [
        line["name"]
        for measure in content.get("measures") or ()
        for line in measure["guidelines"]
        if line["level"]
    ]
    return [
        {
            "guideline": each,
            "objectives": supports.count(f"{each['number']} {each['title']}".strip()),
            "measures": serving.count(each["name"]),
        }
        for each in reading["guidelines"]
    ]


def at_a_glance(content: Content) -> list[Content]:
    """Each field with its objectives, its measures, and how those stand in the reported cycle."""
    cycle = content["cycle"]
    lights = {each["name"]: each["lights"] for each in cycle["fields"]} if cycle else {}
    return [
        {
            "field": field,
            "objectives": len(objectives_of(field)),
            "measures": len(works := facts.measures_of(content, field)),
            "key_projects": sum(each["card"]["is_key_project"] for each in works),
            "lights": [each for each in lights.get(field["name"], []) if each["count"]],
        }
        for field in content["reading"]["fields"]
    ]
