"""Forums, their topics, and what was said in them.

``TopicFactory()`` is published, complete and open at ``NOON``; ``TopicFactory(draft=True)`` is not.
"""

from datetime import timedelta
from typing import Any

import factory

from participation.contributions.models import Contribution
from participation.forums.models import Forum, Post, Topic
from tests.factories.accounts import UserFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import DAY, NOON

SUMMARY = (
    "<p>" + "Die meisten wünschen sich bessere Anschlüsse zwischen Bus und Bahn. " * 4 + "</p>"
)


class ForumFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Forum

    slug = factory.Sequence(lambda n: f"forum-{n}")
    title = factory.Sequence(lambda n: f"Diskussionsforum {n}")
    summary = "Drei Impulse zur Strategie."
    intro = "<p>Lesen Sie die Impulse und schreiben Sie.</p>"
    is_public = True


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(is_public=False)
        planned = factory.Trait(
            opens_at=NOON + timedelta(days=1), closes_at=NOON + timedelta(days=30)
        )
        over = factory.Trait(opens_at=NOON - timedelta(days=30), closes_at=NOON - timedelta(days=1))
        closed = factory.Trait(closed_at=NOON - timedelta(hours=1), summary=SUMMARY)

    forum = factory.SubFactory(ForumFactory)
    slug = factory.Sequence(lambda n: f"thema-{n}")
    title = factory.Sequence(lambda n: f"Mobilität {n}")
    question = "Was fehlt Ihnen auf dem Weg?"
    impulse = "<p>Ein Bus, der zweimal am Tag fährt, ersetzt kein Auto.</p>"
    impulse_by = "Fachdienst Verkehr"
    impulse_role = "Kreisverwaltung"
    opens_at = NOON - timedelta(days=7)
    closes_at = NOON + timedelta(days=7)
    responsible = factory.SubFactory(UserFactory)
    answer_by = DAY + timedelta(days=60)
    is_public = True

    @factory.post_generation
    def elements(self: Topic, create: bool, extracted: Any, **kwargs: Any) -> None:  # type: ignore[misc]
        self.elements.set(extracted or ())


class PostFactory(factory.django.DjangoModelFactory):
    """A post: ``PostFactory(topic=topic, text="…", state="read")``; a reply: ``reply_in(post)``."""

    class Meta:
        model = Post

    topic = factory.SubFactory(TopicFactory)

    @classmethod
    def _create(cls, model_class: type[Post], *args: Any, **kwargs: Any) -> Post:
        topic = kwargs.pop("topic")
        kwargs.setdefault("channel", Contribution.Channel.FORUM)
        contribution = ContributionFactory(**kwargs)
        return model_class.objects.create(contribution=contribution, topic=topic)


def reply_in(post: Post, **kwargs: Any) -> Post:
    return PostFactory(topic=post.topic, reply_to=post.contribution, **kwargs)
