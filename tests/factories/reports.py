"""Reports, and the frozen content they are printed from.

``ReportFactory()`` waits for its worker; ``failed=True``, ``ready=True`` and ``released=True`` are
the later stages. ``content()`` is a small report as JSON; ``measure()`` is one profile in it.
"""

import json
import uuid
from typing import Any

import factory
from django.core.files.base import ContentFile

from smartregion.core.canonical import canonical_json
from smartregion.core.models import Job
from smartregion.core.snapshots import freeze
from smartregion.reports.actions import BUILD
from smartregion.reports.models import Report
from tests.factories.accounts import UserFactory
from tests.factories.dates import DAY, NOON
from tests.factories.strategy import VersionFactory

PDF = b"%PDF-1.7 a finished report\n"
Content = dict[str, Any]


class ReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Report

    class Params:
        failed = False
        released = False
        ready = factory.SelfAttribute("released")

    id = factory.LazyFunction(uuid.uuid4)
    title = "Abschlussbericht Digitalstrategie Musterland"
    version = factory.SubFactory(VersionFactory)
    ordered_by = factory.SubFactory(UserFactory)
    ordered_at = NOON
    released_at = factory.LazyAttribute(lambda report: NOON if report.released else None)
    file = factory.LazyAttribute(
        lambda report: ContentFile(PDF, "bericht.pdf") if report.ready else ""
    )
    pages = factory.LazyAttribute(lambda report: 3 if report.ready else None)
    snapshot = factory.LazyAttribute(
        lambda report: freeze(
            kind="report", subject=report.title, content=content(), by=None, at=NOON
        )
    )

    @factory.lazy_attribute
    def job(self: Any) -> Job:
        state = "failed" if self.failed else "done" if self.ready else "queued"
        error = "Der Teil „Beteiligung“ ließ sich nicht drucken." if self.failed else ""
        payload = {"report": str(self.id)}
        return Job.objects.create(
            payload=payload,
            kind=BUILD, key=str(self.snapshot.pk), state=state, error=error,
            ordered_at=NOON, published_at=NOON,
        )  # fmt: skip


# -- content -----------------------------------------------------------------------------------
def passage(title: str, number: str = "", **values: Any) -> Content:
    usual = {
        "name": title,
        "number": number,
        "title": title,
        "summary": f"{title}: worum es geht, in einem Satz.",
        "body": "<p>Größe, Straße, Öl: „Umlaute“ und 1.250 €.</p><h3>Ausgangslage</h3><p>Text.</p>",
        "parts": [],
    }
    return {**usual, **values}


def light(value: str) -> Content:
    words = {"green": "im Plan", "yellow": "mit Abweichungen", "missing": "nicht gemeldet"}
    return {"value": value, "label": words[value]}


def assessment(value: str, text: str = "Der erste Standort arbeitet.") -> Content:
    return {
        "cycle": "Evaluation 2025",
        "cycle_url": "/massnahmen/zyklen/2025/",
        "cutoff_on": "2025-12-31",
        "light": light(value),
        "done_since": text,
        "next_steps": text,
        "obstacles": text,
    }


def measure(number: str = "HF1-M01", title: str = "Lernzentrum", **values: Any) -> Content:
    """A profile of usual length."""
    card = {
        "number": number, "title": title, "summary": "Ein Ort zum Üben für die ganze Region.",
        "kind": "Startprojekt", "is_key_project": True, "is_public": True, "field": "Bildung",
        "lead": "Fachdienst Schule", "starts_on": "2025-01-01", "ends_on": "2027-06-30",
        "state": "running", "state_label": "in Umsetzung", "milestones_done": 1,
        "milestones_total": 2, "url": "/massnahmen/", "id": number,
    }  # fmt: skip
    usual = {
        "card": {**card, **values.pop("card", {})},
        "body": "<p>Was das Zentrum tut und für wen es da ist.</p>" * 3,
        "state_reason": "", "review_on": None, "fields": [{"name": "Bildung", "url": "/"}],
        "lead_email": "schule@example.org",
        "parties": [{"name": "Volkshochschule", "part": "Mitwirkung"}],
        "target_groups": "Kinder und Jugendliche", "municipalities": ["Musterstadt"],
        "started_on": "2025-02-01", "ended_on": None, "cost_eur": "285000.00",
        "milestones": [
            {"title": "Räume gefunden", "due_on": "2025-06-30", "done_on": "2025-07-10"},
            {"title": "Eröffnung", "due_on": "2026-09-30", "done_on": None},
        ],
        "guidelines": [{"name": "vielfältig und offen", "level": 3, "reason": "Für alle."}],
        "origins": [{"kind": "Themenwerkstatt", "text": "Arbeitsgruppe Schule", "url": ""}],
        "latest": assessment("green"),
    }  # fmt: skip
    return {**usual, **values}


