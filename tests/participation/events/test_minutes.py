"""Minutes: written by several people, published as contributions of the event, found from both sides."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.contributions.actions import erase_expired, hide_contribution
from participation.contributions.models import Contribution, Moderation
from participation.contributions.slots import mentions, places
from participation.events.actions.minutes import (
    add_point,
    begin_minutes,
    change_point,
    move_point,
    publish_minutes,
    remove_point,
)
from participation.events.models import MinutePoint, Minutes, Registration
from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from smartregion.notices.actions import recipient_of
from smartregion.notices.models import Mail, Notice
from tests.factories.contributions import AnswerFactory
from tests.factories.dates import NOON
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.forums import PostFactory
from tests.factories.live import QuestionFactory
from tests.factories.minutes import MinutesFactory, PointFactory
from tests.factories.strategy import public_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon"), pytest.mark.slow]

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> & "quoted"'


def url(name, event, *args):
    return reverse(f"events:{name}", args=[event.slug, *args])


def texts(minutes):
    return list(minutes.points.values_list("number", "text"))


# -- writing -----------------------------------------------------------------------------------
def test_points_are_numbered_moved_and_removed_without_gaps(moderator):
    minutes = begin_minutes(event=EventFactory(past=True))
    first, second, third = (
        add_point(minutes=minutes, text=text, by=moderator) for text in ("eins", "zwei", "drei")
    )
    move_point(point=third, up=True, by=moderator)
    assert texts(minutes) == [(1, "eins"), (2, "drei"), (3, "zwei")]
    move_point(point=first, up=True, by=moderator)
    first.refresh_from_db()
    remove_point(point=first, by=moderator)
    assert texts(minutes) == [(1, "drei"), (2, "zwei")]
    second.refresh_from_db()
    move_point(point=second, up=False, by=moderator)
    assert texts(minutes) == [(1, "drei"), (2, "zwei")]


def test_second_of_two_writers_is_told_and_loses_nothing(client_as, moderator, office):
    point = PointFactory(text="Alter Text")
    event = point.minutes.event
    change_point(point=point, text="Ihr Text", lock_version=0, by=office)
    with pytest.raises(EditConflict):
        change_point(point=point, text="Mein Text", lock_version=0, by=moderator)
    place = url("point_edit", event, point.pk)
    answer = client_as(moderator).post(place, {"text": "Mein Text", "lock_version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mein Text" in page
    assert "Ihr Text" in page
    assert 'name="lock_version" value="1"' in page
    assert (
        client_as(moderator).post(place, {"text": "Mein Text", "lock_version": "1"}).status_code
        == 302
    )
    point.refresh_from_db()
    assert point.text == "Mein Text"


def test_intro_of_two_writers_is_kept_beside_each_other(client_as, moderator):
    minutes = MinutesFactory(lock_version=3)
    place = url("minutes_edit", minutes.event)
    answer = client_as(moderator).post(place, {"intro": "Meine Einleitung", "lock_version": "2"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Meine Einleitung" in page
    assert "gekommen sind vierzig" in page


@pytest.mark.behaviour("F10")
def test_point_is_linked_to_questions_and_to_posts_by_their_address(client_as, moderator):
    event = EventFactory(past=True)
    question, post = QuestionFactory(event=event), PostFactory()
    field = public_field("Mobilität")
    sent = {
        "text": "Der Rufbus fährt abends.",
        "elements": [str(field.pk)],
        "questions": [str(question.pk)],
        "addresses": f"https://landkreis.example{post.get_absolute_url()}\n",
    }
    assert client_as(moderator).post(url("point_create", event), sent).status_code == 302
    point = MinutePoint.objects.get()
    assert set(point.about.all()) == {question.contribution, post.contribution}
    assert point.elements.get() == field
    form = client_as(moderator).get(url("point_edit", event, point.pk)).content.decode()
    assert str(post.pk) in form


def test_address_without_contribution_is_named(client_as, moderator):
    event = EventFactory(past=True)
    sent = {"text": "Ein Punkt", "addresses": "https://landkreis.example/foren/"}
    page = client_as(moderator).post(url("point_create", event), sent).content.decode()
    assert "gibt es keinen Beitrag: https://landkreis.example/foren/" in page
    assert not MinutePoint.objects.exists()


def test_looking_at_minutes_that_nobody_began_begins_none(client_as, moderator):
    event = EventFactory(past=True)
    for name in ("minutes_edit", "minutes_publish", "point_create"):
        assert client_as(moderator).get(url(name, event)).status_code == 200
    assert not Minutes.objects.exists()


# -- publishing --------------------------------------------------------------------------------
@pytest.mark.behaviour("F10")
def test_published_points_are_contributions_with_the_event_as_author(moderator):
    field = public_field("Mobilität")
    first = PointFactory(number=1)
    second = PointFactory(number=2, minutes=first.minutes)
    first.elements.set([field])
    publish_minutes(minutes=first.minutes, by=moderator, at=NOON)
    for point in (first, second):
        point.refresh_from_db()
        said = point.contribution
        assert (said.channel, said.author, said.author_name, said.text) == (
            "event", None, first.minutes.event.title, point.text,
        )  # fmt: skip
    assert first.contribution.elements.get() == field
    found = places.of([first.contribution_id], visible_to=moderator)[first.contribution_id]
    assert found[0].url.endswith("#punkt-1")


@pytest.mark.behaviour("F10")
def test_publishing_tells_registrants_once(moderator):
    minutes = PointFactory().minutes
    event = minutes.event
    RegistrationFactory(event=event, email="a@example.org")
    RegistrationFactory(event=event, email="b@example.org")
    RegistrationFactory(event=event, state=Registration.State.CANCELLED)
    publish_minutes(minutes=minutes, by=moderator, at=NOON)
    add_point(minutes=minutes, text="Ein Nachtrag", by=moderator)
    publish_minutes(minutes=minutes, by=moderator, at=NOON)
    letters = Mail.objects.filter(key__contains=":minutes")
    assert {letter.to for letter in letters} == {"a@example.org", "b@example.org"}
    assert letters.count() == 2
    assert f"/veranstaltungen/{event.slug}/protokoll/" in letters[0].text
    assert "Protokoll" in letters[0].subject
    assert Contribution.objects.filter(minute_point__minutes=minutes).count() == 2


@pytest.mark.behaviour("F10")
def test_authors_of_what_a_point_is_about_are_told_and_find_it_from_their_post(
    moderator, participant
):
    post = PostFactory(author=participant)
    point = PointFactory()
    point.about.set([post.contribution])
    assert not mentions.of([post.pk], visible_to=participant)[post.pk]
    publish_minutes(minutes=point.minutes, by=moderator, at=NOON)
    notice = Notice.objects.get(recipient=recipient_of(participant))
    assert notice.url.endswith(f"#punkt-{point.number}")
    [outcome] = mentions.of([post.pk], visible_to=participant)[post.pk]
    assert outcome.url == notice.url
    assert "Protokoll Punkt" in outcome.title


def test_what_is_published_stays_as_it_is(moderator):
    point = PointFactory()
    publish_minutes(minutes=point.minutes, by=moderator, at=NOON)
    point.refresh_from_db()
    for deed in (
        lambda: change_point(point=point, text="Anders", lock_version=0, by=moderator),
        lambda: move_point(point=point, up=True, by=moderator),
        lambda: remove_point(point=point, by=moderator),
    ):
        with pytest.raises(WrongState):
            deed()


@pytest.mark.parametrize("draft", [True, False])
def test_nothing_is_published_without_points_or_for_a_draft(moderator, draft):
    minutes = PointFactory(minutes__event__draft=True).minutes if draft else MinutesFactory()
    with pytest.raises((WrongState, ValidationError)):
        publish_minutes(minutes=minutes, by=moderator, at=NOON)
    assert not Contribution.objects.exists()


def test_no_minutes_appear_before_the_event_has_begun(moderator):
    point = PointFactory(minutes__event=EventFactory())
    with pytest.raises(WrongState):
        publish_minutes(minutes=point.minutes, by=moderator, at=NOON)
    assert not Contribution.objects.exists()


def test_publishing_needs_a_second_look_and_a_post(client_as, moderator):
    point = PointFactory()
    place = url("minutes_publish", point.minutes.event)
    page = client_as(moderator).get(place).content.decode()
    assert point.text in page
    assert not Contribution.objects.exists()
    assert client_as(moderator).post(place).status_code == 302
    assert Contribution.objects.count() == 1


# -- hidden ------------------------------------------------------------------------------------
@pytest.fixture
def hidden_point(moderator, participant):
    """A published point about somebody's post, hidden because it named a person."""
    point = PointFactory(text="Frau Beispiel aus der Lindenstraße hat widersprochen.")
    point.about.set([PostFactory(author=participant).contribution])
    publish_minutes(minutes=point.minutes, by=moderator, at=NOON)
    point.refresh_from_db()
    assert "Lindenstraße" in Notice.objects.get(recipient=recipient_of(participant)).text
    reason = Moderation.Reason.PERSONAL_DATA
    hide_contribution(
        contribution=point.contribution,
        reason=reason,
        explanation="Ein Name.",
        by=moderator,
        at=NOON,
    )
    return point


