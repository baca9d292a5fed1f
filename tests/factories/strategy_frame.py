"""Documents of the frame of strategies."""

from datetime import date
from typing import Any

import factory

from strategy.models import Element, Framework


class FrameworkFactory(factory.django.DjangoModelFactory):
    """A plan of the county: ``FrameworkFactory(touched=[field])`` touches a field of action."""

    class Meta:
        model = Framework
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Nahverkehrsplan {n}")
    level = Framework.Level.COUNTY
    kind = Framework.Kind.PLAN
    owner = "Landkreis Musterland"
    valid_from = date(2020, 1, 1)

    @factory.post_generation
    def touched(
        self: Framework,  # type: ignore[misc]
        create: bool,
        extracted: list[Element] | None,
        **kwargs: Any,
    ) -> None:
        self.fields_of_action.set(extracted or [])