def empty_measure(number: str = "HF1-M02", title: str = "Noch unbeschrieben") -> Content:
    """A profile of which hardly anything is known."""
    card = {
        "lead": "",
        "starts_on": None,
        "ends_on": None,
        "summary": "Kurz.",
        "state_label": "vorgeschlagen",
    }
    return measure(
        number, title, card=card, body="", lead_email="", parties=[], target_groups="",
        municipalities=[], started_on=None, cost_eur=None, milestones=[], guidelines=[],
        origins=[], latest=None,
    )  # fmt: skip


def overfull_measure(number: str = "HF1-M03", title: str = "Über alle Maßen " * 12) -> Content:
    """Everything as long as the forms allow, and longer."""
    long = "Donaudampfschifffahrtsgesellschaft und Verwaltungsdigitalisierungskoordination. " * 12
    return measure(
        number, title.strip()[:200], card={"summary": long[:300]},
        body=f"<p>{long}</p>" * 6 + "<p>Der letzte Satz der Beschreibung.</p>",
        target_groups=long[:300], municipalities=[f"Gemeinde {n}" for n in range(30)],
        parties=[{"name": f"Verein {n} {long[:80]}", "part": "Mitwirkung"} for n in range(20)],
        milestones=[
            {"title": f"Schritt {n} {long[:160]}", "due_on": "2026-01-31", "done_on": None}
            for n in range(25)
        ],
        guidelines=[{"name": f"Leitlinie {n}", "level": n % 4, "reason": long} for n in range(8)],
        origins=[{"kind": "Beitrag", "text": long, "url": ""} for _ in range(9)],
        latest=assessment("yellow", long * 2),
    )  # fmt: skip


def question(
    number: int, text: str, kind: str = "single", counts: tuple[int, ...] = (40, 20)
) -> Content:
    answered = sum(counts)
    return {
        "number": number, "code": f"q{number}", "type": kind, "text": text, "shown": answered + 3,
        "answered": answered, "rows": [], "spread": None, "unit": "", "versions": [1], "reworded_in": [],
        "counts": [
            {"code": str(place), "label": f"Antwort {place}", "count": count, "share": count / answered}
            for place, count in enumerate(counts, 1)
        ],
    }  # fmt: skip


def survey(*questions: Content, responses: int = 63) -> Content:
    return {
        "results": {
            "slug": "digital", "title": "Digitalisierung im Alltag", "language": "de",
            "responses": responses, "examples": responses, "first_on": "2025-03-01",
            "last_on": "2025-04-30", "versions": [], "questions": list(questions),
        },
        "opens_on": "2025-03-01", "closes_on": "2025-04-30", "languages": 2, "is_closed": True,
    }  # fmt: skip


def forum() -> Content:
    figures = {
        "said": 3,
        "taken_up": 1,
        "not_taken_up": 1,
        "not_competent": 0,
        "open": 1,
        "hidden": 1,
    }
    said = {
        "text": "Der Bus fährt zu selten.", "municipality": "Musterstadt",
        "state": "aufgegriffen", "reason": "Der Takt wird dichter.", "office": "Fachdienst Verkehr",
    }  # fmt: skip
    topic = {
        "title": "Mobilität", "question": "Was fehlt Ihnen?", "impulse_by": "Fachdienst Verkehr",
        "opens_on": "2025-05-01", "closes_on": "2025-06-30", "answer_by": "2025-08-31",
        "phase": "closed", "summary": "<p>Viele wünschen sich Anschlüsse.</p>", "fields": ["Bildung"],
        "municipalities": {"Musterstadt": 3}, "contributions": [said], **figures,
    }  # fmt: skip
    return {
        "title": "Diskussionsforum", "summary": "Drei Impulse.", "intro": "", "is_example": True,
        "topics": [topic], **figures,
    }  # fmt: skip


