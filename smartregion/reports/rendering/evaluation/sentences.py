"""What a cycle comes to, in sentences; each number is the sum of rows that the report prints."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartregion.core.numbers import exact_euros, number
from smartregion.reports.rendering.brevity import Limits
from smartregion.reports.rendering.evaluation import money, standing

Content = dict[str, Any]


def listed(measures: Iterable[Content], limits: Limits) -> str:
    """Measures by number and title; where there are many of them, by number alone."""
    rows = list(measures)
    if len(rows) > limits.listed:
        return ", ".join(each["number"] for each in rows)
    return "; ".join(f"{each['number']} {limits.name(each['title'])}" for each in rows)


def lead(evaluation: Content) -> str:
    """The first sentence: how many were asked, and how they stand."""
    figures = evaluation["standing"]
    said = {
        "asked": number(figures["asked"]),
        "lights": standing.distribution(figures["whole"]["lights"]),
    }
    if figures["asked"] == 1:
        return _("Eine Maßnahme wurde abgefragt: %(lights)s.") % said
    return _("%(asked)s Maßnahmen wurden abgefragt: %(lights)s.") % said


def findings(evaluation: Content) -> list[str]:
    """The most important in one sentence each; what does not apply is left out."""
    parts = (_lights, _states, _milestones, _targets, about_money, _promises)
    return [sentence for part in parts for sentence in part(evaluation)]


def _lights(evaluation: Content) -> Iterator[str]:
    if evaluation["earlier"]:
        better, worse = (len(standing.moved(evaluation, way)) for way in ("better", "worse"))
        yield _("Ampeln seit „%(earlier)s“: %(better)s besser, %(worse)s schlechter.") % {
            "earlier": evaluation["earlier"]["title"],
            "better": number(better),
            "worse": number(worse),
        }


def _states(evaluation: Content) -> Iterator[str]:
    changes = evaluation["changes"]
    if changes and (changes["states"] or changes["new"] or changes["gone"]):
        yield _("Stand geändert bei %(states)s, neu dabei %(new)s, nicht mehr dabei %(gone)s.") % {
            name: number(len(changes[name])) for name in ("states", "new", "gone")
        }


def _milestones(evaluation: Content) -> Iterator[str]:
    counts = evaluation["standing"]["whole"]["milestones"]
    lists = evaluation["milestones"]
    if counts["total"]:
        yield _(
            "Meilensteine: %(done)s von %(total)s erreicht, davon %(reached)s neu; "
            "%(overdue)s überfällig, %(postponed)s verschoben."
        ) % {
            "done": number(counts["done"]),
            "total": number(counts["total"]),
            **{name: number(len(lists[name])) for name in ("reached", "overdue", "postponed")},
        }


def _targets(evaluation: Content) -> Iterator[str]:
    attained = evaluation["standing"]["whole"]["attained"]
    if attained and attained["indicators"]:
        yield _(
            "Kennzahlen: %(reached)s von %(with_target)s Zielwerten erreicht; "
            "%(none)s Kennzahlen ohne Daten, %(unmeasured)s Maßnahmen ohne Kennzahl."
        ) % {
            "reached": number(attained["reached"]),
            "with_target": number(attained["with_target"]),
            "none": number(count_reach(attained, "no_data")),
            "unmeasured": number(attained["unmeasured"]),
        }


def count_reach(attained: Content, value: str) -> int:
    return sum(each["count"] for each in attained["reaches"] if each["value"] == value)


def about_money(evaluation: Content) -> Iterator[str]:
    """What was planned and spent, and which grants may be lost."""
    yield from _costs(evaluation)
    yield from _grants(evaluation)


def _costs(evaluation: Content) -> Iterator[str]:
    total = money.by_year(evaluation["costs"] or ()).total
    if total.actual is not None:
        yield _("Geld: %(planned)s geplant, %(actual)s bisher ausgegeben.") % {
            "planned": exact_euros(total.planned),
            "actual": exact_euros(total.actual),
        }
    elif total.planned:
        yield _("Geld: %(planned)s geplant; Ausgaben sind nicht gemeldet.") % {
            "planned": exact_euros(total.planned)
        }


def _grants(evaluation: Content) -> Iterator[str]:
    found = money.in_danger(evaluation["grants"])
    if found:
        amount = exact_euros(money.sum_of(each.grant for each in found))
        sentence = ngettext(
            "Bei %(n)s Förderung über %(amount)s ist eine Frist nah oder versäumt, oder die Maßnahme ist gefährdet.",
            "Bei %(n)s Förderungen über zusammen %(amount)s ist eine Frist nah oder versäumt, oder die Maßnahme ist gefährdet.",
            len(found),
        )
        yield sentence % {"n": number(len(found)), "amount": amount}


def _promises(evaluation: Content) -> Iterator[str]:
    promises = (evaluation["changes"] or {}).get("promises")
    if promises:
        said = ", ".join(f"{number(each['count'])} {each['label']}" for each in promises)
        yield _("Was aus den Zusagen wurde: %(said)s.") % {"said": said}
