"""How the measures stand: lights, milestones and targets, of all of them and by field of action."""

from dataclasses import asdict

from measures.queries.comparison import ABSENT
from measures.queries.lights import distribution
from measures.queries.readings import Reading
from measures.queries.standing import Group
from smartregion.reports.queries.materials.registry import Content


def standing_in(reading: Reading) -> Content:
    standing = reading.standing
    return {
        "asked": standing.asked,
        "reported": standing.reported,
        "missing": standing.missing,
        "whole": _group(standing.whole),
        # Of the earlier cycle, in the words of today; null for the first one.
        "lights_before": _lights_before(reading),
        "fields": [_group(group) for group in standing.fields],
    }


def _group(group: Group) -> Content:
    done, gained = group.implementation, group.attained
    return {
        "label": group.label,
        "measures": group.measures,
        "lights": [asdict(counted) for counted in done.lights],
        "states": [asdict(counted) for counted in done.states],
        "milestones": asdict(done.milestones),
        "days": asdict(done.days),
        # Null where the cycle did not keep indicators yet.
        "attained": gained
        and {
            **asdict(gained),
            "indicators": gained.indicators,
            "with_target": gained.with_target,
            "reached": gained.reached,
        },
    }


def _lights_before(reading: Reading) -> list[Content] | None:
    if reading.earlier is None:
        return None
    flows = reading.earlier.comparison.flows
    shown = [flow.before for flow in flows for _row in flow.rows if flow.before != ABSENT]
    return [asdict(counted) for counted in distribution(shown)]
