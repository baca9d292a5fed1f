"""The same address with a parent of the same kind to which what is named after it does not belong."""

from typing import Any

from measures.models import Indicator, Measure
from participation.surveys.models import Survey
from strategy.models import StrategyVersion
from tests.factories.events import EventFactory
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.manuscripts import manuscript
from tests.factories.strategy import ResolutionFactory, StrategyFactory
from tests.factories.surveys import SurveyFactory

# What is named after a parent, but is no thing of its own: there is one of each below every parent.
NO_CHILDREN = {"format_", "language", "kind", "to", "scope", "role", "label", "new", "old"}
Arguments = dict[str, Any]


def crossed(name: str, given: Arguments) -> Arguments | None:
    """None: nothing in this address hangs on a parent."""
    room, names = name.partition(":")[0], list(given)
    if room == "strategy" and {"slug", "label"} < set(names) and not {names[-1]} & NO_CHILDREN:
        return {**given, "slug": _second_strategy(given)}
    children = [each for each in names[1:] if each not in NO_CHILDREN]
    if not children:
        return None
    return _OTHERS.get((room, names[0]), lambda _given: None)(given)


def _second_strategy(given: Arguments) -> str:
    """A second process of the county, with a version in force of the same name."""
    strategy = StrategyFactory()
    StrategyVersion.objects.create(
        strategy=strategy, label=given["label"], state=StrategyVersion.State.ADOPTED,
        resolution=ResolutionFactory(),
    )  # fmt: skip
    return str(strategy.slug)


def _other_survey(given: Arguments) -> Arguments | None:
    if "number" in given and "batch" not in given:
        # Each survey counts its versions by itself; here a number belongs to no other.
        return {**given, "slug": SurveyFactory().slug}
    other = Survey.objects.published().exclude(slug=given["slug"])[0]
    return {**given, "slug": other.slug}


def _other_forum(given: Arguments) -> Arguments:
    if "pk" in given:
        return {**given, "topic": TopicFactory(forum__slug=given["forum"] + "-2").slug,
                "forum": given["forum"] + "-2"}  # fmt: skip
    return {**given, "forum": ForumFactory().slug}


def _other_event(given: Arguments) -> Arguments:
    return {**given, "slug": EventFactory().slug}


def _other_measure(given: Arguments) -> Arguments | None:
    """Another measure of the same person: they may change it, and still not through it what hangs on the first."""
    if "pk" not in given:
        return None
    this = Measure.objects.get(number=given["number"])
    other = Measure.objects.pursued().exclude(pk=this.pk)[0]
    Measure.objects.filter(pk=other.pk).update(responsible=this.responsible, is_public=True)
    return {**given, "number": other.number}


def _other_indicator(given: Arguments) -> Arguments:
    return {**given, "pk": Indicator.objects.exclude(pk=given["pk"])[0].pk}


def _other_manuscript(given: Arguments) -> Arguments | None:
    return {**given, "pk": manuscript().pk} if "exhibit" in given else None


_OTHERS = {
    ("surveys", "slug"): _other_survey,
    ("forums", "forum"): _other_forum,
    ("events", "slug"): _other_event,
    ("measures", "number"): _other_measure,
    ("measures", "pk"): _other_indicator,
    ("reports", "pk"): _other_manuscript,
    ("strategy", "slug"): lambda given: (
        {**given, "slug": StrategyFactory().slug} if "pk" in given else None
    ),
}
