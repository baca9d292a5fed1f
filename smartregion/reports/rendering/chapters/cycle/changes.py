"""What is different since the cycle before: lights, states, and which measures came and went."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering.brevity import Limits, excerpt, limits_of
from smartregion.reports.rendering.chapters.registry import Content, Heading, Made, chapter
from smartregion.reports.rendering.evaluation import sentences, standing


@chapter(
    "cycle_changes",
    gettext_lazy("Was sich verändert hat"),
    needs=("evaluation",),
    is_compact=True,
)
def changes(content: Content) -> Made:
    evaluation = content.get("evaluation")
    if not evaluation or not evaluation["changes"]:
        return Made(context={"evaluation": evaluation})
    limits = limits_of(content)
    headings = [Heading(_("Ampeln"), "lights"), Heading(_("Stand der Maßnahmen"), "states")]
    context = {
        "evaluation": evaluation,
        "flow": standing.flow_of_lights(evaluation),
        "base": standing.base_of(evaluation),
        "states": excerpt(evaluation["changes"]["states"], limits.details),
        **said_changes(evaluation, limits),
    }
    return Made(headings, context)


def said_changes(evaluation: Content, limits: Limits) -> Content:
    """Lists of measures in one line each; empty for the first cycle."""
    changes = evaluation["changes"]
    if not changes:
        return {}
    moved = {way: standing.moved(evaluation, way) for way in ("worse", "better")}
    return {
        **{way: sentences.listed(found, limits) for way, found in moved.items()},
        "new": sentences.listed(changes["new"], limits),
        "gone": "; ".join(_gone(evaluation, limits)),
        "renumbered": _renumbered(changes["renumbered"]),
    }


def _gone(evaluation: Content, limits: Limits) -> list[str]:
    return [
        f"{sentences.listed([each], limits)} ({_fate(each)})"
        for each in evaluation["changes"]["gone"]
    ]


def _fate(gone: Content) -> str:
    if gone["merged_into"]:
        return _("zusammengeführt mit %(number)s") % {"number": gone["merged_into"]}
    if gone["waived_reason"]:
        return _("entfallen")
    return _("in diesem Zyklus nicht abgefragt") if gone["is_out_of_scope"] else str(gone["state"])


def _renumbered(rows: Sequence[Content]) -> str:
    way = _("%(number)s (bisher %(before)s)")
    return ", ".join(way % each for each in rows)
