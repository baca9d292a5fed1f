"""A workbook fills in the forms: what it changes, what it refuses, and that it is all or nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from measures.actions import change_measure
from measures.actions.grants import add_grant
from measures.actions.indicator_values import enter_value
from measures.actions.indicators import add_indicator
from measures.exchange.filling import import_measures
from measures.exchange.reading import read_workbook
from measures.models import (
    CostLine,
    Dependency,
    Grant,
    Indicator,
    IndicatorValue,
    Measure,
    Milestone,
    Risk,
)
from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry
from tests.factories.county import MunicipalityFactory, OrganisationFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import MeasureFactory, MilestoneFactory
from tests.factories.strategy import ElementFactory
from tests.measures.exchange.books import book, faults, imported, looked_at

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NEW = {"Nummer": "HF1-M07", "Titel": "Rufbus", "Kurzbeschreibung": "Kommt auf Anruf.", "Handlungsfeld": "Mobilität"}  # fmt: skip


@pytest.fixture
def field(db: None) -> object:
    return ElementFactory(kind="field", name="Mobilität", number="3")


def test_new_measure_comes_with_everything_that_hangs_on_it(office: User, field: object) -> None:
    OrganisationFactory(name="Fachdienst Verkehr")
    MunicipalityFactory(name="Görzke")
    ElementFactory(kind="guideline", name="vielfältig und offen", strategy=field.strategy)  # type: ignore[attr-defined]
    file = book(
        Maßnahmen=[{**NEW, "Federführung": "Fachdienst Verkehr", "Gemeinden": "Görzke", "Kostenrahmen in Euro": "1.234,50", "Personal in Vollzeitstellen": 1.5, "geplanter Beginn": "01.01.2026", "geplantes Ende": date(2028, 12, 31), "Schlüsselprojekt": "ja"}],
        Meilensteine=[{"Nummer": "HF1-M07", "Meilenstein": "Vertrag", "fällig am": date(2026, 6, 30)}],
        Beteiligte=[{"Nummer": "HF1-M07", "Organisation": "Fachdienst Verkehr", "Rolle": "Mitwirkung"}],
        Leitlinien=[{"Nummer": "HF1-M07", "Leitlinie": "vielfältig und offen", "Beitrag (0 bis 3)": 2, "Begründung": "Alle kommen hin."}],
        Kosten=[{"Nummer": "HF1-M07", "Haushaltsjahr": 2026, "Kostenart": "Investition", "Wofür": "Fahrzeug", "geplant in Euro": "80,000.00"}],
        Fördermittel=[{"Nummer": "HF1-M07", "Förderprogramm": "LEADER", "Betrag in Euro": 40000, "Förderquote in Prozent": "50 %"}],
        Kennzahlen=[{"Nummer": "HF1-M07", "Kennzahl": "Fahrgäste", "Quelle": "Zählung", "Ausgangswert": 0, "Zielwert": 5000}],
        Werte=[{"Nummer": "HF1-M07", "Kennzahl": "Fahrgäste", "Stand": date(2026, 5, 31), "Wert": "1.250,5"}],
        Risiken=[{"Nummer": "HF1-M07", "Risiko": "Kein Fahrer", "Wahrscheinlichkeit": "hoch", "Auswirkung": "mittel"}],
    )  # fmt: skip
    plan = imported(file, office)
    measure = Measure.objects.get()
    assert [each.number for each in plan.new] == ["HF1-M07"]
    assert (measure.cost_eur, measure.fte) == (Decimal("1234.50"), Decimal("1.5"))
    assert measure.is_key_project
    assert [town.name for town in measure.municipalities.all()] == ["Görzke"]
    assert Milestone.objects.get().title == "Vertrag"
    assert measure.guidelines.get().level == 2
    assert CostLine.objects.get().planned_eur == 80_000
    assert Grant.objects.get().rate == 50
    assert Indicator.objects.get().target == 5000
    assert IndicatorValue.objects.get().value == Decimal("1250.5")
    assert Risk.objects.get().probability == Risk.Degree.HIGH
    again = looked_at(file, office)
    assert (again.faults, again.brings_nothing) == ([], True)


@pytest.mark.behaviour("M18")
def test_same_file_twice_changes_nothing(office: User, field: object) -> None:
    file = book(Maßnahmen=[{**NEW, "geplanter Beginn": "15.03.2026"}])
    imported(file, office)
    written = AuditEntry.objects.count()
    plan = looked_at(file, office)
    assert (plan.brings_nothing, len(plan.unchanged)) == (True, 1)
    assert AuditEntry.objects.count() == written
    # Known to the month, the day is stored as the first one of it.
    assert Measure.objects.get().starts_on == date(2026, 3, 1)


@pytest.mark.behaviour("M18")
def test_every_fault_is_named_by_sheet_line_and_column(office: User, field: object) -> None:
    file = book(
        Maßnahmen=[
            {**NEW, "Federführung": "Fachdienst Verkher", "Kostenrahmen in Euro": "viel"},
            {**NEW, "Nummer": "klein", "geplanter Beginn": "31.02.2026"},
            {**NEW, "Nummer": "HF1-M08", "Titel": "", "geplantes Ende": "01.01.2020", "geplanter Beginn": "01.01.2021"},
            {**NEW, "Nummer": "HF1-M08"},
            {**NEW, "Nummer": None},
        ],
        Kosten=[{"Nummer": "HF9-M99", "Haushaltsjahr": 2026}],
    )  # fmt: skip
    assert faults(file, office) == [
        ("Maßnahmen", 6, "Nummer"),
        ("Maßnahmen", 2, "Federführung"),
        ("Maßnahmen", 2, "Kostenrahmen in Euro"),
        ("Maßnahmen", 3, "geplanter Beginn"),
        ("Maßnahmen", 4, "Titel"),
        ("Maßnahmen", 4, ""),
        ("Maßnahmen", 5, "Nummer"),
        ("Kosten", 2, "Nummer"),
    ]
    assert not Measure.objects.exists()


@pytest.mark.behaviour("M18")
def test_unknown_organisation_is_a_fault_that_names_the_nearest(
    office: User, field: object
) -> None:
    OrganisationFactory(name="Fachdienst Verkehr")
    plan = looked_at(book(Maßnahmen=[{**NEW, "Federführung": "Fachdienst Verkher"}]), office)
    assert [fault.reason for fault in plan.faults] == [
        "Eine Organisation „Fachdienst Verkher“ gibt es nicht. Ist „Fachdienst Verkehr“ gemeint?"
    ]


@pytest.mark.behaviour("M18")
def test_one_fault_and_nothing_is_stored(office: User, field: object) -> None:
    file = book(
        Maßnahmen=[NEW, {**NEW, "Nummer": "HF1-M08"}],
        Risiken=[{"Nummer": "HF1-M08", "Risiko": "Streik", "Wahrscheinlichkeit": "riesig"}],
    )
    plan = looked_at(file, office)
    with pytest.raises(ValidationError):
        import_measures(read_workbook(file), expected=plan.fingerprint, by=office, at=NOON)
    assert not Measure.objects.exists()


@pytest.mark.behaviour("M18")
def test_looking_keeps_nothing(office: User, field: object) -> None:
    before = AuditEntry.objects.count()
    assert len(looked_at(book(Maßnahmen=[NEW]), office).new) == 1
    assert not Measure.objects.exists()
    assert AuditEntry.objects.count() == before


def test_what_was_shown_is_what_happens_or_nothing(office: User) -> None:
    measure = MeasureFactory(number="HF1-M07", title="Rufbus")
    file = book(Maßnahmen=[{"Nummer": "HF1-M07", "Titel": "Mein Titel"}])
    plan = looked_at(file, office)
    change_measure(measure=measure, by=office, at=NOON, lock_version=1, title="Ihr Titel")
    with pytest.raises(ValidationError, match="Seit der Vorschau"):
        import_measures(read_workbook(file), expected=plan.fingerprint, by=office, at=NOON)
    assert Measure.objects.get().title == "Ihr Titel"


def test_missing_columns_stay_and_empty_cells_empty(office: User) -> None:
    MeasureFactory(number="HF1-M07", title="Rufbus", target_groups="Fahrgäste", contact_point="Bürgerbüro", starts_on=None, ends_on=None)  # fmt: skip
    plan = imported(book(Maßnahmen=[{"Nummer": "HF1-M07", "Titel": "Rufbus 2", "Zielgruppen": None}]), office)  # fmt: skip
    measure = Measure.objects.get()
    assert (measure.title, measure.target_groups) == ("Rufbus 2", "")
    assert measure.contact_point == "Bürgerbüro"
    said = [(one.heading, one.old, one.new) for one in plan.changed[0].rows[0].fields]
    assert said == [("Titel", "Rufbus", "Rufbus 2"), ("Zielgruppen", "Fahrgäste", "")]
    noted = measure.field_changes.order_by("field").values_list("field", "old", "new")
    assert list(noted) == [("target_groups", "Fahrgäste", ""), ("title", "Rufbus", "Rufbus 2")]


def test_state_is_never_moved_by_a_file(office: User, field: object) -> None:
    MeasureFactory(number="HF1-M07", state=Measure.State.RUNNING)
    moved = book(Maßnahmen=[{"Nummer": "HF1-M07", "Stand": "abgeschlossen"}])
    assert faults(moved, office) == [("Maßnahmen", 2, "Stand")]
    new = [
        {**NEW, "Nummer": "HF1-M08", "Stand": "beschlossen"},
        {**NEW, "Nummer": "HF1-M09", "Stand": "vorgeschlagen"},
    ]
    assert faults(book(Maßnahmen=new), office) == [("Maßnahmen", 2, "Stand")]
    same = book(Maßnahmen=[{"Nummer": "HF1-M07", "Stand": "in Umsetzung"}])
    assert looked_at(same, office).brings_nothing


def test_rows_that_are_not_in_the_file_stay(office: User) -> None:
    measure = MeasureFactory(number="HF1-M07")
    kept = MilestoneFactory(measure=measure, title="Bleibt")
    MilestoneFactory(measure=measure, title="Vertrag")
    file = book(Meilensteine=[{"Nummer": "HF1-M07", "Meilenstein": "Vertrag", "fällig am": DAY, "erreicht am": DAY}])  # fmt: skip
    plan = imported(file, office)
    assert plan.notes == ["1 gespeicherte Zeile steht nicht in der Datei; sie bleibt, wie sie ist."]  # fmt: skip
    assert Milestone.objects.get(title="Vertrag").done_on == DAY
    assert Milestone.objects.filter(pk=kept.pk, title="Bleibt").exists()


def test_rows_follow_the_rules_of_their_page(office: User) -> None:
    MeasureFactory(number="HF1-M07", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    file = book(
        Meilensteine=[{"Nummer": "HF1-M07", "Meilenstein": "Zu spät", "fällig am": date(2031, 1, 1)}],
        Kosten=[{"Nummer": "HF1-M07", "Haushaltsjahr": 2026, "Kostenart": "Personal", "Wofür": "Stelle", "geplant in Euro": -5}],
        Fördermittel=[{"Nummer": "HF1-M07", "Förderprogramm": "LEADER", "Betrag in Euro": 10, "Förderquote in Prozent": 120}],
        Kennzahlen=[{"Nummer": "HF1-M07", "Kennzahl": "Stufe", "Art": "Stufen", "Quelle": "wir"}],
        Werte=[{"Nummer": "HF1-M07", "Kennzahl": "Gibt es nicht", "Stand": DAY, "Wert": 1}],
    )  # fmt: skip
    assert faults(file, office) == [
        ("Meilensteine", 2, "fällig am"),
        ("Kosten", 2, "geplant in Euro"),
        ("Fördermittel", 2, "Förderquote in Prozent"),
        ("Kennzahlen", 2, "Stufen"),
        ("Werte", 2, "Kennzahl"),
    ]


def test_circle_of_dependencies_among_new_measures_is_refused(office: User, field: object) -> None:
    numbers = ["HF1-M01", "HF1-M02", "HF1-M03"]
    measures = [{**NEW, "Nummer": number} for number in numbers]
    needs = [
        {"Nummer": number, "Diese Maßnahme …": "braucht", "… welche andere? (Nummer)": other}
        for number, other in zip(numbers, [*numbers[1:], numbers[0]], strict=True)
    ]
    imported(book(Maßnahmen=measures, Abhängigkeiten=needs[:2]), office)
    assert Dependency.objects.count() == 2
    assert [sheet for sheet, *_rest in faults(book(Abhängigkeiten=needs), office)] == [
        "Abhängigkeiten"
    ]


def test_another_value_for_a_day_corrects_the_old_one(office: User) -> None:
    measure = MeasureFactory(number="HF1-M07")
    indicator = add_indicator(
        by=office, at=NOON, measure=measure, name="Fahrgäste", source="Zählung"
    )
    enter_value(indicator=indicator, by=office, at=NOON, on=DAY, value=Decimal(10))
    row = {"Nummer": "HF1-M07", "Kennzahl": "Fahrgäste", "Stand": DAY, "Wert": 12}
    assert faults(book(Werte=[row]), office) == [("Werte", 2, "Anmerkung")]
    imported(book(Werte=[{**row, "Anmerkung": "Zahlendreher"}]), office)
    assert [entry.value for entry in IndicatorValue.objects.all()] == [10, 12]
    assert IndicatorValue.objects.current().get().value == 12
    title = {"Nummer": "HF1-M07", "Titel": "Anders"}
    plan = looked_at(book(Maßnahmen=[title], Werte=[{**row, "Anmerkung": "Zahlendreher"}]), office)
    # The value that was corrected is none that the file could lack.
    assert plan.notes == []
    assert [line.sheet for line in plan.changed[0].rows] == ["Maßnahmen"]


def test_grant_keeps_its_state_and_changes_the_rest(office: User) -> None:
    measure = MeasureFactory(number="HF1-M07", cost_eur=1000)
    add_grant(measure=measure, by=office, at=NOON, lock_version=1, programme="LEADER", amount_eur=Decimal(100))  # fmt: skip
    row = {"Nummer": "HF1-M07", "Förderprogramm": "LEADER", "Betrag in Euro": 200}
    moved = {**row, "Stand": "bewilligt", "Bescheid vom": DAY}
    assert faults(book(Fördermittel=[moved]), office) == [
        ("Fördermittel", 2, "Stand"), ("Fördermittel", 2, "Bescheid vom")
    ]  # fmt: skip
    imported(book(Fördermittel=[row]), office)
    assert (Grant.objects.get().amount_eur, Grant.objects.get().state) == (200, "planned")


def test_two_of_one_name_never_change_places(office: User) -> None:
    measure = MeasureFactory(number="HF1-M07")
    days = [DAY, DAY + timedelta(days=30)]
    for day in days:
        MilestoneFactory(measure=measure, title="Zwischenbericht", due_on=day)
    rows = [{"Nummer": "HF1-M07", "Meilenstein": "Zwischenbericht", "fällig am": day} for day in reversed(days)]  # fmt: skip
    assert looked_at(book(Meilensteine=rows), office).brings_nothing
