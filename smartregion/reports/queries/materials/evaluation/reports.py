"""What was reported on each measure, with the reasons for its light."""

from dataclasses import asdict

from measures.documents import Row
from measures.queries.lights import Light
from measures.queries.readings import Report
from smartregion.reports.queries.materials.registry import Content


def named(row: Row) -> Content:
    """By which a measure is known: the key leads to its page, number and title are those of the day."""
    return {"id": row.measure_id, "number": row.number, "title": row.title}


def light_in(shown: Light | None) -> Content | None:
    return asdict(shown) if shown else None


def report_of(one: Report) -> Content:
    row = one.row
    return {
        **named(row),
        "is_key_project": row.is_key_project,
        "field": f"{row.field_number} {row.field}".strip(),
        "lead": row.lead,
        "state": row.state,
        "light": light_in(one.light),
        "before": light_in(one.before),
        # better, worse, same, or empty where the two cannot be put in order.
        "move": one.move,
        "proposed": light_in(one.proposed),
        "reasons": [asdict(reason) for reason in one.reasons],
        "done_since": row.done_since,
        "next_steps": list(row.next_steps),
        "decision_needed": row.decision_needed,
        "decision_by": one.decision_by,
        "reported_on": row.reported_on,
        "milestones_done": row.milestones_done,
        "milestones_total": row.milestones_total,
    }
