"""The overview of the office, the consideration of one comment, and of several alike."""

import pytest
from django.urls import reverse

from participation.contributions.models import Answer, Contribution
from strategy.models import StrategyVersion
from tests.factories.consultations import (
    CommentFactory,
    considered,
    consulted_version,
    draft_in,
    field_of,
    spot_in,
)
from tests.factories.county import CountyFactory, MunicipalityFactory, OrganisationFactory
from tests.participation.consultations.test_views_reading import html, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

DECIDED = {
    "decision": "partly",
    "reason": "Der Takt wird geprüft.",
    "office": "Fachdienst Verkehr",
    "seen": "",
}


@pytest.mark.parametrize(
    "role", ["participant", "representative", "analyst", "owner", "consultant", "administration"]
)
def test_weighing_is_for_those_who_answer_contributions(role, request, client_as):
    version = consulted_version()
    comment = CommentFactory(version=version)
    client = client_as(request.getfixturevalue(role))
    for address in (url("considerations", version), url("consider", version, comment.pk)):
        assert client.get(address).status_code == 403


def test_overview_counts_and_groups_in_reading_order(client_as, office):
    version = consulted_version()
    later = CommentFactory(version=version, spot=spot_in(version, 2), text="Zu den Wegen.")
    CommentFactory(version=version, spot=spot_in(version, 1), text="Zum Takt.")
    CommentFactory(version=version, text="Zum Ganzen.")
    considered(later)
    response = client_as(office).get(url("considerations", version))
    assert [row.text for row in response.context["rows"]] == [
        "Zum Ganzen.",
        "Zum Takt.",
        "Zu den Wegen.",
    ]
    progress = response.context["progress"]
    assert (progress.total, progress.open, progress.considered) == (3, 2, 1)
    assert "HF1 Mobilität, Absatz 1" in response.content.decode()


def test_hidden_comments_wait_too_and_moderation_reads_them(client_as, office, editor):
    version = consulted_version()
    comment = CommentFactory(version=version, text="Böses Wort", is_hidden=True)
    address = url("consider", version, comment.pk)
    assert "Böses Wort" in html(client_as(office), address)
    assert "Böses Wort" not in html(client_as(editor), address)


@pytest.fixture
def mixed():
    """Comments that differ in everything one can filter by."""
    version = consulted_version()
    home = MunicipalityFactory(slug="goerzke", name="Görzke")
    objective = version.texts.get(element__kind="objective").element
    CommentFactory(version=version, spot=spot_in(version), text="offen", municipality=home)
    considered(CommentFactory(version=version, spot=spot_in(version), text="übernommen"))
    rejected = CommentFactory(version=version, text="abgelehnt", channel="letter")
    considered(rejected, "rejected")
    spot = draft_in(version).spots[objective.pk, None]
    CommentFactory(version=version, spot=spot, text="zum Ziel", channel="event")
    return version


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"decision": "open"}, {"offen", "zum Ziel"}),
        ({"decision": "considered"}, {"übernommen", "abgelehnt"}),
        ({"decision": "adopted"}, {"übernommen"}),
        ({"decision": "rejected"}, {"abgelehnt"}),
        ({"channel": "letter"}, {"abgelehnt"}),
        ({"municipality": "goerzke"}, {"offen"}),
        ({"element": "field"}, {"offen", "übernommen", "zum Ziel"}),
        ({"element": "field", "decision": "open"}, {"offen", "zum Ziel"}),
        ({"decision": "nonsense"}, {"offen", "übernommen", "abgelehnt", "zum Ziel"}),
    ],
)
def test_overview_filters_by_what_stands_in_the_address(query, expected, mixed, client_as, office):
    if "element" in query:
        query = {**query, "element": str(field_of(mixed).element_id)}
    response = client_as(office).get(url("considerations", mixed), query)
    assert {row.text for row in response.context["rows"]} == expected


def test_list_of_open_comments_says_when_all_are_weighed(client_as, office):
    version = consulted_version()
    considered(CommentFactory(version=version))
    page = html(client_as(office), url("considerations", version) + "?decision=open")
    assert "Alle Kommentare sind abgewogen" in page


@pytest.mark.parametrize("number", [1, 3, 60])
def test_overview_takes_the_same_queries_for_any_number_of_comments(
    number, client_as, office, django_assert_num_queries
):
    CountyFactory()
    version, home = consulted_version(), MunicipalityFactory()
    for _ in range(number):
        considered(CommentFactory(version=version, spot=spot_in(version), municipality=home))
    client = client_as(office)
    with django_assert_num_queries(11):
        client.get(url("considerations", version))


def test_correction_starts_from_what_was_decided(client_as, office):
    version = consulted_version()
    comment = CommentFactory(version=version)
    answer = considered(comment, "noted", reason="Steht schon da.", office="Fachdienst Verkehr")
    page = html(client_as(office), url("consider", version, comment.pk))
    assert "Abwägung berichtigen" in page
    assert f'name="seen" value="{answer.pk}"' in page
    assert page.count("Steht schon da.") == 2  # in the history and in the form


def test_saving_leads_to_the_next_open_comment(client_as, office):
    version = consulted_version()
    spots = [spot_in(version, None), spot_in(version, 1), spot_in(version, 2)]
    first, done, last = [CommentFactory(version=version, spot=spot) for spot in spots]
    considered(done)
    client = client_as(office)
    address = url("consider", version, first.pk) + "?decision=open"
    response = client.post(address, {**DECIDED, "next": "1"})
    assert response.url == url("consider", version, last.pk) + "?decision=open"
    response = client.post(response.url, {**DECIDED, "next": "1"})
    assert response.url == url("considerations", version) + "?decision=open"
    assert "Hier ist kein weiterer Kommentar offen." in html(client, response.url)


