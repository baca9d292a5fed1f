"""All sheets of the workbook. Headings are German and stay as they are: files outlive releases."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from measures.exchange.cells import (
    Amount,
    Day,
    Named,
    OneOf,
    Prose,
    SeveralNamed,
    SeveralOf,
    Spoken,
    Steps,
    Tick,
    Whole,
    Words,
)
from measures.exchange.entries import Grants, Indicators, Observations, Rows
from measures.exchange.sheets import HangingSheet, Sheet, Values
from measures.forms.costs import CostRows
from measures.forms.dependencies import DependencyRows
from measures.forms.guidelines import GuidelineRows
from measures.forms.measures import ACTUAL, PLANNED
from measures.forms.milestones import MilestoneRows
from measures.forms.parties import PartyRows
from measures.forms.risks import RiskRows
from measures.models import (
    Audience,
    CostLine,
    Dependency,
    Grant,
    Indicator,
    Measure,
    Party,
    Risk,
)
from measures.periods import begin_of, end_of

NUMBER = "Nummer"
MOVED_ELSEWHERE = _(
    "Der Stand ändert sich nicht durch eine Datei, sondern auf der Seite der Maßnahme, mit Begründung "
    "und Beschluss. Lassen Sie die Zelle, wie sie war; bei einer neuen Maßnahme bleibt sie leer."
)
GRANT_MOVED_ELSEWHERE = _(
    "Der Stand einer Förderung ändert sich nicht durch eine Datei, sondern auf der Seite der Maßnahme, "
    "mit dem Tag, an dem es geschah."
)
# Sheets that explain the others and are not read.
GUIDE, LISTS = "Hinweise", "Listen"


def _keys(relation: str) -> Any:
    """The keys of several things, from rows that were fetched already."""
    return lambda measure: [each.pk for each in getattr(measure, relation).all()]


def _to_periods(values: Values) -> Values:
    """A day that stands for a month or a year is stored as its first or its last day."""
    settled: Values = {}
    for names, precision, default in (
        (PLANNED, "planned_precision", Measure.Precision.MONTH),
        (ACTUAL, "actual_precision", Measure.Precision.DAY),
    ):
        for name, edge in zip(names, (begin_of, end_of), strict=True):
            if day := values.get(name):
                settled[name] = edge(day, values.get(precision) or default)
    return settled


def _with_scheme(values: Values) -> Values:
    proof = values.get("proof")
    return {"proof": proof if not proof or "://" in proof else f"https://{proof}"}


def _without_unit(values: Values) -> Values:
    """Per cent is a unit already."""
    return {"unit": ""} if values.get("kind") == Indicator.Kind.PERCENT else {}


PROFILE = Sheet(
    key="measures",
    title="Maßnahmen",
    hint="Eine Zeile je Maßnahme. Die Nummer sagt, welche gemeint ist; eine unbekannte Nummer ist eine neue Maßnahme.",
    identity=("number",),
    settle=_to_periods,
    columns=(
        Words("number", NUMBER, "Großbuchstaben und Ziffern, zum Beispiel HF3-M07. Nötig."),
        Words("title", "Titel", "Höchstens 200 Zeichen. Nötig."),
        Words("summary", "Kurzbeschreibung", "Ein Satz, den alle verstehen; höchstens 300 Zeichen. Nötig."),
        Prose("body", "Beschreibung", "Absätze durch eine Leerzeile trennen (Alt + Eingabe). Formatierter Text steht als HTML da."),
        OneOf("kind", "Art", keeps=True, options=Measure.Kind.choices),
        Tick("is_key_project", "Schlüsselprojekt", "ja oder nein", keeps=True),
        Tick("is_public", "öffentlich", "ja oder nein. Nur öffentliche Maßnahmen erscheinen auf der Website.", keeps=True),
        OneOf("state", "Stand", "Nur zum Lesen: Der Stand ändert sich auf der Seite der Maßnahme.", told=MOVED_ELSEWHERE, keeps=True, starts=Measure.State.PROPOSED, options=Measure.State.choices),
        Named("field", "Handlungsfeld", "Name oder Nummer. Nötig.", among=lambda known: known.fields, source=lambda row: row.field_id),
        SeveralNamed("further_fields", "Weitere Handlungsfelder", "Mehrere mit Semikolon trennen.", among=lambda known: known.fields, source=_keys("further_fields")),
        SeveralNamed("objectives", "Strategische Ziele", "Mehrere mit Semikolon oder auf eigenen Zeilen.", among=lambda known: known.objectives, source=_keys("objectives")),
        OneOf("approach", "Potenzialabwägung: Ergebnis", options=Measure.Approach.choices),
        Words("appraisal", "Potenzialabwägung", "Warum digital, analog oder beides."),
        OneOf("duty", "Art der Aufgabe", options=Measure.Duty.choices),
        OneOf("priority", "Priorität", options=Measure.Priority.choices),
        Named("lead", "Federführung", "Name einer Organisation, die es hier schon gibt.", among=lambda known: known.organisations, source=lambda row: row.lead_id),
        Named("responsible", "Verantwortlich (intern)", "E-Mail-Adresse eines Kontos. Wird nicht veröffentlicht.", is_internal=True, among=lambda known: known.people, source=lambda row: row.responsible_id),
        Words("contact_point", "Ansprechstelle"),
        Words("contact_email", "E-Mail der Ansprechstelle", "Ein Funktionspostfach; es wird veröffentlicht."),
        SeveralOf("audiences", "Lebenslagen", "Mehrere mit Semikolon trennen.", options=Audience.Situation.choices, source=lambda row: [each.situation for each in row.audiences.all()]),
        Words("target_groups", "Zielgruppen"),
        SeveralNamed("municipalities", "Gemeinden", "Mehrere mit Semikolon trennen; leer heißt: der ganze Landkreis.", among=lambda known: known.municipalities, source=_keys("municipalities")),
        Day("starts_on", "geplanter Beginn"),
        Day("ends_on", "geplantes Ende"),
        OneOf("planned_precision", "Genauigkeit der Planung", keeps=True, options=Measure.Precision.choices),
        Day("started_on", "tatsächlicher Beginn"),
        Day("ended_on", "tatsächliches Ende"),
        OneOf("actual_precision", "Genauigkeit des tatsächlichen Zeitraums", keeps=True, options=Measure.Precision.choices),
        Amount("cost_eur", "Kostenrahmen in Euro"),
        Amount("fte", "Personal in Vollzeitstellen"),
        Words("no_indicator_reason", "Warum es keine Kennzahl gibt"),
    ),
)  # fmt: skip
MILESTONES = HangingSheet(
    key="milestones",
    title="Meilensteine",
    hint="Eine Zeile je Schritt. Ein Schritt ist erreicht, oder er entfällt mit einem Grund.",
    identity=("title",),
    settle=_with_scheme,
    relation="milestones",
    filler=Rows(MilestoneRows),
    columns=(
        Words("title", "Meilenstein"),
        Day("due_on", "fällig am"),
        Day("done_on", "erreicht am"),
        Words("waived_reason", "entfällt, weil"),
        Words("proof", "Nachweis (Link)"),
    ),
)
PARTIES = HangingSheet(
    key="parties",
    title="Beteiligte",
    hint="Organisationen neben der Federführung, jede mit ihrer Rolle.",
    identity=("organisation", "part"),
    relation="parties",
    filler=Rows(PartyRows),
    columns=(
        Named("organisation", "Organisation", source=lambda row: row.organisation_id),
        OneOf("part", "Rolle", options=Party.Part.choices),
    ),
)
GUIDELINES = HangingSheet(
    key="guidelines",
    title="Leitlinien",
    hint="Wie stark eine Maßnahme einer Leitlinie dient, von 0 bis 3, und warum.",
    identity=("guideline",),
    relation="guidelines",
    filler=Rows(GuidelineRows),
    columns=(
        Named("guideline", "Leitlinie", among=lambda known: known.guidelines, source=lambda row: row.guideline_id),
        Whole("level", "Beitrag (0 bis 3)", places=0),
        Words("reason", "Begründung"),
    ),
)  # fmt: skip
COSTS = HangingSheet(
    key="cost_lines",
    title="Kosten",
    hint="Eine Zeile je Haushaltsjahr und Zweck. Leer bei „tatsächlich“ heißt: noch nicht bekannt.",
    identity=("year", "kind", "label"),
    relation="cost_lines",
    filler=Rows(CostRows),
    columns=(
        Whole("year", "Haushaltsjahr", places=0),
        OneOf("kind", "Kostenart", options=CostLine.Kind.choices),
        Words("label", "Wofür"),
        Amount("planned_eur", "geplant in Euro"),
        Amount("actual_eur", "tatsächlich in Euro"),
        Words("budget_line", "Produktkonto (intern)", is_internal=True),
    ),
)
RISKS = HangingSheet(
    key="risks",
    title="Risiken",
    hint="Was schiefgehen kann, und was dagegen getan wird.",
    identity=("title",),
    relation="risks",
    filler=Rows(RiskRows),
    is_public=lambda risk, _public: not risk.is_internal,
    columns=(
        Words("title", "Risiko"),
        OneOf("probability", "Wahrscheinlichkeit", options=Risk.Degree.choices),
        OneOf("impact", "Auswirkung", options=Risk.Degree.choices),
        Words("response", "Was wir dagegen tun"),
        Tick("is_internal", "nur intern", "ja oder nein", keeps=True, is_internal=True),
    ),
)
DEPENDENCIES = HangingSheet(
    key="dependencies",
    title="Abhängigkeiten",
    hint="Was eine Maßnahme braucht, was sie aufhält oder womit sie zusammenhängt.",
    identity=("other",),
    relation="dependencies",
    filler=Rows(DependencyRows),
    is_public=lambda dependency, public: dependency.other_id in public,
    columns=(
        OneOf("kind", "Diese Maßnahme …", options=Dependency.Kind.choices),
        Named("other", "… welche andere? (Nummer)", among=lambda known: known.measures, source=lambda row: row.other_id),
        Words("note", "Erläuterung"),
    ),
)  # fmt: skip
GRANTS = HangingSheet(
    key="grants",
    title="Fördermittel",
    hint="Eine Zeile je Förderung, mit ihren Fristen.",
    identity=("programme", "authority"),
    relation="grants",
    filler=Grants(),
    columns=(
        Words("programme", "Förderprogramm"),
        Words("authority", "Fördergeber"),
        Amount("amount_eur", "Betrag in Euro"),
        Amount("rate", "Förderquote in Prozent"),
        OneOf("state", "Stand", "Bei einer neuen Förderung frei; danach ändert er sich auf der Seite der Maßnahme.", told=GRANT_MOVED_ELSEWHERE, keeps=True, options=Grant.State.choices),
        Day("applied_on", "beantragt am"),
        Day("decided_on", "Bescheid vom"),
        Day("drawn_on", "vollständig abgerufen am"),
        Day("settled_on", "abgerechnet am"),
        Day("apply_by", "Antragsfrist"),
        Day("draw_by", "Abruf der Mittel bis"),
        Day("proof_by", "Verwendungsnachweis bis"),
        Day("bound_until", "Zweckbindung bis"),
        Words("note", "Interne Notiz", "Wird nicht veröffentlicht.", is_internal=True),
    ),
)  # fmt: skip
INDICATORS = HangingSheet(
    key="indicators",
    title="Kennzahlen",
    hint="Woran man merkt, dass eine Maßnahme wirkt. Was beobachtet wurde, steht auf dem Blatt „Werte“.",
    identity=("name",),
    settle=_without_unit,
    relation="indicators",
    filler=Indicators(),
    columns=(
        Words("name", "Kennzahl"),
        OneOf("level", "Ebene", keeps=True, options=Indicator.Level.choices),
        OneOf("kind", "Art", keeps=True, options=Indicator.Kind.choices),
        Words("unit", "Einheit"),
        Steps("scale", "Stufen", "Nur bei der Art „Stufen“: je Zeile der Zelle eine, die niedrigste zuerst."),
        OneOf("direction", "Richtung", keeps=True, options=Indicator.Direction.choices),
        Words("source", "Quelle"),
        OneOf("interval", "Wie oft erhoben", keeps=True, options=Indicator.Interval.choices),
        Spoken("baseline", "Ausgangswert", source=lambda row: (row, row.baseline)),
        Day("baseline_on", "Stand des Ausgangswerts"),
        Spoken("target", "Zielwert", source=lambda row: (row, row.target)),
        Day("target_on", "zu erreichen bis"),
    ),
)  # fmt: skip
VALUES = HangingSheet(
    key="values",
    title="Werte",
    hint="Was an einem Tag beobachtet wurde. Ein anderer Wert für denselben Tag berichtigt den alten; die Anmerkung sagt dann, was falsch war.",
    identity=("indicator", "on"),
    relation="values",
    filler=Observations(),
    stored=lambda measure: [each for indicator in measure.indicators.all() for each in indicator.entries.all()],
    columns=(
        Words("indicator", "Kennzahl", source=lambda row: row.indicator.name),
        Day("on", "Stand"),
        Spoken("value", "Wert"),
        Words("source", "Quelle"),
        Words("note", "Anmerkung"),
    ),
)  # fmt: skip
# In the order in which they are stored: values need their indicator, grants the costs that they cover.
HANGING = (
    MILESTONES, PARTIES, GUIDELINES, COSTS, GRANTS, INDICATORS, VALUES, RISKS, DEPENDENCIES,
)  # fmt: skip
SHEETS = (PROFILE, *HANGING)
