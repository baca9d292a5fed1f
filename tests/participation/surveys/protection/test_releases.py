"""From choice to public page: what is released, what stays hidden everywhere, and what is refused."""

import csv
import io
import json
import re
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from participation.surveys.actions.keeping import erase_answers
from participation.surveys.actions.releasing import release_results, withdraw_publication
from participation.surveys.models import Publication, Response, Survey, SurveyVersion
from participation.surveys.protection.choice import Choice
from participation.surveys.protection.dominance import may_show_mean
from participation.surveys.queries.preparing import Prepared, default_choice, prepare_release
from participation.surveys.queries.releases import results_in
from participation.surveys.queries.teaser import latest_result_teaser
from smartregion.core.models import AuditEntry
from smartregion.core.snapshots import content_of
from smartregion.home.queries.start import start_page
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON
from tests.factories.every_kind import ANSWERS, QUESTIONS
from tests.factories.surveys import lines, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
PROTECTED = "geschützt"


def answered(version: SurveyVersion, said: dict[str, int], code: str = "q", **more: Any) -> None:
    for answer, times in said.items():
        for _each in range(times):
            respond(version, {code: answer, **more})


@pytest.fixture
def version() -> SurveyVersion:
    """Three of 63 chose the rarest answer."""
    CountyFactory()
    made = published(question("single", "q"), question("long_text", "words"))
    answered(made, {"a": 40, "b": 20, "c": 3}, words="Streng vertraulich")
    return made


def prepared(survey: Survey, **choice: Any) -> tuple[Choice, Prepared]:
    wanted = Choice(**{"codes": ("q",), **choice})
    return wanted, prepare_release(survey, wanted, at=NOON)


def released(survey: Survey, **choice: Any) -> Publication:
    wanted, found = prepared(survey, **choice)
    return release_results(survey=survey, choice=wanted, seen=found.fingerprint, by=None, at=NOON)


def hidden_counts(publication: Publication, code: str = "q") -> list[str]:
    found = results_in(content_of(publication.snapshot), "de").question(code)
    assert found is not None
    return [count.code for count in found.counts if count.is_protected]


# -- the figures -----------------------------------------------------------------------------------
@pytest.mark.behaviour("Q21")
def test_page_chart_table_and_data_hide_the_same(version: SurveyVersion, client: Client) -> None:
    publication = released(version.survey)
    assert hidden_counts(publication) == ["b", "c"]
    slug = version.survey.slug
    page = client.get(reverse("surveys:public_results", args=[slug])).content.decode()
    # As text in both drawings, in their alternative text and in the table.
    assert page.count(PROTECTED) >= 8
    assert "20 (" not in page
    assert "40 (" in page
    rows = client.get(reverse("surveys:public_results_csv", args=[slug])).content.decode(
        "utf-8-sig"
    )
    table = list(csv.DictReader(io.StringIO(rows), delimiter=";"))
    assert [(r["answer"], r["count"], r["status"]) for r in table] == [
        ("a", "40", "published"), ("b", "", "protected"), ("c", "", "protected"),
    ]  # fmt: skip
    data = client.get(reverse("surveys:public_results_json", args=[slug])).json()
    assert [o["count"] for o in data["questions"][0]["options"]] == [40, None, None]


def test_free_text_is_never_published(version: SurveyVersion, client: Client) -> None:
    assert default_choice(version.survey).codes == ("q",)
    publication = released(version.survey, codes=("q", "words"))
    assert "Streng" not in publication.snapshot.content
    address = reverse("surveys:public_results", args=[version.survey.slug])
    assert "Streng" not in client.get(address).content.decode()


def test_nothing_hidden_stands_anywhere_in_the_snapshot(version: SurveyVersion) -> None:
    """The snapshot is what everybody may read; the true numbers of gaps are not kept in it."""
    content = content_of(released(version.survey).snapshot)
    assert set(content["system"]["published"]) == {"", "q=+", "q=a"}
    text = json.dumps(content["figures"])
    assert '"count": 20' not in text
    assert '"count": 3,' not in text


