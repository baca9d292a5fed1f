"""Answering: in the list, several in one go, and what is told to whom."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from participation.contributions.actions import answer_contribution, answer_together, mark_read
from participation.contributions.models import Answer, Cluster, Contribution, ContributionFollow
from participation.forums.models import TopicFollow
from smartregion.core.errors import WrongState
from smartregion.notices.actions import guest_recipient, recipient_of
from smartregion.notices.models import Notice
from tests.factories.consultations import CommentFactory, consulted_version
from tests.factories.contributions import AnswerFactory, ContributionFactory
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

QUEUE = reverse("contributions:queue")
CHOSEN = reverse("contributions:chosen")
TOGETHER = reverse("contributions:together")
SIMILAR = reverse("contributions:similar")
BUS = "Abends fährt kein Bus mehr in unser Dorf, ein Rufbus würde helfen."
BUS_TOO = "Bitte einen Rufbus für abends, in die Dörfer fährt kein Bus."
KINO = "Das Kino in Werder sollte seine Spielzeiten veröffentlichen."
SAID = {"reason": "Ab Herbst fährt ein Rufbus.", "office": "Fachdienst Verkehr", "at": NOON}
ANSWER = {"state": "taken_up", "reason": "Kommt im Herbst.", "office": "Fachdienst Verkehr"}


# -- several in one go -----------------------------------------------------------------------
def test_reading_notes_what_is_new_and_leaves_the_rest(moderator):
    new, reviewed = ContributionFactory(), ContributionFactory(state="in_review")
    given = mark_read(contributions=[new, reviewed], office="Stabsstelle", by=moderator, at=NOON)
    assert [answer.contribution for answer in given] == [new]
    assert set(Contribution.objects.values_list("state", flat=True)) == {"read", "in_review"}


def test_one_answer_for_several_stands_with_each_of_them(moderator):
    both = [ContributionFactory(), ContributionFactory()]
    cluster = answer_together(
        contributions=both, title="Rufbus", state="taken_up", by=moderator, **SAID
    )
    assert set(cluster.members.all()) == set(both)
    assert Answer.objects.filter(cluster=cluster, state="taken_up").count() == 2
    assert {one.state for one in Contribution.objects.all()} == {"taken_up"}


def test_answering_together_is_all_or_nothing(moderator):
    waits, done = ContributionFactory(), ContributionFactory(state="taken_up")
    with pytest.raises(WrongState):
        answer_together(
            contributions=[waits, done], title="Bus", state="in_review", by=moderator, **SAID
        )
    with pytest.raises(ValidationError):
        answer_together(contributions=[waits], title="Bus", state="in_review", by=moderator, **SAID)
    assert not Answer.objects.exists()
    assert not Cluster.objects.exists()


# -- who is told -----------------------------------------------------------------------------
@pytest.mark.behaviour("F22")
def test_author_followers_and_readers_of_the_topic_are_told_once(participant, moderator, office):
    post = PostFactory(author=participant, text="Ein Rufbus fehlt.")
    said = post.contribution
    for person in (moderator, participant):
        ContributionFollow.objects.create(
            contribution=said, recipient=recipient_of(person), since=NOON
        )
    for person in (moderator, office):
        TopicFollow.objects.create(topic=post.topic, recipient=recipient_of(person), since=NOON)
    answer = answer_contribution(contribution=said, state="taken_up", by=moderator, **SAID)
    told = Notice.objects.all()
    assert {notice.recipient.user for notice in told} == {participant, moderator, office}
    assert {notice.key for notice in told} == {f"answer:{answer.pk}"}
    [mine] = told.filter(recipient__user=participant)
    assert mine.group == post.topic.title
    assert mine.group_url == post.topic.get_absolute_url()
    assert mine.headline == "„Ein Rufbus fehlt.“: aufgegriffen"
    assert "Fachdienst Verkehr: Ab Herbst fährt ein Rufbus." in mine.text


def test_text_of_several_paragraphs_is_named_on_one_line(participant, moderator):
    said = ContributionFactory(author=participant, text="Ein Rufbus\r\n\r\nfehlt.")
    answer_contribution(contribution=said, state="taken_up", by=moderator, **SAID)
    assert Notice.objects.get().headline == "„Ein Rufbus fehlt.“: aufgegriffen"


def test_guest_is_told_and_of_hidden_words_nothing_is(moderator):
    guest = guest_recipient("gast@example.org")
    open_one, hidden = (
        ContributionFactory(guest=guest),
        ContributionFactory(guest=guest, is_hidden=True),
    )
    for each in (open_one, hidden):
        answer_contribution(contribution=each, state="in_review", by=moderator, **SAID)
    assert [notice.url for notice in Notice.objects.all()] == [open_one.get_absolute_url()]


def test_news_are_german_whoever_answers(participant, moderator):
    said = ContributionFactory(author=participant)
    with override("en"):
        answer_contribution(contribution=said, state="taken_up", by=moderator, **SAID)
    notice = Notice.objects.get()
    assert notice.headline.endswith("aufgegriffen")
    assert notice.url.startswith("/beitraege/")


# -- in the list -----------------------------------------------------------------------------
def test_answer_is_given_where_the_contribution_stands(client_as, moderator):
    said, other = ContributionFactory(), ContributionFactory()
    client = client_as(moderator)
    address = f"{QUEUE}?channel=letter&answer={said.pk}"
    page = client.get(address).content.decode()
    assert page.count("<textarea") == 1
    answered = client.post(address, ANSWER)
    assert answered.url == f"{QUEUE}?channel=letter"
    assert Answer.objects.get().contribution == said
    assert Contribution.objects.get(pk=other.pk).state == "new"


def test_refused_answer_stays_in_its_row(client_as, moderator):
    said = ContributionFactory()
    sent = {**ANSWER, "reason": ""}
    page = client_as(moderator).post(f"{QUEUE}?answer={said.pk}", sent).content.decode()
    assert "braucht eine Begründung" in page
    assert 'value="Fachdienst Verkehr"' in page
    assert Contribution.objects.get().state == "new"


def test_list_sent_without_a_contribution_changes_nothing(client_as, moderator):
    ContributionFactory()
    client = client_as(moderator)
    assert client.post(QUEUE, ANSWER).status_code == 200
    assert client.post(f"{QUEUE}?answer=unsinn", ANSWER).status_code == 404
    assert not Answer.objects.exists()


def test_fragment_is_the_list_alone(client_as, moderator):
    said = ContributionFactory()
    fragment = client_as(moderator).get(
        f"{QUEUE}?answer={said.pk}", headers={"HX-Request": "true", "HX-Target": "queue-results"}
    )
    page = fragment.content.decode()
    assert "<html" not in page
    assert f"w-{said.pk}" in page


def test_ticked_ones_are_noted_as_read_and_the_filter_stays(client_as, moderator):
    CountyFactory(contact_office="Stabsstelle Digitalisierung")
    both = [ContributionFactory(), ContributionFactory()]
    left = ContributionFactory()
    answered = client_as(moderator).post(
        f"{CHOSEN}?channel=letter&page=2", {"contribution": [one.pk for one in both]}
    )
    assert answered.url == f"{QUEUE}?channel=letter&page=2"
    assert set(Answer.objects.values_list("office", flat=True)) == {"Stabsstelle Digitalisierung"}
    assert Contribution.objects.get(pk=left.pk).state == "new"


def test_ticked_ones_go_on_to_a_common_answer(client_as, moderator):
    both = [ContributionFactory(text=BUS), ContributionFactory(text=BUS_TOO)]
    client = client_as(moderator)
    sent = {"contribution": [one.pk for one in both], "together": "1"}
    onward = client.post(CHOSEN, sent).url
    page = client.get(onward).content.decode()
    assert BUS in page
    assert BUS_TOO in page
    client.post(onward, {**sent, **ANSWER, "title": "Rufbus am Abend"})
    assert Cluster.objects.get().members.count() == 2
    public = client.get(both[0].get_absolute_url()).content.decode()
    assert "Rufbus am Abend" in public
    assert both[1].get_absolute_url() in public


@pytest.mark.parametrize("chosen", [[], ["unsinn"], ["00000000-0000-4000-8000-000000000000"]])
def test_nothing_chosen_says_so(chosen, client_as, moderator):
    client = client_as(moderator)
    assert client.post(CHOSEN, {"contribution": chosen}).url == QUEUE
    assert client.get(TOGETHER, {"contribution": chosen}).url == QUEUE


def test_comment_on_a_draft_is_weighed_on_its_own_page_only(client_as, office):
    version = consulted_version()
    comment = CommentFactory(version=version).contribution
    letter = ContributionFactory()
    client = client_as(office)
    keys = [comment.pk, letter.pk]
    client.post(CHOSEN, {"contribution": keys})
    assert list(Answer.objects.values_list("contribution", flat=True)) == [letter.pk]
    sent = {"contribution": keys, "title": "Beides", **ANSWER}
    assert client.post(TOGETHER, sent).url == QUEUE
    assert client.post(f"{QUEUE}?answer={comment.pk}", ANSWER).status_code == 200
    assert Contribution.objects.get(pk=comment.pk).state == "new"


# -- what says much the same -----------------------------------------------------------------
def test_similar_open_contributions_are_proposed(client_as, moderator):
    ContributionFactory(text=BUS)
    ContributionFactory(text=BUS_TOO)
    ContributionFactory(text=KINO)
    [proposal] = client_as(moderator).get(SIMILAR).context["proposals"]
    assert {row.text for row in proposal.rows} == {BUS, BUS_TOO}
    assert "Rufbus" in proposal.words


def test_page_of_an_answer_shows_what_is_similar_and_reuses_answers(client_as, moderator):
    said, alike = ContributionFactory(text=BUS), ContributionFactory(text=BUS_TOO)
    done = ContributionFactory(text=f"{BUS} Unbedingt!", state="taken_up")
    AnswerFactory(contribution=done, reason="Der Rufbus kommt.")
    client = client_as(moderator)
    url = reverse("contributions:answer", args=[said.pk])
    beside = client.get(url).context["alongside"]
    assert [row.said.id for row in beside.open] == [alike.pk]
    assert [row.said.id for row in beside.answered] == [done.pk]
    form = client.get(f"{url}?like={done.pk}").context["form"]
    assert form.initial["reason"] == "Der Rufbus kommt."
    assert client.get(f"{url}?like=unsinn").status_code == 200


@pytest.mark.parametrize("number", [2, 30])
def test_proposals_take_the_same_queries_for_any_number(number, client_as, moderator):
    CountyFactory()
    for n in range(number):
        PostFactory(text=f"{BUS} Variante {n}.")
    client = client_as(moderator)
    client.get(SIMILAR)
    with CaptureQueriesContext(connection) as asked:
        client.get(SIMILAR)
    assert len(asked) == 15
