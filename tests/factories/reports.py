"""Reports, and the frozen content they are printed from.

``ReportFactory()`` waits for its worker; ``failed=True``, ``ready=True`` and ``released=True`` are
the later stages. ``content()`` is a small report as JSON; ``measure()`` is one profile in it.
"""

import hashlib
import json
import uuid
from typing import Any

import factory
from django.core.files.base import ContentFile

from smartregion.core.canonical import canonical_json
from smartregion.core.models import Job
from smartregion.core.snapshots import freeze
from smartregion.reports.actions import BUILD
from smartregion.reports.actions.mentioning import index_mentions
from smartregion.reports.documents import SCHEMA_VERSION
from smartregion.reports.models import Report, ReportFile
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.rendering.chapters import CHAPTERS
from tests.factories import report_parts as parts
from tests.factories.accounts import UserFactory
from tests.factories.dates import DAY, NOON
from tests.factories.report_materials import materials, maturity
from tests.factories.strategy import VersionFactory

PDF = b"%PDF-1.7 a finished report\n"
Content = dict[str, Any]


class ReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Report
        skip_postgeneration_save = True

    class Params:
        failed = False
        released = False
        ready = factory.SelfAttribute("released")

    id = factory.LazyFunction(uuid.uuid4)
    title = "Abschlussbericht Digitalstrategie Musterland"
    version = factory.SubFactory(VersionFactory, adopted=True)
    ordered_by = factory.SubFactory(UserFactory)
    ordered_at = NOON
    released_at = factory.LazyAttribute(lambda report: NOON if report.released else None)
    slug = factory.LazyAttribute(lambda report: str(report.id) if report.released else "")
    snapshot = factory.LazyAttribute(
        lambda report: freeze(
            kind="report",
            subject=report.title,
            content=content(),
            by=None,
            at=NOON,
            schema_version=SCHEMA_VERSION,
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

    @factory.post_generation
    def mentions(report: Any, create: bool, _extracted: Any, **_options: Any) -> None:  # noqa: N805
        if create and report.snapshot.is_intact:
            index_mentions(report=report)

    @factory.post_generation
    def files(report: Any, create: bool, _extracted: Any, **_options: Any) -> None:  # noqa: N805
        """One PDF, a draft until the report is released."""
        is_ready = report.job.state == "done"
        if create and is_ready:
            file_of(report)


def file_of(
    report: Report, data: bytes = PDF, format_: str = "pdf", is_draft: bool | None = None
) -> ReportFile:
    """A built file of a report: a draft until it is released."""
    return ReportFile.objects.create(
        report=report,
        format=format_,
        is_draft=report.released_at is None if is_draft is None else is_draft,
        file=ContentFile(data, f"bericht.{format_}"),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        pages=3 if format_ == "pdf" else None,
        built_at=NOON,
    )


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
        "latest": assessment("green"), **usual_parts(),
    }  # fmt: skip
    return {**usual, **values}


def usual_parts() -> Content:
    """What a measure of usual length has beside its plan."""
    return {
        "objectives": [{"name": "Alle lernen mit", "url": "/"}], "situations": [],
        "contact_point": "", "contact_email": "schule@example.org", "planned_precision": "month",
        "actual_precision": "day", "duty": "freiwillige Aufgabe", "priority": "hoch",
        "approach": "digital und analog", "appraisal": "", "fte": "1.50", "no_indicator_reason": "",
        "costs": [parts.cost(2025, "185000.10", "184000.55"), parts.cost(2026, "99999.90")],
        "grants": [parts.grant("142500.00", "approved", ("proof_by", "2027-03-31"))],
        "indicators": [parts.indicator("Besuchte Standorte", parts.value("2025-12-31", "40"))],
        "risks": [parts.risk()], "dependencies": [parts.needs()], "placings": [parts.placing()],
        "evidence": [],
    }  # fmt: skip


def no_parts() -> Content:
    """Of a measure of which hardly anything is known."""
    empty = {name: [] for name, value in usual_parts().items() if isinstance(value, list)}
    words = {name: "" for name, value in usual_parts().items() if isinstance(value, str)}
    return {**empty, **words, "fte": None, "planned_precision": "day"}


def overfull_parts(long: str) -> Content:
    """More of everything than a page holds."""
    return {
        "objectives": [{"name": f"Ziel {n} {long[:150]}", "url": "/"} for n in range(9)],
        "contact_point": long[:160], "no_indicator_reason": long[:300],
        "costs": [parts.cost(year, "1234567.89", "1234567.88") for year in range(2024, 2031)],
        "grants": [parts.grant("99999.99", programme=long[:160]) for _ in range(7)],
        "indicators": [
            parts.indicator(f"{n} {long[:150]}", parts.value("2025-12-31", "40")) for n in range(12)
        ],
        "risks": [parts.risk(long[:160]) for _ in range(12)],
        "dependencies": [parts.needs(f"HF1-M{n:02d}", long[:200]) for n in range(12)],
        "evidence": [parts.figure_of_survey(long[:300]) for _ in range(9)],
    }  # fmt: skip


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
        origins=[], latest=None, **no_parts(),
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
        latest=assessment("yellow", long * 2), **overfull_parts(long),
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
        "kind": "final", "is_publication": True, "subtitle": "", "site": "https://digital.example.org",
        "design": {"colour": "#1d3a80", "accent": "#23479b", "font": "sans", "partner": None},
        "foreword": None, "chapters": chapters(), "waiting": None,
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


def chapters(*keys: str, kind: str = "final") -> list[Content]:
    """Chapters without words of their own: those named, or all of a kind."""
    outline = OUTLINES[kind]
    chosen = keys or [key for key in outline.keys if key in CHAPTERS]
    return [
        {
            "key": key, "is_annex": key in outline.annexes, "title": "", "introduction": "",
            "conclusion": "", "written_by": "", "exhibits": [],
        }
        for key in chosen
    ]  # fmt: skip


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
        **materials(maturity=maturity(missing=[])),
    )
