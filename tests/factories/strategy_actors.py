"""Groups that the strategy concerns, and how they took part."""

from typing import Any

import factory

from smartregion.county.models import Organisation
from strategy.models import ActorGroup, Involvement
from tests.factories.dates import DAY
from tests.factories.strategy import StrategyFactory


class ActorGroupFactory(factory.django.DjangoModelFactory):
    """A group: ``ActorGroupFactory(speakers=[organisation])`` has somebody to speak for it."""

    class Meta:
        model = ActorGroup
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"gruppe-{n}")
    name = factory.Sequence(lambda n: f"Gruppe {n}")
    position = factory.Sequence(lambda n: n)

    @factory.post_generation
    def speakers(
        self: ActorGroup,  # type: ignore[misc]
        create: bool,
        extracted: list[Organisation] | None,
        **kwargs: Any,
    ) -> None:
        self.organisations.set(extracted or [])


class InvolvementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Involvement

    strategy = factory.SubFactory(StrategyFactory)
    group = factory.SubFactory(ActorGroupFactory)
    format = "Themenwerkstatt"
    level = Involvement.Level.INVOLVED
    on = DAY