def test_every_kind_of_question_can_be_released(client: Client) -> None:
    CountyFactory()
    made = published(*QUESTIONS)
    for number in range(30):
        respond(made, {**ANSWERS, "one": "abc"[number % 3], "num": number % 4})
    codes = default_choice(made.survey).codes
    assert not {"short", "long", "note"} & set(codes)
    crossings = (("some", "one"), ("grid", "one"), ("one", "@zone"))
    publication = released(made.survey, codes=codes, crossings=crossings)
    for name in ("public_results", "public_results_csv", "public_results_json", "public_code_book"):
        response = client.get(reverse(f"surveys:{name}", args=[made.survey.slug]))
        assert response.status_code == 200
        assert not response.cookies
        assert "public" in response.headers["Cache-Control"]
    found = results_in(content_of(publication.snapshot), "de")
    # One person could be the smallest or the largest.
    assert all(
        q.spread.low == q.spread.mean for q in found.questions if q.code == "num" and q.spread
    )


def test_a_mean_that_one_person_makes_is_hidden() -> None:
    assert may_show_mean(np.array([3.0] * 10))
    assert not may_show_mean(np.array([3.0] * 9))
    assert not may_show_mean(np.array([1_000_000.0, 5.0] + [1.0] * 20))


def test_weighted_figures_are_shares_only(version: SurveyVersion) -> None:
    numbered = published(question("single", "q"), question("number", "gewicht"))
    for answer, times, weight in (("a", 40, 1), ("b", 30, 2), ("c", 30, 1)):
        answered(numbered, {answer: times}, gewicht=weight)
    found = results_in(content_of(released(numbered.survey, weighting="gewicht").snapshot), "de")
    assert [(c.count, c.share) for c in found.questions[0].counts] == [
        (0, 0.31), (0, 0.46), (0, 0.23),
    ]  # fmt: skip


# -- earlier releases ------------------------------------------------------------------------------
@pytest.mark.behaviour("Q21")
def test_a_release_is_refused_while_too_few_have_answered_since(version: SurveyVersion) -> None:
    released(version.survey)
    answered(version, {"a": 9})
    with pytest.raises(ValidationError, match="weniger als 10 Antworten"):
        prepared(version.survey)
    answered(version, {"a": 1})
    prepared(version.survey)


def test_withdrawn_answers_count_as_a_change(version: SurveyVersion) -> None:
    """One person takes the answers back: two releases side by side would show them."""
    released(version.survey)
    Response.objects.filter(version=version).first().delete()  # type: ignore[union-attr]
    with pytest.raises(ValidationError):
        prepared(version.survey)


@pytest.mark.behaviour("Q21")
def test_release_two_minus_release_one_tells_nothing() -> None:
    made = published(question("single", "q"))
    answered(made, {"a": 40, "b": 30, "c": 30})
    first = released(made.survey)
    answered(made, {"a": 17, "b": 3})
    second = released(made.survey)
    assert hidden_counts(first) == []
    assert {"a", "b"} <= set(hidden_counts(second))


def test_what_was_withdrawn_stays_known(version: SurveyVersion) -> None:
    publication = released(version.survey)
    withdraw_publication(publication=publication, by=None, at=NOON)
    answered(version, {"a": 4})
    with pytest.raises(ValidationError, match="Veröffentlichung 1"):
        prepared(version.survey)


# -- what is refused -------------------------------------------------------------------------------
def test_fewer_than_ten_answers_are_not_released() -> None:
    made = published(question("single", "q"))
    answered(made, {"a": 9})
    with pytest.raises(ValidationError, match="ab 10 Antworten"):
        prepared(made.survey)


def test_nobody_releases_what_they_have_not_seen(version: SurveyVersion) -> None:
    choice, seen = prepared(version.survey)
    answered(version, {"c": 12})
    with pytest.raises(ValidationError, match="Seit der Vorschau"):
        release_results(
            survey=version.survey, choice=choice, seen=seen.fingerprint, by=None, at=NOON
        )
    assert not Publication.objects.exists()


# -- after the answers are gone ----------------------------------------------------------------------
def test_frozen_results_can_be_released_too(version: SurveyVersion) -> None:
    survey = version.survey
    Survey.objects.filter(pk=survey.pk).update(
        state="closed", closes_at=NOON, answers_until=NOON.date()
    )
    erase_answers(survey=survey, at=NOON + timedelta(days=3))
    survey.refresh_from_db()
    assert survey.erased_on
    assert hidden_counts(released(survey)) == ["b", "c"]


