"""Comments are written in the window, statements put down in time, and everything is weighed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from participation.consultations.actions import (
    consider_comment,
    consider_comments,
    record_statement,
    write_comment,
)
from participation.consultations.drafts import Spot
from participation.consultations.models import Comment
from participation.contributions.models import Answer, Contribution
from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from strategy.actions import submit_version
from strategy.models import StrategyVersion
from tests.factories.consultations import (
    CommentFactory,
    considered,
    consulted_version,
    field_of,
    spot_in,
)
from tests.factories.county import OrganisationFactory
from tests.factories.dates import DAY, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def write(version, author, **said):
    said = {"spot": spot_in(version), "text": "Dreimal wäre besser.", "at": NOON, **said}
    return write_comment(version=version, author=author, **said)


def record(version, by, **said):
    said = {
        "spot": spot_in(version),
        "channel": "letter",
        "text": "Der Bus fehlt.",
        "author_name": "Bürgerin aus Beelitz",
        "received_on": DAY,
        "on": DAY,
        **said,
    }
    return record_statement(version=version, by=by, **said)


def weigh(comment, by, **answer):
    answer = {
        "decision": "adopted",
        "reason": "Der Takt steht jetzt im Text.",
        "office": "Fachdienst Verkehr",
        "seen": None,
        "at": NOON,
        **answer,
    }
    return consider_comment(comment=comment, by=by, **answer)


# -- commenting -----------------------------------------------------------------------------------
def test_comment_keeps_the_words_it_was_made_about(participant):
    version = consulted_version()
    comment = write(version, participant)
    assert (comment.quote, comment.paragraph) == ("Der Bus fährt zweimal am Tag.", 1)
    assert comment.snapshot == version.snapshot
    assert list(comment.contribution.elements.all()) == [field_of(version).element]
    assert comment.contribution.author_name == participant.display_name


def test_comment_on_the_whole_draft_needs_no_element(participant):
    comment = write(consulted_version(), participant, spot=Spot())
    assert (comment.element, comment.quote) == (None, "")


def test_organisation_speaks_under_its_own_name(participant):
    organisation = OrganisationFactory(name="Kreisseniorenbeirat")
    comment = write(consulted_version(), participant, on_behalf_of=organisation)
    assert comment.contribution.author_name == "Kreisseniorenbeirat"
    assert comment.contribution.author == participant


def test_sent_twice_with_one_token_is_one_comment(participant):
    version, token = consulted_version(), uuid4()
    first = write(version, participant, token=token)
    assert write(version, participant, token=token) == first
    assert Comment.objects.count() == Contribution.objects.count() == 1


def test_token_of_somebody_else_gives_nothing_away(participant, editor):
    version, token = consulted_version(), uuid4()
    write(version, participant, token=token)
    with pytest.raises(ValidationError):
        write(version, editor, token=token)
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize("days", [-8, 8])
def test_nobody_comments_outside_the_window(days, participant, office):
    version = consulted_version()
    for person in (participant, office):
        with pytest.raises(WrongState):
            write(version, person, at=NOON + timedelta(days=days))
    assert not Comment.objects.exists()


@pytest.mark.parametrize("state", ["draft", "reworking", "submitted", "withdrawn"])
def test_nobody_comments_in_another_state(state, participant):
    version = consulted_version()
    version.state = state
    with pytest.raises(WrongState):
        write(version, participant)


# -- statements that came another way -------------------------------------------------------------
def test_statement_counts_from_the_day_it_came(office):
    comment = record(consulted_version(), office, received_on=DAY - timedelta(days=2))
    contribution = comment.contribution
    assert contribution.written_at.date() == DAY - timedelta(days=2)
    assert (contribution.channel, contribution.author) == ("letter", None)
    entry = AuditEntry.objects.get(verb="record_statement")
    assert entry.actor == office


def test_letter_that_came_in_time_is_put_down_while_comments_are_weighed(office):
    version = consulted_version()
    StrategyVersion.objects.update(state="reworking")
    version.refresh_from_db()
    late = DAY + timedelta(days=20)
    assert record(version, office, on=late, received_on=DAY + timedelta(days=7))


@pytest.mark.parametrize("days", [-8, 8])
def test_letter_from_outside_the_window_is_refused(days, office):
    on, received = DAY + timedelta(days=10), DAY + timedelta(days=days)
    with pytest.raises(ValidationError) as refusal:
        record(consulted_version(), office, on=on, received_on=received)
    assert "received_on" in refusal.value.error_dict
    with pytest.raises(ValidationError):
        record(consulted_version(), office, received_on=DAY + timedelta(days=1))  # tomorrow


@pytest.mark.parametrize("state", ["draft", "submitted", "withdrawn"])
def test_no_statement_is_put_down_in_another_state(state, office):
    version = consulted_version()
    version.state = state
    with pytest.raises(WrongState):
        record(version, office)


def test_no_statement_is_put_down_before_the_window(office):
    with pytest.raises(WrongState):
        record(consulted_version(starts_on=DAY + timedelta(days=1)), office)


def test_statement_of_nobody_is_refused(office):
    with pytest.raises(ValidationError):
        record(consulted_version(), office, author_name=" ")


# -- weighing -------------------------------------------------------------------------------------
@pytest.mark.parametrize("decision", Answer.Decision.values)
def test_decision_is_public_and_sets_the_state_that_forums_know(decision, office):
    comment = CommentFactory()
    answer = weigh(comment, office, decision=decision)
    assert (answer.decision, answer.by) == (decision, office)
    stored = Contribution.objects.get(pk=comment.pk)
    assert stored.state == answer.state == Answer.STATE_AFTER[Answer.Decision(decision)]


def test_decision_without_reason_or_office_is_refused(office):
    for missing in ("reason", "office"):
        with pytest.raises(ValidationError):
            weigh(CommentFactory(), office, **{missing: " "})
    assert not Answer.objects.exists()


def test_correction_is_a_further_consideration_also_with_the_same_state(office):
    comment = CommentFactory()
    first = weigh(comment, office)
    weigh(comment, office, decision="partly", seen=first.pk)
    assert [one.decision for one in comment.contribution.answers.all()] == ["adopted", "partly"]


def test_second_of_two_people_is_told_and_nothing_is_overwritten(office, editor):
    comment = CommentFactory()
    mine = Comment.objects.get(pk=comment.pk)
    weigh(comment, office)
    with pytest.raises((EditConflict, WrongState)):
        weigh(mine, editor, decision="rejected")
    with pytest.raises(EditConflict):
        weigh(Comment.objects.get(pk=comment.pk), editor, decision="rejected")
    assert [one.decision for one in Answer.objects.all()] == ["adopted"]
    assert Contribution.objects.get().state == "taken_up"


@pytest.mark.parametrize("state", ["submitted", "adopted", "superseded", "withdrawn"])
def test_considerations_stand_still_once_the_council_has_them(state, office):
    comment = CommentFactory()
    comment.version.state = state
    with pytest.raises(WrongState):
        weigh(comment, office)


def test_several_comments_are_weighed_alike_or_not_at_all(office):
    version = consulted_version()
    comments = [CommentFactory(version=version) for _ in range(3)]
    considered(comments[2])
    comments[2].contribution.refresh_from_db()
    alike = {"decision": "noted", "reason": "Steht schon da.", "office": "Stabsstelle"}
    with pytest.raises(WrongState):
        consider_comments(comments=comments, by=office, at=NOON, **alike)
    assert Answer.objects.count() == 1
    consider_comments(comments=comments[:2], by=office, at=NOON, **alike)
    assert Answer.objects.filter(decision="noted").count() == 2


# -- the way to the council -----------------------------------------------------------------------
@pytest.mark.behaviour("S11")
def test_version_goes_to_the_council_only_when_every_comment_is_weighed(office):
    version = consulted_version()
    comments = [CommentFactory(version=version) for _ in range(2)]
    CommentFactory(version=version, is_hidden=True)
    CommentFactory()  # on another strategy
    StrategyVersion.objects.filter(pk=version.pk).update(state="reworking")
    version.refresh_from_db()
    considered(comments[0])
    with pytest.raises(ValidationError) as refusal:
        submit_version(version=version, by=office, at=NOON)
    assert "2 Kommentare" in str(refusal.value)
    [objection] = refusal.value.objections
    assert objection.url.endswith("/bearbeiten/?decision=open")
    version.refresh_from_db()
    assert version.state == "reworking"
    for comment in Comment.objects.filter(version=version).unconsidered():
        considered(comment, "rejected")
    submit_version(version=version, by=office, at=NOON)
    assert version.state == "submitted"
