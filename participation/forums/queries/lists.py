"""Forums and topics as cards and rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from participation.contributions.queries import Coverage
from participation.forums.models import Forum, Topic
from participation.forums.queries.coverage import topic_coverage

TONES = {
    Topic.Phase.DRAFT: ("warning", "edit"),
    Topic.Phase.PLANNED: ("neutral", "calendar-today"),
    Topic.Phase.OPEN: ("success", ""),
    Topic.Phase.EVALUATION: ("info", ""),
    Topic.Phase.CLOSED: ("neutral", "check"),
}


@dataclass(frozen=True)
class TopicCard:
    topic: Topic
    phase: Topic.Phase
    coverage: Coverage

    @property
    def tone(self) -> str:
        return TONES[self.phase][0]

    @property
    def icon(self) -> str:
        return TONES[self.phase][1]

    @property
    def is_open(self) -> bool:
        return self.phase == Topic.Phase.OPEN


@dataclass(frozen=True)
class ForumCard:
    forum: Forum
    topics: list[TopicCard]
    is_archived: bool

    @property
    def coverage(self) -> Coverage:
        return sum((card.coverage for card in self.topics), Coverage())


def topic_cards(topics: Sequence[Topic], *, at: datetime) -> list[TopicCard]:
    """Topics (with their forum loaded) with state and figures."""
    coverage = topic_coverage(topics)
    return [TopicCard(topic, topic.phase(at), coverage[topic.pk]) for topic in topics]


def forum_cards(*, at: datetime) -> list[ForumCard]:
    """Published forums with their published topics, those that are still running first."""
    forums = Forum.objects.filter(is_public=True)
    topics = Topic.objects.filter(is_public=True).select_related("forum")
    cards = _cards(forums.prefetch_related(Prefetch("topics", topics)), at)
    return sorted(cards, key=lambda card: card.is_archived)


def managed_forums(*, at: datetime) -> list[ForumCard]:
    """All forums for the office, drafts included."""
    topics = Topic.objects.select_related("forum", "responsible")
    return _cards(Forum.objects.prefetch_related(Prefetch("topics", topics)), at)


def _cards(forums: Any, at: datetime) -> list[ForumCard]:
    loaded = list(forums)
    every = [topic for forum in loaded for topic in forum.topics.all()]
    by_topic = {card.topic.pk: card for card in topic_cards(every, at=at)}
    return [
        ForumCard(
            forum, [by_topic[topic.pk] for topic in forum.topics.all()], forum.is_archived(at)
        )
        for forum in loaded
    ]
