"""Working groups: a link for the table, one text for all who sit there, a contribution at the end."""

import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.contributions.actions import hide_contribution, withdraw_with_receipt
from participation.contributions.codes import receipt_hash
from participation.contributions.models import Contribution
from participation.contributions.slots import places
from participation.events.actions.groups import (
    MOST_PROFILES,
    begin_profile,
    code_of,
    hand_in_profile,
    replace_link,
    write_profile,
)
from participation.events.forms.groups import MOST
from participation.events.models import ProjectProfile, WorkingGroup
from smartregion.core.errors import WrongState
from tests.factories.dates import NOON
from tests.factories.events import EventFactory
from tests.factories.minutes import GroupFactory, ProfileFactory
from tests.factories.strategy import public_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> & "quoted"'


def at(profile, name="profile"):
    return reverse(f"events:{name}", args=[profile.group.key, profile.pk])


def managed(name, event, *args):
    return reverse(f"events:{name}", args=[event.slug, *args])


def typed(profile, **changes):
    names = ("title", *ProjectProfile.QUESTIONS, "lock_version")
    return {name: getattr(profile, name) for name in names} | changes


# -- the table ---------------------------------------------------------------------------------
def test_table_is_found_by_its_link_only(anonymous_client):
    group = GroupFactory()
    page = anonymous_client.get(group.get_absolute_url())
    assert group.title in page.content.decode()
    assert "noindex" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert anonymous_client.get(reverse("events:group", args=[uuid.uuid4()])).status_code == 404
    public = anonymous_client.get(managed("event", group.event)).content.decode()
    assert str(group.key) not in public


def test_profile_is_begun_and_found_by_the_others(anonymous_client):
    group = GroupFactory()
    answer = anonymous_client.post(group.get_absolute_url(), {"title": "Rufbus am Abend"})
    profile = ProjectProfile.objects.get()
    assert answer["Location"] == at(profile)
    assert "Rufbus am Abend" in anonymous_client.get(group.get_absolute_url()).content.decode()


def test_profile_is_reached_through_its_own_table_only(anonymous_client):
    profile, other = ProfileFactory(), GroupFactory()
    for name in ("profile", "profile_hand_in"):
        address = reverse(f"events:{name}", args=[other.key, profile.pk])
        assert anonymous_client.get(address).status_code == 404
        assert anonymous_client.post(address, typed(profile)).status_code == 404


@pytest.mark.behaviour("F10")
def test_second_of_two_at_the_table_sees_both_texts(anonymous_client):
    profile = ProfileFactory()
    write_profile(profile=profile, at=NOON, lock_version=0, goal="Ihr Ziel")
    answer = anonymous_client.post(at(profile), typed(profile, goal="Mein Ziel", lock_version=0))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ihr Ziel" in page
    assert "Mein Ziel" in page
    assert "Wo sich die Fassungen unterscheiden" in page
    profile.refresh_from_db()
    assert profile.goal == "Ihr Ziel"
    again = anonymous_client.post(at(profile), typed(profile, goal="Beide Ziele", lock_version=1))
    assert again.status_code == 302
    profile.refresh_from_db()
    assert (profile.goal, profile.lock_version) == ("Beide Ziele", 2)


def test_answers_that_are_too_long_stay_in_the_form(anonymous_client):
    profile = ProfileFactory()
    page = anonymous_client.post(at(profile), typed(profile, idea="x" * (MOST + 1)))
    assert "zu lang" in page.content.decode()
    assert "x" * (MOST + 1) in page.content.decode()
    profile.refresh_from_db()
    assert profile.idea == "Drei Rufbusse fahren bis 23 Uhr."


def test_longest_profile_makes_a_contribution():
    words = dict.fromkeys(ProjectProfile.QUESTIONS, "x" * MOST)
    profile = ProfileFactory(title="t" * 160, **words)
    assert len(hand_in_profile(profile=profile, at=NOON).text) <= Contribution.MAX_LENGTH