def test_plain_saving_leads_back_to_the_list_with_its_filters(client_as, office):
    comment = CommentFactory()
    version = comment.version
    address = url("consider", version, comment.pk) + "?channel=comment"
    response = client_as(office).post(address, DECIDED)
    assert response.url == url("considerations", version) + "?channel=comment"
    answer = Answer.objects.get()
    assert (answer.decision, answer.state) == ("partly", "taken_up")


def test_second_of_two_people_sees_both_texts(client_as, office, editor):
    comment = CommentFactory()
    version = comment.version
    address = url("consider", version, comment.pk)
    client_as(editor).post(address, {**DECIDED, "reason": "Von der Redaktion."})
    client = client_as(office)
    response = client.post(address, {**DECIDED, "reason": "Von der Stabsstelle."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Von der Redaktion." in page
    assert "Von der Stabsstelle." in page
    assert Answer.objects.count() == 1
    seen = Answer.objects.get().pk
    again = {**DECIDED, "reason": "Von der Stabsstelle.", "seen": str(seen)}
    assert f'name="seen" value="{seen}"' in page
    assert client.post(address, again).status_code == 302
    assert Answer.objects.count() == 2


def test_consideration_without_reason_is_refused(client_as, office):
    comment = CommentFactory()
    page = client_as(office).post(
        url("consider", comment.version, comment.pk), {**DECIDED, "reason": ""}
    )
    assert "Eine Abwägung braucht eine Begründung." in page.content.decode()
    assert Contribution.objects.get().state == "new"


@pytest.mark.parametrize("method", ["get", "post"])
def test_considerations_are_closed_after_the_submission(method, client_as, office):
    comment = CommentFactory()
    StrategyVersion.objects.update(state="submitted")
    client = client_as(office)
    address = url("consider", comment.version, comment.pk)
    assert getattr(client, method)(address, DECIDED).status_code == 409
    assert "ändern sich nicht mehr" in html(client, url("considerations", comment.version))


def test_answer_page_of_a_comment_leads_to_its_consideration(client_as, moderator):
    comment = CommentFactory()
    answer = reverse("contributions:answer", args=[comment.pk])
    expected = url("consider", comment.version, comment.pk)
    client = client_as(moderator)
    assert client.get(answer).url == expected
    sent = {"state": "taken_up", "reason": "Ohne Abwägung.", "office": "Stabsstelle"}
    assert client.post(answer, sent).url == expected
    assert not Answer.objects.exists()


# -- several alike --------------------------------------------------------------------------------
def test_several_comments_get_the_same_decision(client_as, office):
    version = consulted_version()
    office.organisation = OrganisationFactory(name="Stabsstelle Digitalisierung")
    office.save()
    open_ones = [CommentFactory(version=version, text=f"Kommentar {n}") for n in range(3)]
    done = CommentFactory(version=version, text="Schon abgewogen.")
    considered(done)
    client = client_as(office)
    address = url("consider_many", version)
    chosen = {"comment": [str(one.pk) for one in (*open_ones[:2], done)], "channel": "comment"}
    response = client.get(address, chosen)
    page = response.content.decode()
    assert "2 Kommentare gemeinsam abwägen" in page
    assert "Schon abgewogen." not in page
    assert 'value="Stabsstelle Digitalisierung"' in page
    sent = {**DECIDED, "comment": [str(one.pk) for one in open_ones[:2]]}
    response = client.post(f"{address}?channel=comment", sent)
    assert response.url == url("considerations", version) + "?channel=comment"
    assert "2 Kommentare sind abgewogen." in html(client, response.url)
    assert Answer.objects.filter(decision="partly").count() == 2


def test_several_are_refused_when_one_was_weighed_meanwhile(client_as, office):
    version = consulted_version()
    comments = [CommentFactory(version=version) for _ in range(2)]
    considered(comments[0])
    sent = {**DECIDED, "comment": [str(one.pk) for one in comments]}
    assert client_as(office).post(url("consider_many", version), sent).status_code == 409
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("ticked", [[], ["nonsense"]])
def test_nothing_ticked_leads_back_with_a_hint(ticked, client_as, office):
    version = consulted_version()
    CommentFactory(version=version)
    client = client_as(office)
    response = client.get(url("consider_many", version), {"comment": ticked})
    assert "Bitte wählen Sie mindestens einen offenen Kommentar." in html(client, response.url)


# -- the guard on the page of the version ---------------------------------------------------------
@pytest.mark.behaviour("S11")
def test_refused_submission_names_the_number_and_leads_to_the_list(client_as, office):
    version = consulted_version()
    for _ in range(2):
        CommentFactory(version=version)
    StrategyVersion.objects.update(state="reworking")
    address = reverse(
        "strategy:version_move", args=[version.strategy.slug, version.label, "submitted"]
    )
    client = client_as(office)
    page = client.post(address).content.decode()
    assert "2 Kommentare zu diesem Entwurf sind noch nicht abgewogen." in page
    link = url("considerations", version) + "?decision=open"
    assert f'href="{link}"' in page
    assert len(client.get(link).context["rows"]) == 2
