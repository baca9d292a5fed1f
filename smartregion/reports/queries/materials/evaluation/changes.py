"""What is different since the earlier cycle."""

from measures.queries.comparison import Gone, Pair
from measures.queries.readings import Reading
from smartregion.reports.queries.materials.evaluation.reports import named
from smartregion.reports.queries.materials.registry import Content


def changes_in(reading: Reading) -> Content | None:
    if reading.earlier is None:
        return None
    found = reading.earlier.comparison
    return {
        # Ends are lights, "missing" and "absent" (not asked).
        "flows": [
            {"before": flow.before, "after": flow.after, "count": flow.count}
            for flow in found.flows
        ],
        "states": [_state(pair) for pair in found.new_states],
        "renumbered": [
            {**named(pair.after), "before": pair.before.number} for pair in found.renumbered
        ],
        "new": [named(row) for row in found.new],
        "gone": [_gone(one) for one in found.gone],
        "promises": [{"label": label, "count": count} for label, count in reading.earlier.promises],
    }


def _state(pair: Pair) -> Content:
    return {**named(pair.after), "before": pair.state_before, "after": pair.state_after}


def _gone(one: Gone) -> Content:
    return {
        **named(one.row),
        "merged_into": one.merged_into,
        "waived_reason": one.waived_reason,
        "is_out_of_scope": one.is_out_of_scope,
        "state": one.state_label,
    }