def test_leaked_link_does_not_fill_the_database():
    group = GroupFactory()
    ProfileFactory.create_batch(MOST_PROFILES, group=group)
    with pytest.raises(ValidationError, match="20"):
        begin_profile(group=group, title="Noch eins", at=NOON)


def test_after_the_end_nobody_writes(anonymous_client):
    profile = ProfileFactory(group__closes_at=NOON - timedelta(minutes=1))
    for deed in (
        lambda: begin_profile(group=profile.group, title="Spät", at=NOON),
        lambda: write_profile(profile=profile, at=NOON, lock_version=0, goal="Spät"),
        lambda: hand_in_profile(profile=profile, at=NOON),
    ):
        with pytest.raises(WrongState):
            deed()
    assert "Zeit zum Schreiben ist vorbei" in anonymous_client.get(at(profile)).content.decode()
    assert anonymous_client.post(at(profile), typed(profile, goal="Spät")).status_code == 200
    profile.refresh_from_db()
    assert profile.goal != "Spät"


# -- handing in --------------------------------------------------------------------------------
@pytest.mark.behaviour("F10")
def test_handed_in_profile_is_a_contribution_of_the_group(anonymous_client, participant):
    field = public_field("Mobilität")
    profile = ProfileFactory(group__element=field)
    assert profile.title in anonymous_client.get(at(profile, "profile_hand_in")).content.decode()
    assert not Contribution.objects.exists()
    assert anonymous_client.post(at(profile, "profile_hand_in")).status_code == 302
    profile.refresh_from_db()
    said = profile.contribution
    assert (said.channel, said.author_name) == ("event", profile.group.title)
    assert said.elements.get() == field
    assert profile.goal in said.text
    assert receipt_hash(code_of(profile)) == said.receipt_hash
    assert code_of(profile) in anonymous_client.get(at(profile)).content.decode()
    [place] = places.of([said.pk], visible_to=participant)[said.pk]
    assert place.url == profile.get_absolute_url()
    public = anonymous_client.get(managed("projects", profile.group.event)).content.decode()
    assert profile.idea in public
    assert str(profile.group.key) not in public


def test_profile_is_handed_in_once_and_stays_as_it_is(anonymous_client):
    profile = ProfileFactory()
    stale = ProjectProfile.objects.get(pk=profile.pk)
    hand_in_profile(profile=profile, at=NOON)
    with pytest.raises(WrongState):
        hand_in_profile(profile=stale, at=NOON)
    with pytest.raises(WrongState):
        write_profile(profile=ProjectProfile.objects.get(), at=NOON, lock_version=0, goal="x")
    anonymous_client.post(at(profile), typed(profile, goal="Anders"))
    assert ProjectProfile.objects.get().goal != "Anders"
    assert Contribution.objects.count() == 1


def test_profile_without_an_idea_is_not_handed_in(anonymous_client):
    profile = ProfileFactory(idea="")
    page = anonymous_client.post(at(profile, "profile_hand_in")).content.decode()
    assert "Was wollen wir tun?" in page
    assert not Contribution.objects.exists()


def test_database_knows_that_handed_in_means_contribution():
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectProfile.objects.filter(pk=ProfileFactory().pk).update(handed_in_at=NOON)


def test_receipt_of_a_profile_survives_a_new_link(moderator):
    profile = ProfileFactory()
    hand_in_profile(profile=profile, at=NOON)
    code, key = code_of(profile), profile.group.key
    replace_link(group=profile.group, by=moderator)
    stored = ProjectProfile.objects.get()
    assert stored.group.key != key
    assert code_of(stored) == code


@pytest.mark.behaviour("P11")
def test_hidden_project_is_not_read_through_the_link_of_the_table(
    anonymous_client, client_as, moderator
):
    profile = ProfileFactory()
    said = hand_in_profile(profile=profile, at=NOON)
    hide_contribution(
        contribution=said, reason="insult", explanation="Grob.", by=moderator, at=NOON
    )
    profile.refresh_from_db()
    pages = [
        anonymous_client.get(at(profile)),
        anonymous_client.get(profile.group.get_absolute_url()),
        client_as(moderator).get(managed("group_list", profile.group.event)),
    ]
    for page in pages:
        assert "von der Moderation ausgeblendet" in page.content.decode()
        assert profile.title not in page.content.decode()
        assert profile.idea not in page.content.decode()
    assert code_of(profile) not in pages[0].content.decode()


