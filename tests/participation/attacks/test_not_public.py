"""What is not public stands in no list, feed, search or file that everybody may open."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from participation.events.models import LiveQuestion, MinutePoint, Minutes
from participation.forums.models import Topic
from smartregion.notices.models import Recipient
from strategy.models import Element
from tests.factories.accounts import UserFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.events import EventFactory
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory, reply_in
from tests.participation.attacks.addresses import PUBLIC, asked, url_of

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.behaviour("F27"), pytest.mark.xdist_group("demo county"),
]  # fmt: skip
SECRET = "Geheim27"


@pytest.fixture(scope="module")
def secrets(county: None, django_db_blocker: Any) -> Iterator[None]:
    """Drafts, hidden and held texts, and addresses of people, beside what is public."""
    with django_db_blocker.unblock(), transaction.atomic():
        _forums(timezone.now())
        _events(timezone.now())
        yield
        transaction.set_rollback(True)


def _forums(now: datetime) -> None:
    topic = Topic.objects.public().filter(has_map=True)[0]
    guest = Recipient.objects.create(address=f"{SECRET}@gast.example")
    author = UserFactory(email=f"{SECRET}@konto.example")
    ForumFactory(title=f"{SECRET} Forum", is_public=False)
    TopicFactory(forum=topic.forum, title=f"{SECRET} Thema", draft=True)
    PostFactory(topic=topic, text="von einem Gast", guest=guest, written_at=now)
    shown = PostFactory(topic=topic, text="sichtbar", author=author, written_at=now)
    said = {
        "text": SECRET,
        "author_name": SECRET,
        "written_at": now,
        "latitude": 52.1,
        "longitude": 12.6,
    }
    for is_held in (False, True):
        post = PostFactory(topic=topic, is_hidden=True, is_held=is_held, **said)
        post.contribution.elements.add(Element.objects.fields_of_action()[0])
        reply_in(shown, is_hidden=True, is_held=is_held, **said)


def _events(now: datetime) -> None:
    EventFactory(title=f"{SECRET} Werkstatt", draft=True)
    event = EventFactory(
        join_link=f"https://video.example/{SECRET}", starts_at=now, ends_at=now + timedelta(hours=2)
    )
    minutes = Minutes.objects.create(event=event, intro=SECRET)
    MinutePoint.objects.create(minutes=minutes, number=1, text=SECRET)
    question = ContributionFactory(channel="event", text=SECRET, is_hidden=True)
    LiveQuestion.objects.create(contribution=question, event=event, state="hidden")


@pytest.mark.parametrize("name", PUBLIC)
def test_nothing_that_is_not_public_is_shown(name: str, secrets: None) -> None:
    with transaction.atomic():
        _response, body = asked(None, url_of(name))
        assert SECRET not in body
        transaction.set_rollback(True)