@pytest.mark.behaviour("P11")
def test_hidden_point_is_quoted_in_no_news(hidden_point):
    assert not Notice.objects.filter(text__contains="Lindenstraße").exists()


@pytest.mark.behaviour("P11")
def test_hidden_point_is_not_read_by_those_who_write_the_minutes(
    client_as, moderator, hidden_point
):
    event, desk = hidden_point.minutes.event, client_as(moderator)
    page = desk.get(url("minutes_edit", event)).content.decode()
    assert "von der Moderation ausgeblendet" in page
    assert "Lindenstraße" not in page
    for name in ("point_edit", "point_remove"):
        assert desk.get(url(name, event, hidden_point.pk)).status_code == 404


@pytest.mark.behaviour("P11")
def test_erased_point_leaves_no_word_behind(hidden_point):
    assert erase_expired(at=NOON + timedelta(days=184)) == 1
    hidden_point.refresh_from_db()
    assert hidden_point.text == hidden_point.contribution.text
    assert "Lindenstraße" not in hidden_point.text


# -- reading -----------------------------------------------------------------------------------
def test_drafts_are_not_there_for_anybody(anonymous_client, client_as, moderator):
    point = PointFactory(text="Noch geheim")
    event = point.minutes.event
    assert anonymous_client.get(url("minutes", event)).status_code == 404
    publish_minutes(minutes=point.minutes, by=moderator, at=NOON)
    add_point(minutes=point.minutes, text="Noch nicht so weit", by=moderator)
    page = anonymous_client.get(url("minutes", event))
    assert not page.cookies
    assert "Noch geheim" in page.content.decode()
    assert "Noch nicht so weit" not in page.content.decode()
    assert (
        "Noch nicht so weit"
        in client_as(moderator).get(url("minutes_edit", event)).content.decode()
    )