# -- pages -------------------------------------------------------------------------------------------
def test_the_office_sees_reasons_and_everybody_else_does_not(
    version: SurveyVersion, client_as: Any, office: Any, client: Client
) -> None:
    preview = reverse("surveys:release_preview", args=[version.survey.slug])
    page = client_as(office).get(preview, {"questions": "q"}).content.decode()
    assert "verborgen, weil es zu wenige Personen sind" in page
    assert "damit sich der Wert daneben nicht errechnen lässt" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    response = client_as(office).post(f"{preview}?questions=q", {"seen": seen[1], "accepted": "on"})
    assert response.status_code == 302
    entry = AuditEntry.objects.get(verb="release_results")
    assert entry.changes["hidden"] == 2
    public = client.get(response.headers["Location"]).content.decode()
    assert "zu wenige" not in public
    assert "verborgen" not in public


def test_without_the_tick_nothing_is_released(
    version: SurveyVersion, client_as: Any, office: Any
) -> None:
    preview = reverse("surveys:release_preview", args=[version.survey.slug])
    response = client_as(office).post(f"{preview}?questions=q", {"seen": "x"})
    assert "Bitte bestätigen Sie" in response.content.decode()
    assert not Publication.objects.exists()


def test_a_withdrawn_release_is_gone_for_everybody(
    version: SurveyVersion, client_as: Any, office: Any, client: Client
) -> None:
    released(version.survey)
    slug = version.survey.slug
    client_as(office).post(reverse("surveys:release_withdraw", args=[slug, 1]))
    for name in ("public_results", "public_results_csv", "public_results_json", "public_code_book"):
        assert client.get(reverse(f"surveys:{name}", args=[slug])).status_code == 404
    assert AuditEntry.objects.filter(verb="withdraw_publication").exists()


def test_half_a_crossing_is_told_at_its_field(
    version: SurveyVersion, client_as: Any, office: Any
) -> None:
    preview = reverse("surveys:release_preview", args=[version.survey.slug])
    page = client_as(office).get(preview, {"questions": "q", "rows_1": "q"}).content.decode()
    assert "Bitte wählen Sie beide Seiten der Tabelle." in page


def test_list_and_intro_lead_to_released_results(version: SurveyVersion, client: Client) -> None:
    address = reverse("surveys:public_results", args=[version.survey.slug])
    for page in ("/umfragen/", version.survey.get_absolute_url()):
        assert address not in client.get(page).content.decode()
    released(version.survey)
    for page in ("/umfragen/", version.survey.get_absolute_url()):
        assert address in client.get(page).content.decode()


# -- the start page ------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q21")
def test_interim_figures_move_in_packets_and_tens() -> None:
    made = published(question("single", "q"), teaser_code="q")
    answered(made, {"a": 36, "b": 4})
    before = latest_result_teaser()
    assert before is not None
    assert [(c.code, c.count) for c in before.counts] == [("a", 30)]
    assert before.answered == 40
    for _more in range(9):
        respond(made, {"q": "a"}, submitted_on=NOON.date().replace(day=28))
    assert latest_result_teaser() == before


@pytest.mark.behaviour("Q21")
def test_a_day_counts_on_the_start_page_when_it_is_over() -> None:
    made = published(question("single", "q"), teaser_code="q")
    today, yesterday = NOON.date(), NOON.date() - timedelta(days=1)
    for code, number, day in (("a", 40, yesterday), ("b", 19, today)):
        for _each in range(number):
            respond(made, {"q": code}, submitted_on=day)
    before = start_page(at=NOON, language="de").teaser
    respond(made, {"q": "b"}, submitted_on=today)
    assert before is not None
    assert before.answered == 40
    assert start_page(at=NOON, language="de").teaser == before
    tomorrow = start_page(at=NOON + timedelta(days=1), language="de").teaser
    assert tomorrow is not None
    assert tomorrow.answered == 60


def test_the_start_page_shows_what_was_released(version: SurveyVersion) -> None:
    Survey.objects.filter(pk=version.survey.pk).update(teaser_code="q")
    released(version.survey)
    teaser = latest_result_teaser()
    assert teaser is not None
    assert [(c.code, c.count) for c in teaser.counts] == [("a", 40)]
    assert not teaser.is_interim


def test_municipalities_are_protected_from_ten_on() -> None:
    made = published(question("municipality", "place", options=lines("out", "far", "near")))
    answered(made, {"out": 40, "far": 8, "near": 30}, "place")
    publication = released(made.survey, codes=("place",))
    assert "far" in hidden_counts(publication, "place")
    assert len(hidden_counts(publication, "place")) == 2
