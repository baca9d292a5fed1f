"""The strategy, its versions and the groundwork."""

from strategy.models import Element, MaturityRound, StrategyVersion
from tests.architecture.access.table import STAFF
from tests.architecture.states.words import Arguments, Noun, State
from tests.factories.strategy import ElementTextFactory

INSIDE = frozenset(STAFF)


def in_draft(given: Arguments) -> Arguments:
    """An adopted version never changes: its revision, which has the same elements, is still a draft."""
    return {**given, "label": _revision_of(given["slug"])}


def withdrawn(given: Arguments) -> Arguments:
    return {**given, "label": _withdrawn_copy(given["slug"], given["label"])}


def compared_with_draft(given: Arguments) -> Arguments:
    return {**given, "new": _revision_of(given["slug"])}


def compared_from_draft(given: Arguments) -> Arguments:
    return {**given, "old": _revision_of(given["slug"]), "new": given["old"]}


def _revision_of(strategy: str) -> str:
    version = StrategyVersion.objects.get(strategy__slug=strategy, state__in=StrategyVersion.OPEN)
    StrategyVersion.objects.filter(pk=version.pk).update(state=StrategyVersion.State.DRAFT)
    return version.label


def _withdrawn_copy(strategy: str, label: str) -> str:
    version = StrategyVersion.objects.get(strategy__slug=strategy, label=label)
    copy = StrategyVersion.objects.create(
        strategy=version.strategy, label="9.9", state=StrategyVersion.State.WITHDRAWN
    )
    for text in version.texts.all():
        text.pk, text.version, text.parent = None, copy, None
        text._state.adding = True
        text.save()
    return copy.label


def only_in_a_draft(given: Arguments) -> Arguments:
    """An element that no public version has: everything else about it stays as it is."""
    revision = StrategyVersion.objects.get(state__in=StrategyVersion.OPEN)
    StrategyVersion.objects.filter(pk=revision.pk).update(state=StrategyVersion.State.DRAFT)
    element = Element.objects.create(
        strategy=revision.strategy, kind=Element.Kind.FIELD, slug="nur-im-entwurf", name="Neu"
    )
    ElementTextFactory(version=revision, element=element, title="Neu")
    return {**given, "key": element.pk}


def running(given: Arguments) -> Arguments:
    """A closed round never changes: the one that runs."""
    return {**given, "pk": MaturityRound.objects.open()[0].pk}


VERSIONS = (
    "strategy:version*", "strategy:verify", "strategy:merge", "strategy:renumber", "strategy:field",
    "strategy:fields", "strategy:split", "strategy:restore", "strategy:text_*",
)  # fmt: skip
ROUNDS = ("strategy:maturity_round*", "strategy:maturity_table")

NOUNS = (
    Noun(
        "version", "label", VERSIONS,
        states=(
            State("draft", in_draft, INSIDE),
            State("withdrawn", withdrawn, INSIDE),
        ),
    ),
    Noun(
        "two versions", "new", ("strategy:synopsis",),
        states=(
            State("one in draft", compared_with_draft, INSIDE),
            State("the older in draft", compared_from_draft, INSIDE),
        ),
    ),
    Noun("element", "key", ("strategy:element",),
         states=(State("only in a draft", only_in_a_draft, INSIDE),)),
    Noun("round of maturity", "pk", ROUNDS, states=(State("running", running, INSIDE),)),
    Noun("strategy", "slug", ("strategy:*",),
         stateless="a strategy itself is a name; what can be in draft is a version of it"),
    Noun("groundwork", "pk", ("strategy:[!m]*",),
         stateless="edited by the office, read as part of pages that are public"),
    Noun("characteristic", "code", ("strategy:*",), stateless="structure data are public"),
)  # fmt: skip