@pytest.mark.behaviour("F10")
def test_each_point_says_what_became_of_it_and_what_it_goes_back_to(anonymous_client, moderator):
    question = QuestionFactory(text="Fährt der Rufbus abends?", event__running=True)
    point = PointFactory(minutes__event=question.event)
    point.about.set([question.contribution])
    publish_minutes(minutes=point.minutes, by=moderator, at=NOON)
    point.refresh_from_db()
    AnswerFactory(contribution=point.contribution, reason="Ab Mai bis 23 Uhr.")
    page = anonymous_client.get(url("minutes", question.event)).content.decode()
    for words in (
        "Fährt der Rufbus abends?",
        "Ab Mai bis 23 Uhr.",
        point.contribution.get_absolute_url(),
    ):
        assert words in page


def test_markup_in_points_is_text(anonymous_client, client_as, moderator):
    point = PointFactory(text=HOSTILE, minutes__intro=HOSTILE)
    event = point.minutes.event
    pages = [
        client_as(moderator).get(url(name, event)) for name in ("minutes_edit", "minutes_publish")
    ]
    publish_minutes(minutes=point.minutes, by=moderator, at=NOON)
    pages.append(anonymous_client.get(url("minutes", event)))
    for page in pages:
        assert "<img src=x" not in page.content.decode()
        assert "&lt;img src=x" in page.content.decode()


@pytest.mark.parametrize("name", ["minutes", "minutes_edit"])
def test_number_of_queries_does_not_grow_with_points(client_as, moderator, name):
    client = client_as(moderator)
    counts = []
    for number in (1, 3):
        minutes = MinutesFactory()
        for n in range(number):
            point = PointFactory(minutes=minutes, number=n + 1)
            point.about.set([PostFactory().contribution])
        publish_minutes(minutes=minutes, by=moderator, at=NOON)
        client.get(url(name, minutes.event))
        with CaptureQueriesContext(connection) as asked:
            client.get(url(name, minutes.event))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_points_of_another_event_are_out_of_reach(client_as, moderator):
    point, other = PointFactory(), EventFactory(past=True)
    desk = client_as(moderator)
    for name in ("point_edit", "point_remove", "point_move"):
        assert desk.post(url(name, other, point.pk), {"text": "x"}).status_code == 404
    assert desk.get(url("point_move", point.minutes.event, point.pk)).status_code == 405
