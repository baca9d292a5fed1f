"""One paper form: judged like the screen, but nothing is required, and told when it left its way."""

import pytest

from participation.surveys.document.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.document.way import check_all
from participation.surveys.paper.entry import differences, read_entry
from tests.factories.county import MunicipalityFactory
from tests.factories.paper import everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.slow]

# A whole sheet by short keys, one for each kind.
SHEET = {
    "q-auto": "1", "q-jahr": "1998", "q-marke": "Trabant", "q-weg": "4", "other-weg": "mit dem Boot",
    "q-themen": "13", "q-fach": "11", "q-note": "0", "q-anteil": "40", "q-rang": "2-1",
    "q-orte": "516", "q-mittel": "13 2", "q-fahrten": "12 3,5", "q-tag": "12.3.2019",
    "q-idee": "Ein Rufbus.", "q-ort": "beel", "q-ja": "1",
}  # fmt: skip


@pytest.fixture
def document() -> Questionnaire:
    MunicipalityFactory(name="Beelitz", ags="12069018")
    return questionnaire_of(everything())


@pytest.mark.behaviour("Q33")
def test_a_whole_sheet_with_all_kinds_is_typed_with_a_few_keys(document: Questionnaire) -> None:
    entry = read_entry(document, SHEET)
    assert entry.faults == {}
    assert entry.astray == ()
    assert entry.answers == {
        "auto": "yes",
        "jahr": 1998,
        "marke": "Trabant",
        "weg": "d",
        "weg.other": "mit dem Boot",
        "themen": ["a", "c"],
        "fach": "k",
        "note": "0",
        "anteil": 40,
        "rang": ["c", "a"],
        "orte": {"r1": "5", "r2": "1", "r3": "na"},
        "mittel": {"r1": ["a", "c"], "r2": ["b"]},
        "fahrten": {"r1": 12.0, "r2": 3.5},
        "summe": 15.5,
        "tag": "2019-03-12",
        "idee": "Ein Rufbus.",
        "ort": "12069018",
        "ja": "yes",
    }
    check_all(document, entry.answers)


@pytest.mark.behaviour("Q33")
def test_an_empty_sheet_is_fine_although_a_question_is_required(document: Questionnaire) -> None:
    entry = read_entry(document, {"q-auto": "?"})
    assert entry.faults == {}
    assert entry.answers["auto"] is None
    check_all(document.voluntary, entry.answers)


@pytest.mark.parametrize(
    ("keys", "field", "sentence"),
    [
        ({"q-jahr": "1800", "q-auto": "1"}, "q-jahr", "Die Zahl muss mindestens 1950 sein."),
        ({"q-themen": "123"}, "q-themen", "Bitte wählen Sie höchstens 2 Antworten."),
        ({"q-themen": "14"}, "q-themen", "Eine Ihrer Antworten schließt alle anderen aus"),
        ({"q-rang": "11-"}, "q-rang", "Radweg: Platz 1 ist schon vergeben."),
        ({"q-fahrten": "5 100"}, "q-fahrten", "Text r2: Die Zahl darf höchstens 99 sein."),
        (
            {"q-tag": "31.2.2020"},
            "q-tag",
            "Bitte geben Sie ein Datum ein, zum Beispiel 31.03.2026.",
        ),
        ({"q-weg": "9"}, "q-weg", "Die Antwort „9“ gibt es hier nicht."),
        (
            {"other-weg": "Boot", "q-weg": "2"},
            "other-weg",
            "Diese Worte zählen nur, wenn auch „Anders, nämlich“ angekreuzt ist.",
        ),
    ],
)
def test_what_cannot_be_right_is_told_at_its_field(
    document: Questionnaire, keys: dict[str, str], field: str, sentence: str
) -> None:
    faults = read_entry(document, keys).faults
    assert list(faults) == [field]
    assert faults[field].startswith(sentence)


@pytest.mark.behaviour("Q33")
def test_answers_off_the_way_are_told_and_not_stored(document: Questionnaire) -> None:
    entry = read_entry(document, {**SHEET, "q-auto": "2", "q-weg": "1", "other-weg": ""})
    assert entry.faults == {}
    # The year and the make of a car, going there by car, and the row for drivers.
    assert entry.astray == (2, 3, 4, 10)
    assert "jahr" not in entry.answers
    assert "marke" not in entry.answers
    assert entry.answers["weg"] is None
    assert entry.answers["orte"] == {"r1": "5", "r2": "1"}
    check_all(document.voluntary, entry.answers)


@pytest.mark.behaviour("Q33")
def test_two_entries_differ_by_what_they_mean_not_by_how_it_was_typed(
    document: Questionnaire,
) -> None:
    same = {**SHEET, "q-themen": "3, 1", "q-fach": "11 ", "q-tag": "12.3.2019"}
    assert differences(document, SHEET, same) == []
    other = {**SHEET, "q-note": "1", "q-marke": "Wartburg", "q-anteil": "?"}
    found = differences(document, SHEET, other)
    assert [(each.field, each.first, each.second) for each in found] == [
        ("q-marke", "Trabant", "Wartburg"),
        ("q-note", "0", "1"),
        ("q-anteil", "40", "?"),
    ]
