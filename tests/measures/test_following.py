"""Hearing how a measure goes on: with an account by a button, without one by a code from a mail."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from measures.actions import MilestoneRow, add_origin, move_measure, set_milestones
from measures.actions.following import (
    ask_to_follow,
    confirm_follow,
    follow_measure,
    forget_follow_requests,
)
from measures.models import FollowRequest, Measure, MeasureFollow
from measures.queries.following import pending_for
from smartregion.accounts.actions import close_account
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from smartregion.notices.actions import choose_frequency, forget, recipient_of, write_letters
from smartregion.notices.models import Mail, Notice, Recipient
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measures import (
    AssessmentFactory,
    CycleFactory,
    MeasureFactory,
    brought_to_close,
)
from tests.factories.unhurried import unhurried
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

ADDRESS = "nachbarin@example.org"
LATER = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


def address(name, measure, *args):
    return reverse(f"measures:{name}", args=[measure.number, *args])


def code_in_mail():
    letter = Mail.objects.filter(key__startswith="guest-code:").latest("pk")
    return re.search(r"^ {4}(\d{6})$", letter.text, re.MULTILINE)[1]


def asked(measure, email=ADDRESS, at=NOON):
    return ask_to_follow(measure=measure, email=email, at=at)


def guest_following(measure):
    confirm_follow(asked=asked(measure), code=code_in_mail(), at=NOON)
    return Recipient.objects.get(address=ADDRESS)


def rejected(measure, office, reason="Zu teuer."):
    return move_measure(measure=measure, to="rejected", reason=reason, by=office, at=LATER)


def headlines(**of):
    return list(Notice.objects.filter(**of).order_by("pk").values_list("headline", flat=True))


# -- with an account -------------------------------------------------------------------------------
def test_button_begins_and_ends_it_and_the_list_names_it(client_as, participant):
    measure, browser = MeasureFactory(), client_as(participant)
    assert address("follow", measure) in page_of(browser, measure.get_absolute_url())
    for _twice in range(2):
        browser.post(address("follow", measure), {"follow": "yes"})
    assert MeasureFollow.objects.get().recipient.user == participant
    page = page_of(browser, reverse("notices:following"))
    assert measure.title in page
    assert f"Maßnahme {measure.number}" in page
    browser.post(address("follow", measure), {"follow": "no"})
    assert not MeasureFollow.objects.exists()
    # What somebody reads is none of the audit trail's business.
    assert not AuditEntry.objects.filter(actor=participant).exists()


def test_question_says_what_one_hears_of(client_as, participant):
    page = page_of(client_as(participant), address("follow", MeasureFactory()))
    assert "neuen Ständen, erreichten Meilensteinen und Bewertungen" in page
    assert "Beiträgen" not in page


@pytest.mark.behaviour("M20")
def test_measure_that_is_not_public_is_followed_by_no_stranger(
    client_as, participant, anonymous_client
):
    hidden = MeasureFactory(is_public=False)
    assert client_as(participant).post(address("follow", hidden), {"follow": "yes"}).status_code == 404  # fmt: skip
    assert anonymous_client.get(address("follow_as_guest", hidden)).status_code == 404
    assert not MeasureFollow.objects.exists()


def test_measure_that_is_hidden_since_leaves_the_list(client_as, participant):
    measure = MeasureFactory()
    follow_measure(measure=measure, user=participant, at=NOON)
    Measure.objects.update(is_public=False)
    assert measure.title not in page_of(client_as(participant), reverse("notices:following"))


def test_list_asks_equally_often_for_one_and_for_many(client_as, participant):
    browser, way = client_as(participant), reverse("notices:following")
    follow_measure(measure=MeasureFactory(), user=participant, at=NOON)
    browser.get(way)
    few = queries_of(lambda: browser.get(way))
    for _each in range(3):
        follow_measure(measure=MeasureFactory(), user=participant, at=NOON)
    assert queries_of(lambda: browser.get(way)) == few


@pytest.mark.behaviour("M21")
def test_closed_account_follows_nothing_any_more(participant):
    follow_measure(measure=MeasureFactory(), user=participant, at=NOON)
    close_account(user=participant, with_texts=False, at=NOON)
    assert not MeasureFollow.objects.exists()


# -- without an account ----------------------------------------------------------------------------
@pytest.mark.behaviour("M21")
def test_guest_follows_with_an_address_and_the_code_from_a_mail(anonymous_client):
    measure = MeasureFactory()
    assert address("follow_as_guest", measure) in page_of(
        anonymous_client, measure.get_absolute_url()
    )
    answer = anonymous_client.post(
        address("follow_as_guest", measure), {"email": ADDRESS, **unhurried()}
    )
    assert not MeasureFollow.objects.exists()
    assert not Recipient.objects.exists()
    letter = Mail.objects.get()
    assert letter.to == ADDRESS
    assert measure.title in letter.text
    anonymous_client.post(answer.url, {"code": code_in_mail()})
    page = page_of(anonymous_client, answer.url)
    assert "Sie verfolgen jetzt diese Maßnahme" in page
    assert MeasureFollow.objects.get().recipient.address == ADDRESS
    # Sent again it is still once, and the address lies in one place only.
    anonymous_client.post(answer.url, {"code": "000000"})
    assert MeasureFollow.objects.count() == 1
    assert FollowRequest.objects.get().email == ""


@pytest.mark.behaviour("M21")
def test_wrong_code_follows_nothing_and_many_tries_end_it():
    waiting = asked(MeasureFactory())
    right = code_in_mail()
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    for _try in range(5):
        with pytest.raises(ValidationError, match="stimmt nicht"):
            confirm_follow(asked=waiting, code=wrong, at=NOON)
    with pytest.raises(ValidationError, match="zu viele Versuche"):
        confirm_follow(asked=waiting, code=right, at=NOON)
    assert not MeasureFollow.objects.exists()


def test_new_code_takes_the_place_of_the_one_before(anonymous_client):
    waiting = asked(MeasureFactory())
    first = code_in_mail()
    anonymous_client.post(address("follow_code_again", waiting.measure, waiting.pk))
    assert code_in_mail() != first
    waiting.refresh_from_db()
    with pytest.raises(ValidationError):
        confirm_follow(asked=waiting, code=first, at=NOON)
    confirm_follow(asked=waiting, code=code_in_mail(), at=NOON)


@pytest.mark.behaviour("M21")
def test_nobody_is_sent_many_codes(anonymous_client):
    measure = MeasureFactory()
    for _each in range(4):
        asked(measure)
    answer = anonymous_client.post(
        address("follow_as_guest", measure), {"email": ADDRESS, **unhurried()}
    )
    assert "schon mehrere Codes" in answer.content.decode()
    assert Mail.objects.count() == 4


def test_code_holds_for_a_day_and_then_the_address_goes():
    waiting = asked(MeasureFactory())
    code = code_in_mail()
    over = NOON + timedelta(hours=24)
    with pytest.raises(WrongState):
        confirm_follow(asked=waiting, code=code, at=over)
    assert forget_follow_requests(at=over - timedelta(seconds=1)) == 0
    assert forget_follow_requests(at=over) == 1
    assert not FollowRequest.objects.exists()


def test_whoever_has_an_account_with_this_address_follows_with_it(participant):
    waiting = asked(MeasureFactory(), email=participant.email.upper())
    confirm_follow(asked=waiting, code=code_in_mail(), at=NOON)
    assert MeasureFollow.objects.get().recipient.user == participant


def test_whoever_had_ended_all_letters_hears_of_what_they_ask_for_anew():
    first = guest_following(MeasureFactory())
    choose_frequency(recipient=first, frequency="none")
    again = guest_following(MeasureFactory())
    assert (again.pk, again.frequency) == (first.pk, "at_once")


def test_signed_in_people_are_led_to_the_button(client_as, participant):
    measure = MeasureFactory()
    answer = client_as(participant).get(address("follow_as_guest", measure))
    assert answer.url == address("follow", measure)


def test_letter_to_a_guest_ends_with_one_click(anonymous_client, office):
    measure = MeasureFactory(state="proposed")
    guest = guest_following(measure)
    rejected(measure, office)
    write_letters(at=LATER + timedelta(hours=1))
    letter = Mail.objects.get(to=ADDRESS, key__startswith="letter:")
    assert letter.unsubscribe_url == guest.unsubscribe_path
    anonymous_client.post(guest.unsubscribe_path, {"List-Unsubscribe": "One-Click"})
    guest.refresh_from_db()
    assert not guest.wants_letters


@pytest.mark.behaviour("M21")
def test_guest_ends_one_measure_and_keeps_the_others(office):
    unwanted, wanted = MeasureFactory(state="proposed"), MeasureFactory(state="proposed")
    guest = guest_following(unwanted)
    guest_following(wanted)
    stranger = Client(enforce_csrf_checks=True)
    page = page_of(stranger, guest.unsubscribe_path)
    assert unwanted.title in page
    assert wanted.title in page
    [name] = re.findall(rf'value="([^"]+)"[^>]*>(?:(?!</button>).)*{unwanted.title}<', page)
    for _twice in range(2):
        answer = stranger.post(guest.unsubscribe_path, {"end": name})
        assert answer.status_code == 200
        assert not answer.cookies
    for measure in (unwanted, wanted):
        rejected(measure, office)
    assert [notice.group for notice in Notice.objects.filter(recipient=guest)] == [f"Maßnahme {wanted}"]  # fmt: skip
    guest.refresh_from_db()
    assert guest.frequency == "at_once"


def test_whoever_has_ended_all_letters_is_offered_no_single_ones():
    measure = MeasureFactory()
    guest = guest_following(measure)
    assert measure.title in page_of(Client(), guest.unsubscribe_path)
    Client().post(guest.unsubscribe_path, {"frequency": "none"})
    assert measure.title not in page_of(Client(), guest.unsubscribe_path)


def test_link_of_a_letter_ends_nothing_that_somebody_else_follows(participant):
    """Letters are passed on: what somebody follows with an account shows after signing in only."""
    measure = MeasureFactory()
    guest = guest_following(MeasureFactory())
    follow_measure(measure=measure, user=participant, at=NOON)
    theirs = MeasureFollow.objects.get(measure=measure)
    for recipient in (guest, recipient_of(participant)):
        page = page_of(Client(), recipient.unsubscribe_path)
        assert measure.title not in page
        Client().post(recipient.unsubscribe_path, {"end": f"measures.measurefollow-{theirs.pk}"})
    assert MeasureFollow.objects.filter(pk=theirs.pk).exists()


@pytest.mark.behaviour("M20")
def test_link_of_a_letter_names_no_measure_that_is_hidden_since():
    measure = MeasureFactory()
    guest = guest_following(measure)
    Measure.objects.update(is_public=False)
    assert measure.title not in page_of(Client(), guest.unsubscribe_path)


@pytest.mark.behaviour("M21")
def test_address_of_a_guest_is_kept_while_the_measure_goes_on_and_goes_afterwards():
    measure = MeasureFactory()
    guest = guest_following(measure)
    assert pending_for([guest.pk], None) == {guest.pk: [date.max]}
    for days in (0, 40):
        forget(at=NOON + timedelta(days=days))
    assert Recipient.objects.filter(pk=guest.pk).exists()
    Measure.objects.update(state="completed")
    for days in (41, 80):
        forget(at=NOON + timedelta(days=days))
    assert not Recipient.objects.filter(pk=guest.pk).exists()
    assert not MeasureFollow.objects.exists()


def test_guest_who_wants_no_letters_is_not_kept():
    guest = guest_following(MeasureFactory())
    choose_frequency(recipient=guest, frequency="none")
    assert pending_for([guest.pk], None) == {}


# -- what followers hear ---------------------------------------------------------------------------
@pytest.mark.behaviour("M21")
def test_followers_hear_of_a_new_state_and_nobody_twice(office, participant, moderator):
    measure = MeasureFactory(state="proposed")
    said = ContributionFactory(author=participant)
    add_origin(measure=measure, by=office, at=NOON, kind="contribution", contribution=said)
    Notice.objects.all().delete()
    for person in (participant, moderator):
        follow_measure(measure=measure, user=person, at=NOON)
    guest = guest_following(measure)
    rejected(measure, office)
    told = Notice.objects.order_by("recipient").values_list("recipient", flat=True)
    everybody = [recipient_of(participant).pk, recipient_of(moderator).pk, guest.pk]
    assert list(told) == sorted(everybody)
    assert set(headlines()) == {"Die Maßnahme steht jetzt auf „verworfen“"}


def test_follower_is_not_told_that_they_wrote_something(office, moderator):
    measure = MeasureFactory(state="approved")
    follow_measure(measure=measure, user=moderator, at=NOON)
    move_measure(measure=measure, to="running", by=office, at=LATER)
    assert Notice.objects.get().text == "Sie verfolgen diese Maßnahme."


def milestones(measure, office, *rows):
    measure.refresh_from_db()
    set_milestones(
        measure=measure, by=office, at=LATER, lock_version=measure.lock_version, rows=rows
    )


@pytest.mark.behaviour("M21")
def test_followers_hear_of_a_milestone_once_it_is_reached_and_only_once(office, participant):
    measure = MeasureFactory()
    follow_measure(measure=measure, user=participant, at=NOON)
    milestones(measure, office, MilestoneRow("Fahrzeug da", DAY))
    assert headlines() == []
    pk = measure.milestones.get().pk
    for _twice in range(2):
        milestones(measure, office, MilestoneRow("Fahrzeug da", DAY, done_on=DAY, pk=pk))
    assert headlines() == ["Meilenstein erreicht: Fahrzeug da"]


@pytest.mark.behaviour("M21")
def test_followers_hear_what_was_reported_once_the_cycle_is_closed(office, participant):
    measure = MeasureFactory()
    follow_measure(measure=measure, user=participant, at=NOON)
    cycle = CycleFactory(for_measure=measure, title="Herbst")
    AssessmentFactory(
        cycle=cycle, measure=measure, state="submitted", light="yellow", done_since="Es fährt."
    )
    AssessmentFactory(cycle=cycle, measure=MeasureFactory(strategy=measure.strategy), state="submitted", light="red")  # fmt: skip
    assert headlines() == []
    brought_to_close(cycle, at=LATER)
    notice = Notice.objects.get()
    assert (notice.headline, notice.text) == (
        "Neu bewertet: mit Abweichungen (Herbst)",
        "Es fährt.",
    )


def test_of_what_was_not_reported_nobody_is_told(office, participant):
    measure = MeasureFactory()
    follow_measure(measure=measure, user=participant, at=NOON)
    cycle = CycleFactory(for_measure=measure)
    AssessmentFactory(cycle=cycle, measure=measure)
    brought_to_close(cycle, at=LATER)
    assert headlines() == []


@pytest.mark.behaviour("M20")
def test_of_a_measure_that_is_not_public_no_follower_hears(office, participant):
    measure = MeasureFactory(state="proposed")
    follow_measure(measure=measure, user=participant, at=NOON)
    Measure.objects.update(is_public=False)
    measure.refresh_from_db()
    milestones(measure, office, MilestoneRow("Fahrzeug da", DAY, done_on=DAY))
    cycle = CycleFactory(for_measure=measure)
    AssessmentFactory(cycle=cycle, measure=measure, state="submitted", light="red")
    brought_to_close(cycle, at=LATER)
    rejected(measure, office)
    assert headlines() == []
