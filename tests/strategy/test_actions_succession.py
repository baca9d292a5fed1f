"""What becomes of the elements when a version is adopted."""

import pytest

from strategy import actions
from strategy.models import Element, ElementLink, Resolution, StrategyVersion
from tests.factories.dates import DAY, NOON
from tests.factories.strategy import ElementTextFactory, LinkFactory, VersionFactory, whole_version

State = StrategyVersion.State
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def adopt(version: StrategyVersion, by) -> None:
    decision = actions.Decision(
        body="Kreistag",
        decided_on=DAY,
        paper_number="2026/014",
        result=Resolution.Result.ADOPTED,
        effective_from=DAY,
    )
    StrategyVersion.objects.filter(pk=version.pk).update(state=State.SUBMITTED)
    version.refresh_from_db()
    actions.adopt_version(version=version, decision=decision, by=by, on=DAY, at=NOON)


@pytest.fixture
def story(office):
    """``story("ab")`` adopts the fields a and b; ``story("b", "ab")`` merges a into b on the way."""
    first = whole_version(label="1.0")
    fields: dict[str, Element] = {}
    number = iter(range(2, 9))

    def adopted(standing: str, *merges: str) -> StrategyVersion:
        if not fields:
            version = first
        else:
            strategy = first.strategy
            version = actions.open_revision(strategy=strategy, label=f"{next(number)}.0", by=office)
        for name in standing:
            if name not in fields:
                fields[name] = ElementTextFactory(version=version, title=name).element
            elif not version.texts.filter(element=fields[name]).exists():
                ElementTextFactory(version=version, element=fields[name], title=name)
        gone = [element for name, element in fields.items() if name not in standing]
        version.texts.filter(element__in=gone).delete()
        for source, target in merges:
            LinkFactory(version=version, source=fields[source], target=fields[target])
        adopt(version, office)
        for element in fields.values():
            element.refresh_from_db()
        return version

    adopted.fields = fields
    return adopted


@pytest.mark.behaviour("S7")
def test_merged_field_retires_and_is_succeeded(story) -> None:
    story("ab")
    second = story("b", "ab")
    a, b = story.fields["a"], story.fields["b"]
    assert (a.retired_in, a.successor) == (second, b)
    assert (b.retired_in, b.successor) == (None, None)


def test_dropped_field_retires_without_a_successor(story) -> None:
    story("ab")
    second = story("b")
    assert (story.fields["a"].retired_in, story.fields["a"].successor) == (second, None)


@pytest.mark.behaviour("S7")
def test_successor_always_is_in_force(story) -> None:
    story("abc")
    second = story("bc", "ab")
    third = story("c", "bc")
    a, b, c = (story.fields[name] for name in "abc")
    assert (a.retired_in, a.successor) == (second, c)
    assert (b.retired_in, b.successor) == (third, c)


def test_chain_within_one_draft_is_followed(story) -> None:
    story("abc")
    story("c", "ab", "bc")
    assert story.fields["a"].successor == story.fields["c"]


def test_nobody_succeeds_when_the_successor_is_dropped(story) -> None:
    story("abc")
    story("bc", "ab")
    story("c")
    assert story.fields["a"].successor is None
    assert story.fields["a"].retired_in is not None


def test_field_that_comes_back_is_in_force_again(story) -> None:
    story("abc")
    story("bc", "ab")
    story("abc")
    a = story.fields["a"]
    assert (a.retired_in, a.successor) == (None, None)


def test_merger_from_before_a_comeback_no_longer_counts(story) -> None:
    story("abc")
    story("bc", "ab")
    story("abc")
    story("bc")
    assert story.fields["a"].successor is None


def test_who_came_back_inherits_again(story) -> None:
    story("abcx")
    story("abc", "xa")
    story("bc", "ab")
    assert story.fields["x"].successor == story.fields["b"]
    story("abc")
    assert story.fields["x"].successor == story.fields["a"]


def test_field_that_never_was_in_force_retires_too(story, office) -> None:
    """It may have been public in a consultation, so contributions may hang on it."""
    first = story("ab")
    draft = actions.open_revision(strategy=first.strategy, label="1.5", by=office)
    idea = ElementTextFactory(version=draft).element
    draft.texts.get(element=idea).delete()
    LinkFactory(version=draft, source=idea, target=story.fields["a"])
    adopt(draft, office)
    idea.refresh_from_db()
    assert (idea.retired_in, idea.successor) == (draft, story.fields["a"])


def test_withdrawn_draft_changes_no_successor(story, office) -> None:
    first = story("abc")
    draft = actions.open_revision(strategy=first.strategy, label="1.5", by=office)
    LinkFactory(version=draft, source=story.fields["a"], target=story.fields["b"])
    actions.withdraw_version(version=draft, reason="Doch anders", by=office)
    story("bc")
    assert story.fields["a"].successor is None


def test_circle_of_mergers_ends(story) -> None:
    story("abc")
    story("c", "ab", "ba")
    assert story.fields["a"].successor is None


def test_adoption_asks_as_often_for_many_elements(office, django_assert_max_num_queries) -> None:
    version = whole_version()
    for _time in range(30):
        ElementTextFactory(version=version)
    with django_assert_max_num_queries(30):
        adopt(version, office)


def test_elements_of_other_strategies_are_left_alone(office) -> None:
    other = VersionFactory()
    ElementTextFactory(version=other)
    adopt(whole_version(), office)
    assert not other.strategy.elements.exclude(retired_in=None).exists()
    assert not ElementLink.objects.exists()
