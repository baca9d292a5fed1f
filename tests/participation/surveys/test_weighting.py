"""Sample and population: numbers from files, weights by their code, and the pages around them."""

from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.surveys.actions import invite_reader, withdraw_response
from participation.surveys.actions import weighting as actions
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
from smartregion.accounts.models import User
from smartregion.core.csvfile import Delimiter, Encoding
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import lines, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
AGES = ("young", "mid", "old")


@pytest.fixture
def version() -> SurveyVersion:
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


# -- the pages ---------------------------------------------------------------------------------------
@pytest.fixture
def analysing(client_as: ClientAs, analyst: User) -> Client:
    return client_as(analyst)


def url(name: str, weighting: Weighting, *more: str) -> str:
    return reverse(f"surveys:{name}", args=[weighting.survey.slug, weighting.code, *more])


def upload(client: Client, weighting: Weighting, text: str) -> str:
    file = SimpleUploadedFile("zahlen.csv", text.encode())
    sent = {"file": file, "encoding": "utf-8", "delimiter": "semicolon"}
    return client.post(url("margins_import", weighting), sent).content.decode()


def carried(page: str) -> str:
    return page.split('name="checked" value="')[1].split('"')[0]


FILE = "frage;antwort;personen;quelle\nage;young;130;Amt\nage;mid;520;\nage;old;350;\n"


def test_a_weighting_from_its_name_to_its_weights(
    analysing: Client, version: SurveyVersion
) -> None:
    slug = version.survey.slug
    add = reverse("surveys:weighting_add", args=[slug])
    assert (
        "Noch keine Gewichtung"
        in analysing.get(reverse("surveys:weightings", args=[slug])).content.decode()
    )
    analysing.post(add, {"title": "Nach Alter", "lower": "0,2", "upper": "5"})
    made = Weighting.objects.get()
    assert (made.code, made.lower, made.upper) == ("nach_alter", 0.2, 5)
    page = upload(analysing, made, FILE)
    assert "Noch ist nichts gespeichert" in page
    assert Weighting.objects.get().margins == []
    analysing.post(url("margins_accept", made), {"checked": carried(page)})
    shown = analysing.get(url("weighting", made)).content.decode()
    assert "Design-Effekt" in shown
    assert "Quelle: Amt" in shown
    verbs = list(AuditEntry.objects.values_list("verb", flat=True))
    assert {"save_weighting", "store_margins"} <= set(verbs)
    again = analysing.get(url("margins_csv", made)).content.decode("utf-8-sig")
    assert "age;young;Text young;130;Amt" in again
    assert read(version, again).margins == read(version, FILE + "").margins[:1]


def test_a_name_that_a_question_has_becomes_another_code(
    analysing: Client, version: SurveyVersion
) -> None:
    add = reverse("surveys:weighting_add", args=[version.survey.slug])
    for _each in range(2):
        analysing.post(add, {"title": "Gewicht", "lower": "0,2", "upper": "5"})
    assert set(Weighting.objects.values_list("code", flat=True)) == {"gewicht_2", "gewicht_3"}


@pytest.mark.parametrize(
    "values", [{"title": ""}, {"lower": "0"}, {"lower": "1,5"}, {"upper": "0,5"}, {"upper": "nan"}]
)
def test_limits_that_make_no_sense_are_refused(
    analysing: Client, version: SurveyVersion, values: dict[str, str]
) -> None:
    add = reverse("surveys:weighting_add", args=[version.survey.slug])
    response = analysing.post(add, {"title": "A", "lower": "0,2", "upper": "5", **values})
    assert response.status_code == 200
    assert not Weighting.objects.exists()


def test_who_was_overtaken_sees_the_preview_again(
    analysing: Client, version: SurveyVersion
) -> None:
    made = by_age(version)
    page = upload(analysing, made, FILE)
    assert "Sie werden ersetzt" in page
    actions.remove_margin(weighting=made, question="age", by=None)
    late = analysing.post(url("margins_accept", made), {"checked": carried(page)})
    assert late.status_code == 409
    assert Weighting.objects.get().margins == []
    forged = analysing.post(url("margins_accept", made), {"checked": "x"}, follow=True)
    assert "nicht unverändert angekommen" in forged.content.decode()


