"""Who changed what in a profile, and how it read before."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from measures.actions import add_origin, change_measure
from measures.actions.costs import CostRow, set_cost_lines
from measures.actions.history import note
from measures.models import FieldChange, Measure, Origin
from measures.queries.history import NAMES, change_lines, changed_fields, changes_of, name_of
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.county import MunicipalityFactory, OrganisationFactory
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory

pytestmark = pytest.mark.django_db


def change(measure: Measure, by: User, **values: object) -> Measure:
    measure.refresh_from_db()
    return change_measure(
        measure=measure, by=by, at=NOON, lock_version=measure.lock_version, **values
    )


def told(measure: Measure) -> dict[str, tuple[str, str]]:
    return {one.field: (one.old, one.new) for one in FieldChange.objects.filter(measure=measure)}


def test_each_changed_field_is_kept_in_words(office: User) -> None:
    old, new = OrganisationFactory(name="Fachdienst A"), OrganisationFactory(name="Fachdienst B")
    measure = MeasureFactory(lead=old, cost_eur=Decimal(1000), title="Bleibt")
    change(
        measure,
        office,
        lead=new,
        cost_eur=Decimal("1234.50"),
        title="Bleibt",
        duty="mandatory",
        is_key_project=True,
        body="<p>Neu &amp; gut</p>",
        municipalities=[MunicipalityFactory(name="Wollin"), MunicipalityFactory(name="Beelitz")],
        audiences=["old", "family"],
    )
    assert told(measure) == {
        "lead": ("Fachdienst A", "Fachdienst B"),
        "cost_eur": ("1.000", "1.234,50"),
        "duty": ("", "Pflichtaufgabe"),
        "is_key_project": ("nein", "ja"),
        "body": ("", "Neu & gut"),
        "municipalities": ("", "Beelitz, Wollin"),
        "audiences": ("", "Familien mit Kindern, Ältere Menschen"),
    }
    assert {(one.by, one.at) for one in measure.field_changes.all()} == {(office, NOON)}


def test_what_stays_the_same_leaves_no_line(office: User) -> None:
    measure = MeasureFactory(title="Bleibt")
    change(measure, office, audiences=["old"])
    change(measure, office, title="Bleibt", audiences=["old"], municipalities=[])
    assert set(told(measure)) == {"audiences"}
    assert note(measure=measure, by=office, at=NOON, field="title", old="a", new="a") is None


def test_the_history_is_german_whatever_the_page_is(office: User) -> None:
    measure = MeasureFactory()
    with translation.override("en"):
        change(measure, office, duty="voluntary", cost_eur=Decimal(250_000))
    assert told(measure)["duty"] == ("", "freiwillige Aufgabe")
    assert told(measure)["cost_eur"] == ("", "250.000")


def test_the_history_of_rows_is_german_as_well(office: User) -> None:
    measure = MeasureFactory()
    row = CostRow(2027, "investment", "Fahrzeug", Decimal("1234.50"))
    with translation.override("en"):
        set_cost_lines(
            measure=measure, by=office, at=NOON, lock_version=measure.lock_version, rows=[row]
        )
    assert told(measure)["cost_lines"] == ("", "2027, Investition, Fahrzeug, geplant 1.234,50\xa0€")


def test_a_later_rename_changes_no_history(office: User) -> None:
    lead = OrganisationFactory(name="Wie es damals hieß")
    measure = MeasureFactory(lead=None)
    change(measure, office, lead=lead)
    lead.name = "Neuer Name"
    lead.save()
    assert told(measure)["lead"] == ("", "Wie es damals hieß")


def test_history_is_never_changed() -> None:
    line = note(measure=MeasureFactory(), by=None, at=NOON, field="title", old="", new="x")
    assert line is not None
    with pytest.raises(ValueError, match="never changed"):
        line.save()


@pytest.mark.parametrize("field", sorted(NAMES))
def test_what_hangs_on_a_measure_is_called_as_in_the_model(field: str) -> None:
    """A misspelt name would show itself to people; files and remarks are told of elsewhere."""
    assert Measure._meta.get_field(field)


def test_fields_are_named_as_in_the_form(office: User) -> None:
    measure = MeasureFactory()
    change(measure, office, title="Neu", fte=Decimal("0.5"))
    add_origin(measure=measure, by=office, at=NOON, kind=Origin.Kind.LAW, note="OZG")
    assert [label for _field, label in changed_fields(measure)] == [
        "Herkunft", "Personal in Vollzeitstellen", "Titel",
    ]  # fmt: skip
    assert name_of("was_es_einmal_gab") == "was_es_einmal_gab"
    [line] = change_lines(changes_of(measure, field="origins"))
    assert (line.old, line.new) == ("", "<p>Gesetz: OZG</p>")


def test_long_texts_show_where_they_differ(office: User) -> None:
    measure = MeasureFactory(summary="Der Bus fährt jede Stunde.")
    change(measure, office, summary="Der Bus fährt jede halbe Stunde.")
    [line] = change_lines(changes_of(measure))
    assert "<ins" in line.new
    assert "halbe" in line.new


# -- page --------------------------------------------------------------------------------------
def address(measure: Measure) -> str:
    return f"{measure.get_absolute_url()}verlauf/"


def test_colleagues_read_who_changed_what(office: User, owner: User, client_as: ClientAs) -> None:
    measure = MeasureFactory(title="Vorher")
    change(measure, office, title="<b>Nachher</b>")
    page = client_as(owner).get(address(measure)).content.decode()
    for words in ("Titel", "Vorher", "Nachher", str(office)):
        assert words in page
    assert "<b>Nachher" not in page


def test_one_field_alone(office: User, client_as: ClientAs) -> None:
    measure = MeasureFactory(title="Vorher", summary="Kurz gesagt")
    change(measure, office, title="Nachher", summary="Kürzer")
    answer = client_as(office).get(address(measure), {"angabe": "title"})
    assert [line.field for line in answer.context["lines"]] == ["Titel"]
    empty = client_as(office).get(address(measure), {"angabe": "body\0'"}).content.decode()
    assert "noch nicht geändert" in empty


def test_nothing_changed_yet(office: User, client_as: ClientAs) -> None:
    assert (
        "Noch keine Änderung" in client_as(office).get(address(MeasureFactory())).content.decode()
    )


@pytest.mark.behaviour("M20")
def test_the_public_never_reads_the_history(
    office: User, participant: User, client_as: ClientAs, anonymous_client: Client
) -> None:
    measure = MeasureFactory()
    change(measure, office, responsible=office)
    assert client_as(participant).get(address(measure)).status_code == 403
    assert anonymous_client.get(address(measure)).status_code == 302
    assert str(office) not in anonymous_client.get(measure.get_absolute_url()).content.decode()
