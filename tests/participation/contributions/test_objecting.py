"""Authors hear what moderation did, and object to it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from participation.contributions import actions
from participation.contributions.links import objection_path
from participation.contributions.models import Contribution, Moderation, Objection
from smartregion.accounts.models import Role
from smartregion.core.errors import WrongState
from smartregion.notices.actions import guest_recipient
from smartregion.notices.models import Notice
from tests.cast import person
from tests.factories.contributions import (
    ContributionFactory,
    ModerationFactory,
    ObjectionFactory,
)
from tests.factories.dates import NOON

pytestmark = pytest.mark.django_db

State = Objection.State
NEXT_DAY = NOON + timedelta(days=1)


@pytest.fixture
def colleague(db):
    return person("colleague", Role.MODERATOR)


def hide(contribution, by, **changed):
    given = {"reason": "insult", "explanation": "Herabsetzend.", "at": NOON}
    return actions.hide_contribution(contribution=contribution, by=by, **(given | changed))


def object_to(moderation, *, at=NEXT_DAY, text="Das war ein Zitat."):
    return actions.make_objection(moderation=moderation, text=text, at=at)


@pytest.mark.behaviour("F18")
def test_the_author_is_told_once_with_reason_and_the_way_to_object(moderator, participant):
    note = hide(ContributionFactory(author=participant), moderator)
    [notice] = Notice.objects.filter(recipient__user=participant)
    assert notice.headline == "Ihr Beitrag wurde ausgeblendet"
    assert notice.text == (
        "Grund: Beleidigung oder Herabsetzung.\nHerabsetzend.\n"
        "Wenn Sie nicht einverstanden sind, können Sie bis zum 15. Dezember 2026 Einspruch "
        "einlegen."
    )
    assert notice.url == objection_path(note)
    assert not Notice.objects.exclude(recipient__user=participant).exists()


@pytest.mark.behaviour("F18")
def test_a_guest_is_told_as_well(moderator):
    guest = guest_recipient("mika@example.org")
    hide(ContributionFactory(guest=guest), moderator)
    assert Notice.objects.get().recipient == guest


def test_what_people_took_back_themselves_they_are_not_told(participant):
    contribution = ContributionFactory(author=participant)
    actions.withdraw_contribution(contribution=contribution, at=NOON)
    assert not Notice.objects.exists()


@pytest.mark.behaviour("F18")
@pytest.mark.usefixtures("noon")
def test_with_the_address_one_reads_the_reason_and_objects_once(anonymous_client, moderator):
    note = hide(ContributionFactory(text="Mein Satz", author=None), moderator)
    url = objection_path(note)
    page = anonymous_client.get(url).content.decode()
    for words in ("Mein Satz", "Beleidigung oder Herabsetzung", "Herabsetzend."):
        assert words in page
    assert str(moderator) not in page
    assert anonymous_client.post(url, {"text": " "}).status_code == 200
    assert not Objection.objects.exists()
    assert anonymous_client.post(url, {"text": "Ein Zitat."}).url == url
    assert anonymous_client.post(url, {"text": "Noch einmal."}).status_code == 409
    assert Objection.objects.get().text == "Ein Zitat."
    assert Notice.objects.get(recipient__user=moderator).headline.startswith("Einspruch")


@pytest.mark.behaviour("F18")
def test_somebody_else_decides_if_there_is_anybody(moderator, colleague):
    objection = object_to(hide(ContributionFactory(), moderator))
    decided = {"objection": objection, "decision": "Es war eins.", "at": NEXT_DAY}
    for decide in (actions.grant_objection, actions.reject_objection):
        with pytest.raises(ValidationError, match="andere Person"):
            decide(by=moderator, **decided)
    assert Objection.objects.get().state == State.OPEN
    actions.grant_objection(by=colleague, **decided)
    assert Objection.objects.get().state == State.GRANTED


def test_alone_one_may_decide_about_ones_own_decision(moderator):
    objection = object_to(hide(ContributionFactory(), moderator))
    actions.reject_objection(objection=objection, decision="Nein.", by=moderator, at=NEXT_DAY)
    assert Objection.objects.get().state == State.REJECTED


def test_a_granted_objection_shows_the_text_as_it_was_and_tells_the_author(
    moderator, colleague, participant
):
    contribution = ContributionFactory(text="Nur ein Zitat", author=participant)
    objection = object_to(hide(contribution, moderator))
    actions.grant_objection(objection=objection, decision="Ein Zitat.", by=colleague, at=NEXT_DAY)
    stored = Contribution.objects.get()
    assert (stored.is_hidden, stored.text) == (False, "Nur ein Zitat")
    decided = Objection.objects.get()
    assert (decided.decision, decided.decided_by, decided.decided_at) == (
        "Ein Zitat.",
        colleague,
        NEXT_DAY,
    )
    headlines = [one.headline for one in Notice.objects.filter(recipient__user=participant)]
    assert sorted(headlines) == [
        "Ihr Beitrag ist wieder sichtbar",
        "Ihr Beitrag wurde ausgeblendet",
    ]


def test_a_rejected_objection_changes_nothing_and_says_why(moderator, colleague, participant):
    contribution = ContributionFactory(author=participant)
    note = hide(contribution, moderator)
    objection = object_to(note)
    with pytest.raises(ValidationError):
        actions.reject_objection(objection=objection, decision=" ", by=colleague, at=NEXT_DAY)
    given = {"objection": objection, "decision": "Kein Zitat.", "by": colleague, "at": NEXT_DAY}
    actions.reject_objection(**given)
    assert Contribution.objects.get().is_hidden
    notice = Notice.objects.get(headline="Ihr Einspruch wurde zurückgewiesen")
    assert (notice.text, notice.url) == ("Kein Zitat.", objection_path(note))
    with pytest.raises(WrongState):
        actions.reject_objection(**given)


def test_a_refused_text_can_be_objected_to_and_then_appears(moderator, colleague):
    contribution = ContributionFactory(is_hidden=True, is_held=True)
    note = actions.refuse_contribution(
        contribution=contribution, reason="spam", explanation="Werbung.", by=moderator, at=NOON
    )
    objection = object_to(note)
    actions.grant_objection(objection=objection, decision="Doch.", by=colleague, at=NEXT_DAY)
    assert not Contribution.objects.get().is_hidden


@pytest.mark.parametrize(
    ("step", "reason", "days"),
    [
        (Moderation.Step.SHOWN, Moderation.Reason.REVIEWED, 1),
        (Moderation.Step.HIDDEN, Moderation.Reason.TAKEN_BACK, 1),
        (Moderation.Step.HIDDEN, Moderation.Reason.INSULT, 184),
    ],
)
def test_not_everything_can_be_objected_to(step, reason, days, anonymous_client):
    note = ModerationFactory(step=step, reason=reason)
    with pytest.raises(WrongState):
        object_to(note, at=NOON + timedelta(days=days))


def test_after_it_was_shown_again_nobody_needs_to_object(moderator):
    contribution = ContributionFactory()
    note = hide(contribution, moderator)
    actions.unhide_contribution(
        contribution=contribution, explanation="Ein Irrtum.", by=moderator, at=NOON
    )
    with pytest.raises(WrongState):
        object_to(note)


def test_taking_back_a_hidden_text_ends_its_objection(moderator):
    objection = ObjectionFactory()
    actions.withdraw_contribution(contribution=objection.moderation.contribution, at=NEXT_DAY)
    assert Objection.objects.get().state == State.REJECTED
