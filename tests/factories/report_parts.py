"""Parts of frozen content: what hangs on a measure, and the materials that chapters about measures read."""

from itertools import pairwise
from typing import Any

Content = dict[str, Any]


def cost(year: int, planned: str, actual: str | None = None, kind: str = "Investition") -> Content:
    return {
        "year": year, "kind": kind, "label": "Ausstattung", "planned_eur": planned,
        "actual_eur": actual, "budget_line": "",
    }  # fmt: skip


def grant(
    amount: str, state: str = "approved", *deadlines: tuple[str, str], **values: Any
) -> Content:
    words = {"approved": "bewilligt", "planned": "geplant", "refused": "abgelehnt"}
    return {
        "pk": 1, "programme": "Ländliche Entwicklung", "authority": "Land", "state": state,
        "state_label": words[state], "amount_eur": amount, "rate": "80.00", "steps": [], "note": "",
        "deadlines": [{"name": name, "label": name, "day": day} for name, day in deadlines], **values,
    }  # fmt: skip


def value(on: str, number: str) -> Content:
    return {
        "pk": 1, "on": on, "value": number, "said": f"{number} Standorte", "source": "Zählung",
        "note": "", "base_n": None, "margin": None, "rests_on": "", "survey": "", "survey_url": "",
        "is_withdrawn": False,
    }  # fmt: skip


def indicator(name: str = "Besuchte Standorte", *values: Content, **others: Any) -> Content:
    """An indicator of a measure, rising from 0 to 80."""
    reach = "on_way" if values else "no_data"
    return {
        "pk": 1, "name": name, "url": "/", "measure": "HF1-M01 Lernzentrum", "objective": "",
        "subject_url": "/", "level": "output", "level_label": "Leistung (Output)", "kind": "number",
        "unit": "Standorte", "scale": [], "direction": "rising", "direction_label": "soll steigen",
        "source": "Zählung", "interval": "yearly", "interval_label": "jährlich",
        "baseline": "0", "baseline_on": "2024-01-01", "baseline_said": "0 Standorte", "target": "80",
        "target_on": "2027-12-31", "target_said": "80 Standorte", "values": list(values),
        "attainment": {"reach": reach, "share": "0.5" if values else None, "steps": None},
        "wanted_on": "2026-12-31", "is_example": True, **others,
    }  # fmt: skip


def risk(title: str = "Die Stelle bleibt unbesetzt") -> Content:
    return {
        "title": title, "probability": 2, "probability_label": "mittel", "impact": 3,
        "impact_label": "hoch", "weight": 6, "response": "Früh ausschreiben", "is_internal": False,
    }  # fmt: skip


def needs(number: str = "HF1-M02", title: str = "Noch unbeschrieben") -> Content:
    return {
        "kind": "braucht", "number": number, "title": title, "url": "/", "state_label": "geplant",
        "note": "", "warning": "",
    }  # fmt: skip


def placing(**values: Any) -> Content:
    return {
        "round": "Runde 1", "url": "/", "resolution": "", "ranked": 12, "score": 3.75, "raters": 5,
        "divided": 1, "place": {"rank": 2, "best": 1, "worst": 4}, **values,
    }  # fmt: skip


def figure_of_survey(question: str = "Welche Geräte nutzen Sie?") -> Content:
    return {
        "pk": 1, "survey": "Digitalisierung im Alltag", "url": "/", "question": question, "note": "",
        "answered": 570, "published_on": "2025-06-01", "filter": "", "weighting": "",
        "answers": [["Smartphone", 89.4]], "outdated": "", "may_renew": False, "is_public": True,
        "is_example": True,
    }  # fmt: skip


# -- materials ---------------------------------------------------------------------------------
def timeline(*rows: Content) -> list[Content]:
    """One field with these measures on the time axis."""
    return [{"name": "HF1 Bildung", "rows": list(rows)}]


def timeline_row(
    number: str = "HF1-M01", first: str | None = "2025-01-01", last: str | None = "2027-06-30"
) -> Content:
    return {
        "id": f"00000000-0000-4000-8000-{int(number[-2:]):012d}", "number": number,
        "title": "Lernzentrum", "url": "/", "state_label": "in Umsetzung", "is_public": True,
        "is_idle": False, "planned": {"first": first, "last": last, "precision": "quarter"},
        "actual": {"first": None, "last": None, "precision": "day"},
        "steps": [
            {"title": "Eröffnung", "due_on": "2026-09-30", "done_on": None, "waived_reason": ""}
        ],
    }  # fmt: skip


def graph(edges: int = 1) -> Content:
    """A chain of measures that wait for each other."""
    ids = [f"00000000-0000-4000-8000-{place:012d}" for place in range(edges + 1)]
    nodes = [
        {
            "id": key, "number": f"HF1-M{place:02d}", "title": "Lernzentrum", "url": "/",
            "state": "running", "state_label": "in Umsetzung", "is_beside": False,
        }
        for place, key in enumerate(ids)
    ]  # fmt: skip
    drawn = [
        {"before": one, "after": other, "is_directed": True, "note": "", "warning": ""}
        for one, other in pairwise(ids)
    ]
    return {"nodes": nodes, "edges": drawn}


def serving(*levels: int | None) -> Content:
    """One measure beside as many guidelines."""
    columns = [
        {
            "name": f"L{place} offen", "slug": f"l{place}", "url": "/", "served_by": int(bool(level)),
            "strongly_by": int(level == 3),
        }
        for place, level in enumerate(levels, 1)
    ]  # fmt: skip
    row = {"number": "HF1-M01", "title": "Lernzentrum", "url": "/", "levels": list(levels)}
    return {
        "columns": columns,
        "fields": [{"name": "HF1 Bildung", "rows": [row]}] if levels else [],
    }


def prioritisation(*numbers: str, **values: Any) -> Content:
    """A finished round with one criterion for benefit and one for effort."""
    criteria = [
        {
            "name": name, "question": "Wie viel?", "weight": 50, "source": "raters", "axis": axis,
            "low": "", "middle": "", "high": "",
        }
        for name, axis in (("Wirkung", "benefit"), ("Aufwand", "effort"))
    ]  # fmt: skip
    rated = [
        {
            "measure_id": number, "number": number, "title": "Lernzentrum", "field": "Bildung",
            "is_key_project": True, "raters": 3, "voices": None, "score": 3.5, "benefit": 4.0,
            "effort": 2.0, "place": {"rank": place, "best": place, "worst": place + 1},
            "judgements": [{"values": [2, 4, 5], "median": 4.0}, {"values": [3, 3, 4], "median": 3.0}],
        }
        for place, number in enumerate(numbers, 1)
    ]  # fmt: skip
    usual = {
        "title": "Runde 1", "resolution": "", "ended_on": "2024-03-01", "shows_ranking": True,
        "is_example": True,
        "result": {"criteria": criteria, "measures": rated, "asked": 5, "handed_in": 3},
    }  # fmt: skip
    return usual | values