@pytest.mark.behaviour("P11")
def test_project_that_is_taken_back_leaves_no_word_behind():
    profile = ProfileFactory()
    written = [profile.title, *(answer for _question, answer in profile.parts)]
    withdraw_with_receipt(contribution=hand_in_profile(profile=profile, at=NOON), at=NOON)
    profile.refresh_from_db()
    assert profile.title == profile.contribution.text
    assert profile.parts == []
    assert not any(words in profile.title for words in written)


@pytest.mark.behaviour("P11")
def test_code_that_takes_a_project_back_is_shown_while_the_table_writes(anonymous_client):
    profile = ProfileFactory()
    hand_in_profile(profile=profile, at=NOON)
    assert code_of(profile) in anonymous_client.get(at(profile)).content.decode()
    WorkingGroup.objects.update(closes_at=NOON)
    page = anonymous_client.get(at(profile)).content.decode()
    assert code_of(profile) not in page
    assert profile.idea in page


# -- the office --------------------------------------------------------------------------------
def test_office_sets_up_a_table_and_gets_link_and_code(client_as, moderator):
    event, desk = EventFactory(), client_as(moderator)
    field = public_field("Mobilität")
    sent = {
        "title": "Arbeitsgruppe Jugend",
        "element": str(field.pk),
        "closes_at": "2026-06-30T18:00",
    }
    assert desk.post(managed("group_create", event), sent).status_code == 302
    group = WorkingGroup.objects.get()
    page = desk.get(managed("group_list", event)).content.decode()
    assert f"{settings.PUBLIC_URL}{group.get_absolute_url()}" in page
    assert "qr-code" in page
    desk.post(managed("group_edit", event, group.pk), {**sent, "title": "Arbeitsgruppe Ausbildung"})
    desk.post(managed("group_link", event, group.pk))
    old = group.key
    group.refresh_from_db()
    assert group.title == "Arbeitsgruppe Ausbildung"
    assert group.key != old


def test_old_link_leads_nowhere(anonymous_client, moderator):
    group = GroupFactory()
    old = group.get_absolute_url()
    replace_link(group=group, by=moderator)
    assert anonymous_client.get(old).status_code == 404


def test_tables_of_another_event_are_out_of_reach(client_as, moderator):
    group, other = GroupFactory(), EventFactory()
    for name in ("group_edit", "group_link"):
        assert client_as(moderator).post(managed(name, other, group.pk)).status_code == 404


def test_markup_in_profiles_is_text(anonymous_client, client_as, moderator):
    profile = ProfileFactory(
        group__title=HOSTILE[:160], group__task=HOSTILE, title=HOSTILE, idea=HOSTILE, goal=HOSTILE
    )
    event = profile.group.event
    pages = [
        anonymous_client.get(address)
        for address in (
            profile.group.get_absolute_url(),
            at(profile),
            at(profile, "profile_hand_in"),
        )
    ]
    hand_in_profile(profile=profile, at=NOON)
    pages += [
        anonymous_client.get(at(profile)),
        anonymous_client.get(managed("projects", event)),
        client_as(moderator).get(managed("group_list", event)),
    ]
    for page in pages:
        assert "<img src=x" not in page.content.decode()
        assert "&lt;img src=x" in page.content.decode()


@pytest.mark.parametrize("name", ["projects", "group_list"])
def test_number_of_queries_does_not_grow_with_projects(client_as, moderator, name):
    client = client_as(moderator)
    counts = []
    for number in (1, 3):
        event = EventFactory(running=True)
        for _ in range(number):
            hand_in_profile(profile=ProfileFactory(group__event=event), at=NOON)
        client.get(managed(name, event))
        with CaptureQueriesContext(connection) as asked:
            client.get(managed(name, event))
        counts.append(len(asked))
    assert counts[0] == counts[1]
