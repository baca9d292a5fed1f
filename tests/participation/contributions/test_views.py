"""The page of a contribution, the office's list, answering and moderating."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from participation.contributions.models import Answer, Contribution, Moderation
from participation.contributions.models.contributions import GIVEN_NAMES
from smartregion.accounts.actions.closing import nameless
from tests.factories.contributions import AnswerFactory, ContributionFactory
from tests.factories.county import CountyFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.forums import PostFactory, reply_in
from tests.factories.strategy import ElementTextFactory, public_field

pytestmark = pytest.mark.django_db

QUEUE = "/beitraege/"


def url(name, contribution):
    return reverse(f"contributions:{name}", args=[contribution.pk])


def test_page_tells_everybody_what_became_of_a_contribution(anonymous_client):
    post = PostFactory(text="Ein Rufbus fehlt.", state="taken_up")
    contribution = post.contribution
    contribution.elements.add(public_field("Mobilität"))
    AnswerFactory(contribution=contribution, state="in_review", reason="", office="Fachdienst")
    AnswerFactory(contribution=contribution, reason="Kommt im Herbst.", office="Fachdienst")
    reply_in(post, text="Bei uns auch.")
    response = anonymous_client.get(url("detail", contribution))
    page = response.content.decode()
    assert not response.cookies
    for words in (
        "Ein Rufbus fehlt.",
        "in Prüfung",
        "Kommt im Herbst.",
        "Fachdienst",
        post.topic.title,
        post.get_absolute_url(),
        "Mobilität",
        "Bei uns auch.",
        "keine Maßnahme entstanden",
    ):
        assert words in page
    assert page.index("in Prüfung") < page.index("Kommt im Herbst.")


def test_page_gives_no_field_away_that_only_a_draft_has(anonymous_client):
    contribution = ContributionFactory()
    contribution.elements.add(ElementTextFactory(title="Noch geheim").element)
    assert "Noch geheim" not in anonymous_client.get(url("detail", contribution)).content.decode()


def test_page_of_a_letter_needs_no_place(anonymous_client):
    page = anonymous_client.get(url("detail", ContributionFactory())).content.decode()
    assert "Brief" in page
    assert "Antwort steht noch aus" in page


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ehemaliges Konto", "Former account"),
        ("Aus einer Umfrage", "From a survey"),
        ("Konto 3", "Konto 3"),
    ],
)
def test_names_given_by_the_house_are_shown_in_the_language_of_the_page(
    anonymous_client, name, shown
):
    contribution = PostFactory().contribution
    Contribution.objects.filter(pk=contribution.pk).update(author_name=name)
    german = url("detail", contribution)
    assert name in anonymous_client.get(german).content.decode()
    english = anonymous_client.get(f"/en{german}").content.decode()
    assert shown in english
    assert shown == name or name not in english


def test_names_given_by_the_house_are_those_that_are_kept():
    with override("en"):
        assert nameless() in GIVEN_NAMES


def test_reply_leads_to_what_it_replies_to_unless_that_is_hidden(anonymous_client):
    post = PostFactory()
    reply = reply_in(post).contribution
    parent = url("detail", post.contribution)
    assert parent in anonymous_client.get(url("detail", reply)).content.decode()
    Contribution.objects.filter(pk=post.pk).update(is_hidden=True)
    assert parent not in anonymous_client.get(url("detail", reply)).content.decode()


@pytest.mark.parametrize("name", ["detail", "answer", "hide", "unhide"])
def test_unknown_contribution_is_not_found(name, client_as, office):
    absent = reverse(f"contributions:{name}", args=["00000000-0000-4000-8000-000000000000"])
    assert client_as(office).get(absent).status_code == 404


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("answer", {"office", "moderator", "editor"}),
        ("hide", {"office", "moderator", "administration"}),
        ("unhide", {"office", "moderator", "administration"}),
    ],
)
@pytest.mark.parametrize(
    "role",
    [
        "participant",
        "editor",
        "moderator",
        "analyst",
        "owner",
        "consultant",
        "office",
        "administration",
    ],
)
def test_who_may_answer_and_moderate(name, allowed, role, request, client_as):
    client = client_as(request.getfixturevalue(role))
    status = client.get(url(name, ContributionFactory())).status_code
    assert status == (200 if role in allowed else 403)


def test_list_is_for_the_office_only(anonymous_client, client_as, participant, moderator):
    assert anonymous_client.get(QUEUE).status_code == 302
    assert client_as(participant).get(QUEUE).status_code == 403
    assert client_as(moderator).get(QUEUE).status_code == 200


def texts_in(response):
    return {row.said.text for row in response.context["rows"]}


def test_list_shows_what_waits_and_filters_by_state_and_channel(client_as, moderator):
    ContributionFactory(text="Brief, neu")
    PostFactory(text="Forum, gelesen", state="read")
    PostFactory(text="Forum, fertig", state="taken_up")
    client = client_as(moderator)
    assert texts_in(client.get(QUEUE)) == {"Brief, neu", "Forum, gelesen"}
    assert texts_in(client.get(QUEUE, {"state": "taken_up"})) == {"Forum, fertig"}
    assert texts_in(client.get(QUEUE, {"state": "all", "channel": "letter"})) == {"Brief, neu"}
    assert len(texts_in(client.get(QUEUE, {"state": "nonsense"}))) == 2
    assert "Hier wartet nichts" in client.get(QUEUE, {"channel": "phone"}).content.decode()


@pytest.mark.parametrize("number", [1, 3, 300])
def test_list_takes_the_same_queries_for_any_number_of_rows(
    number, client_as, moderator, django_assert_num_queries
):
    CountyFactory()
    home = MunicipalityFactory()
    topic = PostFactory(municipality=home).topic
    for _ in range(number - 1):
        PostFactory(topic=topic, municipality=home)
    client = client_as(moderator)
    # Two of them are the choices of the filter.
    with django_assert_num_queries(15):
        client.get(QUEUE)


def test_answer_is_published_with_reason_and_office(client_as, moderator):
    moderator.organisation = OrganisationFactory(name="Fachdienst Verkehr")
    moderator.save()
    contribution, client = ContributionFactory(), client_as(moderator)
    assert 'value="Fachdienst Verkehr"' in client.get(url("answer", contribution)).content.decode()
    sent = {"state": "not_taken_up", "reason": "Zu teuer.", "office": "Fachdienst Verkehr"}
    assert client.post(url("answer", contribution), sent).url == url("detail", contribution)
    answer = Answer.objects.get()
    assert (answer.state, answer.reason, answer.by) == ("not_taken_up", "Zu teuer.", moderator)


def test_final_answer_without_reason_is_refused_and_keeps_the_rest(client_as, moderator):
    contribution = ContributionFactory()
    sent = {"state": "taken_up", "reason": "", "office": "Fachdienst Sonderbar"}
    page = client_as(moderator).post(url("answer", contribution), sent).content.decode()
    assert "braucht eine Begründung" in page
    assert "Fachdienst Sonderbar" in page
    assert Contribution.objects.get().state == "new"


def test_state_that_may_not_follow_is_refused(client_as, moderator):
    sent = {"state": "new", "reason": "", "office": "Fachdienst"}
    client_as(moderator).post(url("answer", ContributionFactory(state="read")), sent)
    assert not Answer.objects.exists()


def test_hiding_and_showing_again(client_as, anonymous_client, moderator):
    contribution, client = ContributionFactory(text="Böses Wort"), client_as(moderator)
    client.post(url("hide", contribution), {"reason": "insult", "explanation": "Herabsetzend."})
    assert anonymous_client.get(url("detail", contribution)).status_code == 404
    page = client.get(url("detail", contribution)).content.decode()
    assert "Böses Wort" in page
    assert "Herabsetzend." in page
    client.post(url("unhide", contribution), {"explanation": "Ein Zitat."})
    assert "Böses Wort" in anonymous_client.get(url("detail", contribution)).content.decode()
    assert "Herabsetzend." not in anonymous_client.get(url("detail", contribution)).content.decode()


def test_hiding_twice_is_a_conflict(client_as, moderator):
    contribution = ContributionFactory(is_hidden=True)
    sent = {"reason": "insult", "explanation": "Nochmal."}
    assert client_as(moderator).post(url("hide", contribution), sent).status_code == 409
    assert not Moderation.objects.exists()
