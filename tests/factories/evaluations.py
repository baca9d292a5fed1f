"""The frozen material of a closed cycle, as queries/materials/evaluation makes it; as large as a test wants it."""

from typing import Any

Content = dict[str, Any]
LIGHTS = {
    "green": "im Plan",
    "yellow": "mit Abweichungen",
    "red": "gefährdet",
    "grey": "ruht",
    "missing": "nicht gemeldet",
}


def light(value: str) -> Content:
    return {"value": value, "label": LIGHTS[value]}


def counts(**by_light: int) -> list[Content]:
    return [{"light": light(value), "count": by_light.get(value, 0)} for value in LIGHTS]


def report(place: int, shown: str = "green", before: str = "green", **values: Any) -> Content:
    """What was reported on one measure, or that nothing was."""
    usual = {
        "id": f"00000000-0000-4000-8000-{place:012}",
        "number": f"HF1-M{place:02}",
        "title": f"Vorhaben {place}",
        "is_key_project": False,
        "field": "HF1 Bildung",
        "lead": "Fachdienst Schule",
        "state": "missing" if shown == "missing" else "accepted",
        "light": light(shown),
        "before": light(before),
        "move": "worse" if (before, shown) == ("green", "yellow") else "",
        "proposed": None,
        "reasons": [],
        "done_since": "Der erste Standort arbeitet.",
        "next_steps": ["Zweiter Standort"],
        "decision_needed": "",
        "decision_by": "",
        "reported_on": None if shown == "missing" else "2026-01-05",
        "milestones_done": 1,
        "milestones_total": 2,
    }
    return {**usual, **values}


def step(place: int, **values: Any) -> Content:
    usual = {
        "id": f"00000000-0000-4000-8000-{place:012}", "number": f"HF1-M{place:02}",
        "title": f"Vorhaben {place}", "step": f"Schritt {place}", "due_on": "2025-10-31",
        "due_before": None, "expected_on": None, "done_on": None, "waived_reason": "",
    }  # fmt: skip
    return {**usual, **values}


def cost(place: int, *years: tuple[int, str, str | None], field: str = "HF1 Bildung") -> Content:
    """Planned and actual amounts by year, as decimal text."""
    return {
        "id": f"00000000-0000-4000-8000-{place:012}", "number": f"HF1-M{place:02}",
        "title": f"Vorhaben {place}", "field": field, "planned_before": None,
        "years": [{"year": year, "planned": plan, "actual": spent} for year, plan, spent in years],
    }  # fmt: skip


def grant(place: int, amount: str, stage: str = "30", **values: Any) -> Content:
    usual = {
        "id": f"00000000-0000-4000-8000-{place:012}", "number": f"HF1-M{place:02}",
        "title": f"Vorhaben {place}", "programme": "Förderung der Jugend", "authority": "Land",
        "state": "bewilligt", "is_granted": True, "amount": amount, "light": light("green"),
        "days": [
            {"label": "Abruf bis", "day": "2026-12-31", "left": "noch 20 Tage", "stage": stage}
        ],
    }  # fmt: skip
    return {**usual, **values}


def indicator(place: int, *values: str, **others: Any) -> Content:
    """Values of consecutive years, as decimal text."""
    points = [
        {"on": f"{2020 + year}-12-31", "value": value, "said": f"{value} Orte"}
        for year, value in enumerate(values)
    ]
    last = points[-1] if points else None
    usual = {
        "id": f"00000000-0000-4000-8000-{place:012}", "number": f"HF1-M{place:02}",
        "title": f"Vorhaben {place}", "name": f"Standorte {place}", "baseline": None,
        "value": last and last["value"], "said": last["said"] if last else "–", "said_before": "–",
        "value_on": last and last["on"], "none_because": "", "base_n": None, "target": "80",
        "said_target": "80 Orte", "target_on": "2027-12-31", "reach": "on_way",
        "reach_label": "auf dem Weg", "trend": "", "trend_label": "erster Wert", "months": 2,
        "points": points,
    }  # fmt: skip
    return {**usual, **others}


def group(label: str, reports: list[Content]) -> Content:
    shown = [each["light"]["value"] for each in reports]
    return {
        "label": label,
        "measures": len(reports),
        "lights": counts(**{value: shown.count(value) for value in LIGHTS}),
        "states": [{"value": "running", "label": "in Umsetzung", "count": len(reports)}],
        "milestones": {"done": len(reports), "total": 2 * len(reports), "overdue": 0},
        "days": {"first": "2026-01-05", "last": "2026-01-05", "stale": 0},
        "attained": {
            "reaches": [{"value": "on_way", "label": "auf dem Weg", "count": 1}],
            "unmeasured": 0,
            "days": {"first": "2025-12-31", "last": "2025-12-31", "stale": 0},
            "indicators": 1,
            "with_target": 1,
            "reached": 0,
        },
    }


def evaluation(*reports: Content, **values: Any) -> Content:
    """A cycle with an earlier one; everything that is not said is empty."""
    rows = list(reports)
    fields = dict.fromkeys(each["field"] for each in rows)
    parts = [group(name, [each for each in rows if each["field"] == name]) for name in fields]
    missing = sum(1 for each in rows if each["state"] == "missing")
    usual = {
        "cycle": {
            "title": "Evaluation 2025", "strategy": "Digitalstrategie Musterland",
            "cutoff_on": "2025-12-31", "closed_on": "2026-02-27", "sha256": "c" * 64,
            "url": "/massnahmen/zyklen/evaluation-2025/",
        },
        "earlier": {"title": "Evaluation 2024", "cutoff_on": "2024-12-31"},
        "standing": {
            "asked": len(rows), "reported": len(rows) - missing, "missing": missing,
            "whole": group("Alle Maßnahmen", rows), "lights_before": counts(green=len(rows)),
            "fields": parts,
        },
        "reports": rows, "waived": [],
        "decisions": [each["id"] for each in rows if each["decision_needed"]],
        "urgent": [each["id"] for each in rows if each["light"]["value"] in ("red", "yellow")],
        "changes": {
            "flows": [{"before": "green", "after": "green", "count": len(rows)}],
            "states": [], "renumbered": [], "new": [], "gone": [], "promises": [],
        },
        "milestones": {
            "unknown": 0, "until": "2026-12-31", "reached": [], "overdue": [], "postponed": [],
            "given_up": [], "next": [],
        },
        "indicators": [], "costs": [], "grants": [], "corrections": [],
    }  # fmt: skip
    return {**usual, **values}
