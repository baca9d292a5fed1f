"""What counts once: fifty threads that start together on PostgreSQL, and one row afterwards."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, UniqueConstraint

from measures.actions.following import follow_measure
from measures.models.office import MeasureFollow
from participation.contributions import actions as contributions
from participation.contributions.actions.following import follow_contribution
from participation.contributions.models import Contribution, Report, Support
from participation.contributions.models.authors import ContributionFollow
from participation.events import actions as events
from participation.events.actions.live import ask_question, support_question
from participation.events.models import LiveQuestion, Registration
from participation.events.models.live import LiveSupport
from participation.forums.actions.following import follow_topic
from participation.forums.actions.posts import reply_to, write_post
from participation.forums.models import Post
from participation.forums.models.topics import TopicFollow
from participation.surveys import actions as surveys
from participation.surveys.codes import access_hash
from participation.surveys.models import AccessCode, Response, Survey
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import DAY, NOON
from tests.factories.events import EventFactory
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.live import QuestionFactory
from tests.factories.measures import MeasureFactory
from tests.factories.surveys import published, question
from tests.security.together import Deed, all_at_once

# A deed, the rows it makes, and how many of them there are when all is done.
Case = tuple[Deed, type[Model], int]


# -- people who do the same thing twice -------------------------------------------------------------
def support(user: User) -> Case:
    post = PostFactory(author=None)
    given = partial(contributions.support_contribution, contribution=post.contribution)
    return partial(given, by=user, at=NOON), Support, 1


def follow_one_contribution(user: User) -> Case:
    what = {"contribution": ContributionFactory(), "user": user, "at": NOON}
    return partial(follow_contribution, **what), ContributionFollow, 1


def follow_one_topic(user: User) -> Case:
    return partial(follow_topic, topic=TopicFactory(), user=user, at=NOON), TopicFollow, 1


def follow_one_measure(user: User) -> Case:
    return partial(follow_measure, measure=MeasureFactory(), user=user, at=NOON), MeasureFollow, 1


def register(_user: User) -> Case:
    deed = partial(
        events.register, event=EventFactory(), name="Mika", email="mika@example.org", at=NOON
    )
    return deed, Registration, 1


def support_in_the_room(_user: User) -> Case:
    asked = QuestionFactory(event=EventFactory(running=True, takes_questions=True))
    return partial(support_question, question=asked, voice="v" * 20), LiveSupport, 1


def redeem_a_code(_user: User) -> Case:
    """Each thread is another answer, and there is one code."""
    version = published(question("number", "n"), mode=Survey.Mode.CODE)
    (code,) = surveys.hand_out_codes(
        survey=version.survey, batch="Brief", number=1, by=None, on=DAY
    )

    def deed() -> object:
        return surveys.submit_response(
            version=version, nonce=uuid.uuid4(), answers={"n": 1}, language="de", at=NOON,
            access=access_hash(code),
        )  # fmt: skip

    return deed, Response, 1


ONCE = [
    support, follow_one_contribution, follow_one_topic, follow_one_measure, register, support_in_the_room,
    redeem_a_code,
]  # fmt: skip


@pytest.mark.behaviour("P6")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("case", ONCE)
def test_fifty_at_once_count_once(case: Callable[[User], Case], participant: User) -> None:
    deed, model, rows = case(participant)
    all_at_once(deed)
    assert model._default_manager.count() == rows
    assert not AccessCode.objects.exists()


@pytest.mark.behaviour("P6")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("noon")
def test_the_number_beside_the_row_counts_once_too(participant: User) -> None:
    all_at_once(support(participant)[0])
    assert Contribution.objects.get().supports == 1
    deed, _model, _rows = support_in_the_room(participant)
    all_at_once(deed)
    assert LiveQuestion.objects.get().supports == 1


@pytest.mark.behaviour("P6")
@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Support, {"contribution", "user"}),
        (ContributionFollow, {"contribution", "recipient"}),
        (TopicFollow, {"topic", "recipient"}),
        (MeasureFollow, {"measure", "recipient"}),
        (LiveSupport, {"question", "voice"}),
        (Registration, {"event", "email"}),
    ],
)
def test_the_database_itself_counts_once(model: type[Model], fields: set[str]) -> None:
    rules = [rule for rule in model._meta.constraints if isinstance(rule, UniqueConstraint)]
    assert any(set(rule.fields) == fields for rule in rules)


# -- forms that are sent twice ----------------------------------------------------------------------
def answers(_user: User) -> Case:
    version, nonce = published(question("number", "n")), uuid.uuid4()
    deed = partial(
        surveys.submit_response, version=version, nonce=nonce, answers={"n": 1}, language="de", at=NOON
    )  # fmt: skip
    return deed, Response, 1


def post(user: User) -> Case:
    token = uuid.uuid4()
    deed = partial(
        write_post, topic=TopicFactory(), text="Mehr Busse.", at=NOON, token=token, author=user
    )
    return deed, Post, 1


def reply(user: User) -> Case:
    first, token = PostFactory(author=None), uuid.uuid4()
    return partial(reply_to, post=first, text="Ja.", at=NOON, token=token, author=user), Post, 2


def question_in_the_room(_user: User) -> Case:
    event = EventFactory(running=True, takes_questions=True)
    deed = partial(ask_question, event=event, text="Wann?", at=NOON, token=uuid.uuid4())
    return deed, LiveQuestion, 1


def objection(_user: User) -> Case:
    contribution = PostFactory(author=None).contribution
    deed = partial(
        contributions.report_contribution, contribution=contribution, category=Report.Category.values[0],
        text="Das ist eine Werbung.", token=uuid.uuid4(), by=AnonymousUser(), at=NOON,
    )  # fmt: skip
    return deed, Report, 1


@pytest.mark.behaviour("P7")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize("case", [answers, post, reply, question_in_the_room, objection, register])
def test_what_is_sent_fifty_times_is_stored_once(
    case: Callable[[User], Case], participant: User
) -> None:
    deed, model, rows = case(participant)
    all_at_once(deed)
    assert model._default_manager.count() == rows
    # And once more, long after: whoever reloads the page.
    with suppress(WrongState):
        deed()
    assert model._default_manager.count() == rows
