"""Strategies, versions, elements and their wording.

Elements and texts share the strategy of their version; so a whole small strategy is
``version = whole_version()`` and ``version.texts.all()``.
"""

from typing import Any

import factory

from strategy.models import (
    Element,
    ElementLink,
    ElementText,
    ElementTranslation,
    ProcessPhase,
    Resolution,
    Strategy,
    StrategyVersion,
)
from tests.factories.dates import DAY


class StrategyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Strategy

    slug = factory.Sequence(lambda n: f"strategie-{n}")
    title = "Digitalstrategie Musterland"
    period_start = 2024
    period_end = 2030


class ResolutionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Resolution

    body = "Kreistag"
    decided_on = DAY
    paper_number = factory.Sequence(lambda n: f"2026/{n:03}")
    result = Resolution.Result.ADOPTED


class VersionFactory(factory.django.DjangoModelFactory):
    """A draft; ``VersionFactory(adopted=True)`` is a version in force."""

    class Meta:
        model = StrategyVersion

    class Params:
        adopted = factory.Trait(
            state=StrategyVersion.State.ADOPTED,
            resolution=factory.SubFactory(ResolutionFactory),
            effective_from=DAY,
        )

    strategy = factory.SubFactory(StrategyFactory)
    label = factory.Sequence(lambda n: f"1.{n}")


class ElementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Element

    strategy = factory.SubFactory(StrategyFactory)
    kind = Element.Kind.FIELD
    slug = factory.Sequence(lambda n: f"element-{n}")
    name = factory.Sequence(lambda n: f"Element {n}")
    position = factory.Sequence(lambda n: n)


class ElementTextFactory(factory.django.DjangoModelFactory):
    """The wording of a new element in a version: ``ElementTextFactory(version=v, kind="field")``."""

    class Meta:
        model = ElementText

    class Params:
        kind = Element.Kind.FIELD

    version = factory.SubFactory(VersionFactory)
    element = factory.SubFactory(
        ElementFactory,
        strategy=factory.SelfAttribute("..version.strategy"),
        kind=factory.SelfAttribute("..kind"),
        name=factory.SelfAttribute("..title"),
    )
    title = factory.Sequence(lambda n: f"Abschnitt {n}")
    position = factory.Sequence(lambda n: n)
    summary = "Worum es geht, in einem Satz."
    body = "<p>Was der Landkreis vorhat.</p>"


class TranslationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ElementTranslation

    text = factory.SubFactory(ElementTextFactory)
    language = "en"
    title = factory.Sequence(lambda n: f"Section {n}")
    summary = "What this is about, in one sentence."
    body = "<p>What the county plans.</p>"


class LinkFactory(factory.django.DjangoModelFactory):
    """``LinkFactory(version=v, kind="supports", source=objective, target=guideline)``."""

    class Meta:
        model = ElementLink

    version = factory.SubFactory(VersionFactory)
    kind = ElementLink.Kind.MERGED_INTO
    source = factory.SubFactory(
        ElementFactory, strategy=factory.SelfAttribute("..version.strategy")
    )
    target = factory.SubFactory(
        ElementFactory, strategy=factory.SelfAttribute("..version.strategy")
    )


class PhaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProcessPhase

    strategy = factory.SubFactory(StrategyFactory)
    title = factory.Sequence(lambda n: f"Phase {n}")
    position = factory.Sequence(lambda n: n)
    starts_on = DAY


def public_field(name: str) -> Element:
    """A field of action that everybody may know of."""
    version = VersionFactory(state=StrategyVersion.State.REWORKING)
    element: Element = ElementTextFactory(version=version, title=name).element
    return element


def whole_version(**version: Any) -> StrategyVersion:
    """A version with one vision, one guideline, one field of action and its objective."""
    state = version.pop("state", StrategyVersion.State.DRAFT)
    adopted = version.pop("adopted", False)
    made = VersionFactory(**version)
    for kind in (Element.Kind.VISION, Element.Kind.GUIDELINE, Element.Kind.FIELD):
        latest = ElementTextFactory(version=made, kind=kind)
    ElementTextFactory(version=made, kind=Element.Kind.OBJECTIVE, parent=latest)
    made.state = state
    made.save()
    return put_in_force(made) if adopted else made


def put_in_force(version: StrategyVersion) -> StrategyVersion:
    """Adopted without the way there; from now on the database lets nothing in it change."""
    version.state, version.resolution = StrategyVersion.State.ADOPTED, ResolutionFactory()
    version.effective_from = DAY
    version.save()
    return version
