"""Questions in the live room: ``QuestionFactory(event=event, text="…", state="shortlist")``."""

from typing import Any

import factory

from participation.contributions.models import Contribution
from participation.events.models import LiveQuestion
from tests.factories.contributions import ContributionFactory
from tests.factories.events import EventFactory


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LiveQuestion

    event = factory.SubFactory(EventFactory, takes_questions=True)

    @classmethod
    def _create(cls, model_class: type[LiveQuestion], *args: Any, **kwargs: Any) -> LiveQuestion:
        own = {name: kwargs.pop(name) for name in ("event", "state", "supports") if name in kwargs}
        kwargs.setdefault("channel", Contribution.Channel.EVENT)
        contribution = ContributionFactory(**kwargs)
        return model_class.objects.create(contribution=contribution, **own)
