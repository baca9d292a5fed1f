"""Sample and population: numbers from files, weights by their code, and what is said about them."""

from typing import Any

import numpy as np
import pytest

from participation.surveys.actions import withdraw_response
from participation.surveys.models import Response, SurveyVersion, Weighting
from participation.surveys.queries.dividing import dividing
from participation.surveys.queries.table import response_table
from participation.surveys.queries.weights import (
    NotWeighable,
    UnknownWeight,
    representativeness,
    weight_choices,
    weights_for,
)
from participation.surveys.weighting.files import Checked, read_margins
from participation.surveys.weighting.words import group_sentences, weights_sentences
from smartregion.core.csvfile import Delimiter, Encoding
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.surveys import lines, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
AGES = ("young", "mid", "old")


def a_hundred_people() -> SurveyVersion:
    """A hundred people: 8 young, 52 in the middle, 36 old, 4 who said nothing."""
    towns = [
        MunicipalityFactory(population=600, zone="belt"),
        MunicipalityFactory(population=400, zone="rural"),
    ]
    version = published(
        question("single", "age", options=lines(*AGES)),
        question("municipality", "ort"),
        question("multiple", "devices"),
        question("number", "gewicht"),
        question("number", "km"),
    )
    ages: list[str | None] = ["young"] * 8 + ["mid"] * 52 + ["old"] * 36 + [None] * 4
    for number, age in enumerate(ages):
        place = towns[number % 2].ags
        answers = {"age": age, "ort": place, "devices": None, "km": -number}
        respond(version, {**answers, "gewicht": 1 + number % 3 if number else None})
    return version


@pytest.fixture
def version() -> SurveyVersion:
    return a_hundred_people()


def groups(**people: int) -> list[dict[str, Any]]:
    return [{"options": [code], "people": count} for code, count in people.items()]


def by_age(version: SurveyVersion, **values: Any) -> Weighting:
    margin = {
        "question": "age",
        "source": "Amt für Statistik",
        "groups": groups(young=130, mid=520, old=350),
    }
    usual = {"code": "alter", "title": "Nach Alter", "margins": [margin]}
    return Weighting.objects.create(survey=version.survey, **{**usual, **values})


# -- weights by their code -------------------------------------------------------------------------
@pytest.mark.behaviour("Q25")
def test_weights_bring_every_group_to_its_share(version: SurveyVersion) -> None:
    by_age(version)
    table = response_table(version.survey)
    weights = weights_for(table, version.survey, "alter")
    assert (weights.code, weights.title) == ("alter", "Nach Alter")
    assert weights.values.mean() == pytest.approx(1)
    column = table.column("age")
    mine = {code: weights.values[column.values == column.number_of(code)] for code in AGES}
    # 96 answered; 13 % of them should be young, and there are 8.
    assert mine["young"] == pytest.approx(0.13 * 96 / 8)
    assert mine["old"] == pytest.approx(0.35 * 96 / 36)
    assert weights.values[~column.answered] == pytest.approx(1)


def test_weights_change_with_answers_limits_and_numbers(version: SurveyVersion) -> None:
    survey, made = version.survey, by_age(version)
    first = weights_for(response_table(survey), survey, "alter").largest
    Weighting.objects.update(upper=1.2)
    assert weights_for(response_table(survey), survey, "alter").largest == pytest.approx(1.2)
    Weighting.objects.update(upper=made.upper)
    withdraw_response(response=Response.objects.filter(answers__age="young")[0], at=NOON)
    assert weights_for(response_table(survey), survey, "alter").largest > first


def test_numbers_that_came_along_are_weights_as_they_are(version: SurveyVersion) -> None:
    table = response_table(version.survey)
    weights = weights_for(table, version.survey, "gewicht")
    assert sorted(set(weights.values)) == [0, 1, 2, 3]
    assert np.count_nonzero(weights.values == 0) == 1
    assert weights.counted == 99
    with pytest.raises(NotWeighable, match="negativ"):
        weights_for(table, version.survey, "km")
    assert weight_choices(version.survey, table, "de") == [("gewicht", "Frage gewicht?")]


@pytest.mark.parametrize("code", ["", "gone", "age", "devices", "a\0b", "x" * 500])
def test_what_is_no_weight_is_unknown(version: SurveyVersion, code: str) -> None:
    with pytest.raises(UnknownWeight):
        weights_for(response_table(version.survey), version.survey, code)