def test_faults_of_a_file_are_listed(analysing: Client, version: SurveyVersion) -> None:
    page = upload(analysing, by_age(version), "frage;antwort;personen\ngone;x;1\n")
    assert "1 Fehler in der Datei" in page


def test_inhabitants_come_from_the_profile_of_the_county(
    analysing: Client, version: SurveyVersion
) -> None:
    made = by_age(version)
    template = analysing.get(url("margins_template", made) + "?question=zone").content.decode()
    assert "zone;belt;Berliner Umland;600;" in template
    assert analysing.get(url("margins_template", made) + "?question=x").status_code == 404
    analysing.post(url("weighting_county", made), {"question": "zone"})
    made.refresh_from_db()
    assert made.margins[1]["groups"] == groups(belt=600, rural=400)
    assert analysing.post(url("weighting_county", made), {"question": "age"}).status_code == 404
    analysing.post(url("margin_delete", made, "zone"))
    made.refresh_from_db()
    assert len(made.margins) == 1
    assert analysing.get(url("margin_delete", made, "zone")).status_code == 404


def test_a_group_without_answers_is_joined_to_its_neighbour(
    analysing: Client, version: SurveyVersion
) -> None:
    empty = [{"options": ["gone"], "people": 10}, *groups(young=130, mid=520, old=350)]
    margin = {"question": "age", "source": "", "groups": empty}
    made = by_age(version, margins=[margin])
    page = analysing.get(url("weighting", made)).content.decode()
    assert "Aus diesen Gruppen hat niemand geantwortet: „gone“" in page
    assert "„gone“ zusammenfassen mit" in page
    analysing.post(
        url("weighting_join", made), {"question": "age", "option": "gone", "into": "young"}
    )
    made.refresh_from_db()
    assert made.margins[0]["groups"][0] == {"options": ["gone", "young"], "people": 140}
    assert "Design-Effekt" in analysing.get(url("weighting", made)).content.decode()
    gone = analysing.post(
        url("weighting_join", made), {"question": "age", "option": "gone", "into": "young"}
    )
    assert gone.status_code == 409
    assert analysing.post(url("weighting_join", made), {"question": "x"}).status_code == 409


def test_the_last_two_groups_stay_apart(version: SurveyVersion) -> None:
    margin = {"question": "age", "source": "", "groups": groups(young=1, old=2)}
    made = by_age(version, margins=[margin])
    with pytest.raises(WrongState):
        actions.join_groups(weighting=made, question="age", option="young", into="old", by=None)


def test_a_weighting_is_deleted_after_a_question(analysing: Client, version: SurveyVersion) -> None:
    made = by_age(version)
    assert "löschen" in analysing.get(url("weighting_delete", made)).content.decode()
    analysing.post(url("weighting_delete", made))
    assert not Weighting.objects.exists()
    assert analysing.get(url("weighting", made)).status_code == 404


def test_the_list_says_questions_in_words(analysing: Client, version: SurveyVersion) -> None:
    made = by_age(version)
    address = reverse("surveys:weightings", args=[version.survey.slug])
    assert ">Frage age?</td>" in analysing.get(address).content.decode()
    made.margins[0]["question"] = "gone"
    made.save()
    assert ">gone</td>" in analysing.get(address).content.decode()


def test_the_list_asks_no_more_for_three_than_for_one(
    analysing: Client, version: SurveyVersion
) -> None:
    address = reverse("surveys:weightings", args=[version.survey.slug])

    def asked() -> int:
        analysing.get(address)
        with CaptureQueriesContext(connection) as captured:
            analysing.get(address)
        return len(captured)

    by_age(version)
    one = asked()
    for code in ("b", "c"):
        by_age(version, code=code)
    assert asked() == one


def test_consultants_look_and_change_nothing(
    client_as: ClientAs, consultant: User, version: SurveyVersion
) -> None:
    made, client = by_age(version), client_as(consultant)
    invite_reader(survey=version.survey, user=consultant, until=DAY, by=None, on=DAY)
    page = client.get(url("weighting", made)).content.decode()
    assert "Design-Effekt" in page
    assert url("weighting_edit", made) not in page
    for name in ("weighting_edit", "weighting_delete", "margins_import"):
        assert client.get(url(name, made)).status_code == 403
    for name in ("weighting_county", "weighting_join", "margins_accept"):
        assert client.post(url(name, made)).status_code == 403
