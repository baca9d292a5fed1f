"""The pages on which answers are weighted: made, read from files, previewed, joined, deleted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.surveys.actions import invite_reader
from participation.surveys.actions import weighting as actions
from participation.surveys.models import SurveyVersion, Weighting
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.cast import ClientAs
from tests.factories.dates import DAY
from tests.participation.surveys.test_weighting import a_hundred_people, by_age, groups, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def version() -> SurveyVersion:
    return a_hundred_people()


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
