"""Frozen material of the first chapters: the starting position, what people said, questionnaires.

Each function gives one thing as a snapshot holds it; ``materials()`` gives one of everything.
"""

from typing import Any

Content = dict[str, Any]


def group(**values: Any) -> Content:
    usual = {"wanted": 2, "known": 2, "total_text": "", "low": "10", "middle": "20", "high": "30"}
    return {**usual, **values}


def topic(title: str = "Anteil 65 Jahre und älter", **values: Any) -> Content:
    usual = {
        "code": "merkmal", "title": title, "unit": "%", "is_summable": False,
        "county": group(), "belt": group(), "rural": group(),
        "sources": [{"name": "Landesamt für Statistik", "on": "2024-12-31"}], "gaps": [],
    }  # fmt: skip
    return {**usual, **values}


def project(title: str = "Dorfladen", **values: Any) -> Content:
    usual = {
        "title": title, "summary": "Ein Laden mit Poststelle.", "organisation": "Genossenschaft",
        "state": "running", "state_label": "läuft", "started_in": 2015, "ended_in": None,
        "municipalities": [], "fields": ["Bildung"],
    }  # fmt: skip
    return {**usual, **values}


def framework(title: str = "Onlinezugangsgesetz", **values: Any) -> Content:
    usual = {
        "title": title, "level": "federation", "level_label": "Bund", "kind_label": "Gesetz",
        "owner": "Bund", "summary": "Leistungen gehen online.", "validity": "ab 2017",
        "standing": "valid", "standing_label": "gilt heute", "fields": ["HF1 Bildung"],
    }  # fmt: skip
    return {**usual, **values}


def square(field: str = "", **texts: str) -> Content:
    """A square of findings; ``strength="…"`` puts one into a corner."""
    labels = {"strength": "Stärken", "weakness": "Schwächen", "opportunity": "Chancen", "threat": "Risiken"}  # fmt: skip
    return {
        "field": field,
        "corners": [
            {
                "kind": kind, "label": label, "sign": "+",
                "findings": [
                    {"text": texts[kind], "source": "Bericht", "as_of": "2024-12-31", "grown": []}
                ] if kind in texts else [],
            }
            for kind, label in labels.items()
        ],
    }  # fmt: skip


def spread(*counts: int, missing: int = 0, median: tuple[int, int] | None = (1, 2)) -> Content:
    return {"counts": list(counts), "missing": missing, "median": median and list(median)}


def maturity(**values: Any) -> Content:
    dimension = {
        "title": "Dienste online", "short_title": "Dienste", "question": "Wie weit?",
        "levels": ["nichts", "wenig", "manches", "vieles", "alles"],
        "actual": spread(1, 1, 0, 0, 0, median=(0, 1)), "target": spread(0, 0, 0, 2, 0, median=(3, 3)),
        "before": None, "zones": [spread(0, 1, 0, 0, 0), spread(1, 0, 0, 0, 0)],
    }  # fmt: skip
    usual = {
        "title": "Reifegrad 2025", "closed_on": "2025-11-14", "is_example": False, "before": "",
        "towns": 3, "reported": 2, "missing": ["Golzow"], "dimensions": [dimension] * 3,
    }  # fmt: skip
    return {**usual, **values}


def format_(title: str = "Auftakt im Kreishaus", **values: Any) -> Content:
    usual = {
        "kind": "Treffen", "title": title, "starts_on": "2024-03-24", "ends_on": None,
        "people": 57, "counted": "Teilnehmende", "is_at_least": False,
    }  # fmt: skip
    return {**usual, **values}


def voice(text: str = "Der Bus fährt zu selten.", **values: Any) -> Content:
    usual = {
        "id": "0b34856b-df73-4730-b842-45a83e80fb72", "text": text, "municipality": "Musterstadt",
        "said_on": "2025-06-01", "is_hidden": False, "state": "aufgegriffen",
        "reason": "Der Takt wird dichter.", "office": "Fachdienst Verkehr", "answered_on": "2025-07-01",
        "channel": "Forum", "place": "Mobilität", "fields": ["Bildung"],
        "grown": [{"kind": "measure", "title": "HF1-M01 Lernzentrum", "state": "in Umsetzung"}],
        "rewording": None,
    }  # fmt: skip
    return {**usual, **values}


def comment(text: str = "Bitte auch am Telefon.", **values: Any) -> Content:
    about = {"spot": "HF1 Bildung, Absatz 2", "quote": "Buchung per App.", "on_behalf_of": ""}
    return {**voice(text), "state": "übernommen", **about, "is_open": False, **values}


def draft(*comments: Content, **values: Any) -> Content:
    usual = {
        "label": "1.0", "opens_on": "2024-01-08", "closes_on": "2024-02-16",
        "total": len(comments), "open": 0, "comments": list(comments),
    }  # fmt: skip
    return {**usual, **values}


def event(title: str = "Forum im Kreishaus", **values: Any) -> Content:
    usual = {
        "title": title, "kind_label": "Diskussionsforum", "summary": "Drei Impulse.",
        "held_on": "2025-05-06", "until": "2025-05-06", "form_label": "vor Ort", "place": "Kreishaus",
        "people": 49, "is_example": False, "fields": ["Bildung"],
        "agenda": [{"starts_at": "17:30", "title": "Begrüßung", "role": ""}],
        "groups": [{"heading": "Teilnehmende nach Gemeinde", "shares": [["Musterstadt", 30], ["weitere", 19]]}],
        "intro": "Eingeladen hatte die Stabsstelle.", "has_minutes": True,
        "points": [{**voice("Der Rufbus fährt auch abends."), "number": 1}],
    }  # fmt: skip
    return {**usual, **values}


def questionnaire(**values: Any) -> Content:
    line = {"text": "sehr gut", "condition": "", "with_text": False, "exclusive": False}
    item = {
        "number": 1, "text": "Wie gut ist Ihr Netz?", "help": "Zu Hause.", "condition": "",
        "kind_label": "Einfachauswahl", "is_required": True, "options": [line], "rows": [],
    }  # fmt: skip
    usual = {
        "title": "Digitalisierung im Alltag", "intro": "<p>Acht Minuten.</p>", "version": 2,
        "published_on": "2025-03-01", "languages": ["Deutsch", "Englisch"], "minutes": 8,
        "pages": [{"title": "Ihr Netz", "condition": "", "questions": [item]}],
    }  # fmt: skip
    return {**usual, **values}


def targets(number: str = "HF1-Z1") -> list[Content]:
    indicator = {
        "name": "Gemeinden mit Angebot", "baseline": "19", "baseline_on": "2022-12-31",
        "latest": "27", "latest_on": "2025-12-31", "target": "38", "target_on": "2030-12-31",
        "reach_label": "auf dem Weg", "source": "Fahrplan", "is_example": False,
    }  # fmt: skip
    objective = {"number": number, "title": "Alle lernen mit", "measures": 1}
    return [{"field": "Bildung", "objectives": [{**objective, "indicators": [indicator]}]}]


def materials(**values: Any) -> Content:
    """One of everything."""
    usual = {
        "structure": [topic(), topic("Fläche", county=group(total_text="2.592"))],
        "projects": [project()], "frameworks": [framework()], "maturity": maturity(),
        "findings": [square(strength="Gute Schulen."), square("Bildung", threat="Fachkräfte fehlen.")],
        "formats": [format_()], "voices": [voice()], "consultations": [draft(comment())],
        "events": [event()], "questionnaires": [questionnaire()], "targets": targets(),
    }  # fmt: skip
    return {**usual, **values}