@pytest.mark.parametrize(
    ("margins", "sentence"),
    [
        ([], "noch keine Zahlen"),
        ([{"question": "gone", "source": "", "groups": groups(a=1, b=2)}], "gibt es in dieser"),
        ([{"question": "devices", "source": "", "groups": groups(a=1, b=2)}], "mehrere Antworten"),
        ([{"question": "age", "source": "", "groups": groups(young=1, gone=2)}], "„gone“"),
    ],
)
def test_what_cannot_be_weighted_says_why(
    version: SurveyVersion, margins: Any, sentence: str
) -> None:
    made = by_age(version, margins=margins)
    with pytest.raises(NotWeighable, match=sentence):
        weights_for(response_table(version.survey), version.survey, "alter")
    assert sentence in representativeness(response_table(version.survey), made).refusal


def test_without_answers_there_are_no_weights() -> None:
    version = published(question("single", "age", options=lines(*AGES)))
    made = by_age(version)
    found = representativeness(response_table(version.survey), made)
    assert found.refusal == "Es gibt noch keine Antworten."


# -- in words ----------------------------------------------------------------------------------------
def test_who_is_missing_is_said_in_a_sentence(version: SurveyVersion) -> None:
    margin = {"question": "age", "source": "", "groups": groups(young=300, mid=520, old=180)}
    found = representativeness(response_table(version.survey), by_age(version, margins=[margin]))
    first, second = list(group_sentences(found.margins[0]))
    space = "\N{NO-BREAK SPACE}"
    assert first == (
        f"„Text young“ ist seltener vertreten als in der Bevölkerung: 8{space}% statt 30{space}%."
    )
    assert "„Text old“ ist häufiger vertreten" in second
    assert found.margins[0].without == 4
    sentences = " ".join(weights_sentences(found))
    assert "stimmen alle Anteile" in sentences
    assert "Das ist viel" not in sentences


def test_limits_that_stand_in_the_way_are_named(version: SurveyVersion) -> None:
    found = representativeness(
        response_table(version.survey), by_age(version, lower=0.95, upper=1.1)
    )
    sentences = " ".join(weights_sentences(found))
    assert "an der oberen 8" in sentences
    assert "stimmen die Anteile noch nicht überall überein" in sentences


# -- files -------------------------------------------------------------------------------------------
def read(version: SurveyVersion, text: str) -> Checked:
    return read_margins(
        data=text.encode(),
        encoding=Encoding.UTF8,
        delimiter=Delimiter.SEMICOLON,
        people=dividing(response_table(version.survey)),
    )


def test_a_file_with_codes_labels_and_joined_groups(version: SurveyVersion) -> None:
    text = "frage;antwort;personen;quelle\nage;Text young;1.300;Amt\nage;mid + old;8 700;\nzone;belt;6;\nzone;ländlicher Raum;4;\n"
    checked = read(version, text)
    assert checked.errors == []
    age, zone = checked.margins
    assert [(group.options, group.people) for group in age.groups] == [
        (("young",), 1300),
        (("mid", "old"), 8700),
    ]
    assert (age.source, zone.question) == ("Amt", "zone")


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("gone;a;1", "frage", "Nach „gone“ lässt sich nicht gewichten"),
        ("devices;a;1", "frage", "Möglich sind: age, ort, zone"),
        ("km;1;1", "frage", "lässt sich nicht gewichten"),
        ("age;gone;1", "antwort", "Die Antwort „gone“ gibt es"),
        ("age;young + gone;1", "antwort", "„gone“"),
        ("age;mid;1", "antwort", "steht schon in einer anderen Zeile"),
        ("age;young + young;1", "antwort", "steht schon"),
        ("age;young;0", "personen", "größer als 0"),
        ("age;young;-5", "personen", "größer als 0"),
        ("age;young;viele", "personen", "keine Zahl"),
        ("age;young;99999999999999999999", "personen", "größer als 0"),
        ("age;a\0b;1", "", ""),
    ],
)
def test_every_fault_is_named_with_its_line(
    version: SurveyVersion, line: str, column: str, reason: str
) -> None:
    checked = read(version, f"frage;antwort;personen\nage;mid;520\n{line}\nage;old;350\n")
    assert checked.errors
    if reason:
        (error,) = checked.errors
        assert (error.line, error.column) == (3, column)
        assert reason in error.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("frage;antwort;personen\nage;mid;520\n", "mindestens zwei Gruppen"),
        ("frage;antwort;personen\nage;mid;\nage;old;\n", "keine Zahlen"),
        ("frage;antwort\nage;mid\n", "fehlt in der Kopfzeile"),
    ],
)
def test_files_that_say_too_little(version: SurveyVersion, text: str, reason: str) -> None:
    assert reason in read(version, text).errors[0].reason
