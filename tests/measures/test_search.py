"""Finding measures by words: stems, compounds, order; the same on every database."""

import pytest

from measures.models import Measure
from measures.models.searching import search_words
from measures.queries.search import find_measures
from tests.factories.measures import MeasureFactory
from tests.factories.strategy import ElementFactory, VersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def found(typed: str) -> list[str]:
    """The numbers of the measures that are found, the best first."""
    fits = find_measures(Measure.objects.all(), typed)
    numbers = dict(Measure.objects.values_list("pk", "number"))
    return sorted((numbers[pk] for pk in fits), key=lambda n: -fits[_pk(n)])


def _pk(number: str) -> object:
    return Measure.objects.get(number=number).pk


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Fördern", "Förderung von Vereinen"),
        ("foerderung", "Wir fördern Vereine"),
        ("DÖRFER", "Ein Laden im Dorf"),
        ("strassen", "Straße ohne Schlaglöcher"),
        ("Bus", "Rufbus für alle"),
        ("Rad", "Lastenrad zum Ausleihen"),
        ("Gemeinde", "Gemeindeverwaltung von zu Hause"),
        ("Busse", "Ein Bus"),
        ("Bus", "Mehr Busse"),
        ("5G", "Netz mit 5G"),
        ("hf9-m77", "Egal"),
        ("die Vereine und der Bus", "Bus für Vereine"),
    ],
)
def test_words_are_found_by_their_stems_and_inside_of_compounds(typed: str, title: str) -> None:
    MeasureFactory(number="HF9-M77", title=title)
    MeasureFactory(number="HF9-M78", title="Ganz etwas anderes")
    assert found(typed) == ["HF9-M77"]


@pytest.mark.parametrize("typed", ["rad", "Bus"])
def test_short_words_are_not_found_within_longer_ones(typed: str) -> None:
    MeasureFactory(title="Radio im Grad der Business-Busche")
    assert found(typed) == []


def test_every_word_has_to_occur() -> None:
    MeasureFactory(number="A1", title="App für Mitfahrbänke", summary="Fahrten auf dem Land")
    MeasureFactory(number="B1", title="App für Bibliotheken")
    assert found("app land") == ["A1"]
    assert found("app nirgends") == []


def test_title_weighs_more_than_summary_and_summary_more_than_body() -> None:
    MeasureFactory(number="A1", body="<p>Es geht auch um Pflege.</p>")
    MeasureFactory(number="B1", title="Pflege")
    MeasureFactory(number="C1", summary="Alles zur Pflege.")
    assert found("pflege") == ["B1", "C1", "A1"]


def test_words_of_field_and_lead_are_found_as_they_are_called_today() -> None:
    measure = MeasureFactory(number="A1", field__name="Mobilität", lead__name="Fachdienst Verkehr")
    measure.field.name, measure.lead.name = "Bewegung", "Amt für Wege"
    measure.field.save()
    measure.lead.save()
    assert found("mobilität") == []
    assert found("bewegung wege") == ["A1"]


def test_words_of_a_field_go_on_in_its_successor() -> None:
    heir = ElementFactory(kind="field", name="Unterwegs")
    field = MeasureFactory(number="A1", field__strategy=heir.strategy).field
    field.retired_in, field.successor = VersionFactory(strategy=heir.strategy), heir
    field.save()
    assert found("unterwegs") == ["A1"]


@pytest.mark.parametrize("typed", ["", "   ", "!?%_'\"\\", "***"])
def test_nothing_is_asked_by_signs_alone(typed: str) -> None:
    MeasureFactory()
    assert find_measures(Measure.objects.all(), typed) == {}


def test_words_that_every_text_has_count_where_there_are_no_others() -> None:
    MeasureFactory(number="A1", title="Für alle")
    assert found("für") == []


# -- the column ----------------------------------------------------------------------------------
def test_words_follow_the_text_however_it_is_saved() -> None:
    measure = MeasureFactory(title="Alt")
    measure.title = "Bibliothek"
    measure.save(update_fields=["title"])
    assert found("bibliotheken") == [measure.number]
    made = MeasureFactory.build(
        number="B1", title="Museum", field=measure.field, strategy=measure.strategy, lead=None
    )
    Measure.objects.bulk_create([made])
    assert found("museum") == ["B1"]


def test_words_hold_no_markup() -> None:
    measure = MeasureFactory(body="<p>Straße</p><p>Weg</p>")
    assert " strass weg " in search_words(measure)
