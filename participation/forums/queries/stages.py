"""The parts of a topic's window as readers and offices see them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.forums.models import Topic, TopicStage

# What is done in the topic, in the order in which people read it.
WORDS: dict[Topic.Act, str | Promise] = {
    Topic.Act.POST: gettext_lazy("Beiträge schreiben"),
    Topic.Act.REPLY: gettext_lazy("antworten"),
    Topic.Act.SUPPORT: gettext_lazy("unterstützen"),
}


@dataclass(frozen=True)
class StageRow:
    """One stage: whether it is over, holds now or comes, and what it allows in words."""

    stage: TopicStage
    is_current: bool
    is_over: bool

    @property
    def words(self) -> str:
        return acts_in_words(frozenset(map(Topic.Act, self.stage.allows)))


def stage_rows(topic: Topic, *, at: datetime) -> list[StageRow]:
    """The stages of a topic (prefetched or not) in order; after its window all are over."""
    current = topic.stage(at) if topic.is_open(at) else None
    has_ended = bool(topic.closes_at and topic.closes_at <= at) or bool(topic.closed_at)
    return [
        StageRow(
            stage,
            is_current=stage == current,
            is_over=has_ended or (stage.begins_at <= at and stage != current),
        )
        for stage in sorted(topic.stages.all(), key=lambda stage: stage.begins_at)
    ]


def acts_in_words(acts: frozenset[Topic.Act]) -> str:
    """ "Beiträge schreiben, antworten, unterstützen", or that one can only read."""
    return ", ".join(str(word) for act, word in WORDS.items() if act in acts) or _("nur lesen")