def cycle(*measures: Content) -> Content:
    lines = [
        {
            "number": each["card"]["number"], "title": each["card"]["title"],
            "state": "accepted", "light": light("green"), "done_since": "Der erste Standort arbeitet.",
            "next_steps": "", "obstacles": "",
        }
        for each in measures
    ]  # fmt: skip
    missing = {"number": "HF9-M09", "title": "Funkloch schließen"}
    counts = [
        {"light": light("green"), "count": len(lines)},
        {"light": light("missing"), "count": 1},
    ]
    return {
        "title": "Evaluation 2025", "slug": "2025", "cutoff_on": "2025-12-31", "sha256": "c" * 64,
        "lines": [*lines, {**missing, "state": "missing", "light": light("missing")}],
        "lights": counts, "fields": [{"number": "1", "name": "Bildung", "lights": counts}],
        "asked": len(lines) + 1, "reported": len(lines), "missing": [missing],
    }  # fmt: skip


def content(*measures: Content, **values: Any) -> Content:
    """A small report; without measures, surveys and the like it is that of a new county."""
    phase = {
        "title": "Bestandsanalyse", "format": "Gespräche", "result": "Drei Befunde.",
        "starts_on": "2024-01-01", "ends_on": "2024-06-30", "is_done": True,
    }  # fmt: skip
    zone = {
        "zone": "rural",
        "label": "ländlicher Raum",
        "count": 1,
        "population": 5000,
        "names": ["Musterstadt"],
    }
    usual = {
        "title": "Abschlussbericht Digitalstrategie Musterland", "made_on": DAY,
        "county": {
            "name": "Landkreis Musterland", "ags": "12999", "state_name": "Brandenburg",
            "seat": "Musterstadt", "area_km2": "2592.00", "population": 214_700,
            "population_on": None, "contact_office": "Stabsstelle Digitalisierung",
            "contact_email": "digital@example.org", "contact_address": "", "is_demo": True,
            "logo": "", "municipalities": 38, "towns": 9, "zones": [zone],
        },
        "strategy": {
            "title": "Digitalstrategie Musterland", "period_start": 2024, "period_end": 2030,
            "label": "1.0", "state": "adopted", "state_label": "beschlossen", "sha256": "a" * 64,
            "effective_from": "2024-05-23",
            "resolution": {
                "body": "Kreistag", "decided_on": "2024-05-23", "paper_number": "2024/012",
                "result": "beschlossen",
            },
        },
        "phases": [phase],
        "reading": {
            "opening": [passage("Anlass und Vorgehen"), passage("Ausgangslage")],
            "vision": [passage("Nähe trotz Entfernung")],
            "guidelines": [passage("vielfältig und offen", "L1")],
            "fields": [passage("Bildung", "HF1", parts=[passage("Alle lernen mit", "HF1-Z1")])],
            "closing": [passage("Ausblick")],
        },
        "surveys": [], "forums": [], "measures": list(measures), "cycle": None,
    }  # fmt: skip
    return json.loads(canonical_json({**usual, **values}))  # type: ignore[no-any-return]


def full_content() -> Content:
    """Every chapter has something to say, and the profiles are of all lengths."""
    measures = (measure(), empty_measure(), overfull_measure())
    many = question(3, "In welcher Gemeinde wohnen Sie?", "municipality", tuple(range(60, 0, -1)))
    return content(
        *measures,
        surveys=[
            survey(
                question(1, "Wie gut ist Ihr Netz?"), question(2, "Was fehlt?", "multiple"), many
            )
        ],
        forums=[forum()],
        cycle=cycle(*measures),
    )
