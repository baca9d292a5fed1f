"""Nothing that is hidden can be worked out: an attacker with linear programming tries random surveys."""

from random import Random

import pytest

from participation.surveys.protection.attack import Attacker
from participation.surveys.protection.earlier import add_earlier, earlier_from, record_of
from participation.surveys.protection.engine import attacker_of, exposed, protect, watched
from participation.surveys.protection.system import EVERYBODY, System, cell
from participation.surveys.protection.tables import Tables
from tests.participation.surveys.protection.random_surveys import people_of, plan_of, system_of

pytestmark = pytest.mark.slow

SIZES = (14, 30, 60, 120, 300, 600)
FEW, MANY = range(30), range(1000, 1330)


def survey_of(seed: int) -> System:
    rng = Random(seed)
    plan = plan_of(rng)
    return system_of(plan, people_of(plan, rng, rng.choice(SIZES)))


def recovered(system: System, *, with_complements: bool = True) -> int:
    """How many hidden or implied small cells the attacker works out exactly."""
    protection = protect(system, with_complements=with_complements)
    attacker = attacker_of(system, protection)
    return sum(
        attacker.interval(name).width == 0
        for name in watched(system, protection)
        if system.entries[name].is_unsafe
    )


@pytest.mark.slow
def test_all_equations_hold_in_the_random_surveys() -> None:
    for seed in range(200):
        system = survey_of(seed)
        for equation in system.equations:
            assert not sum(system.entries[c].count * n for c, n in equation.terms.items())


@pytest.mark.slow
@pytest.mark.behaviour("Q21")
@pytest.mark.parametrize("seed", FEW)
def test_no_hidden_cell_is_worked_out_and_each_interval_is_wide(seed: int) -> None:
    system = survey_of(seed)
    protection = protect(system)
    assert exposed(system, protection) == {}
    small = {n for n, e in system.entries.items() if e.is_displayed and e.is_unsafe}
    assert small <= protection.hidden.keys()


@pytest.mark.slow
@pytest.mark.behaviour("Q21")
def test_three_hundred_random_surveys_give_nothing_away() -> None:
    systems = [survey_of(seed) for seed in MANY]
    assert not [seed for seed, s in zip(MANY, systems, strict=True) if exposed(s, protect(s))]


@pytest.mark.slow
@pytest.mark.behaviour("Q21")
def test_without_complements_the_same_attacker_recovers_many() -> None:
    """The control: this is what hiding only the small cells would give away."""
    assert sum(recovered(survey_of(seed), with_complements=False) for seed in FEW) > 50


# -- earlier releases ----------------------------------------------------------------------------
def two_releases(seed: int) -> tuple[System, set[str]]:
    """A survey that was released once, and again with more answers, fewer, or the same."""
    rng = Random(seed)
    plan = plan_of(rng)
    people = people_of(plan, rng, rng.choice(SIZES[:4]))
    first = system_of(plan, people)
    record = record_of(first, (hidden := protect(first)).hidden, hidden.floors(first))
    added = (0, 10, 25)[seed % 3]
    removed = rng.choice((0, 2)) if added else 0
    second = system_of(plan, people[removed:] + people_of(plan, rng, added))
    earlier = earlier_from(record, 1, added=added, removed=removed)
    return second, add_earlier(second, earlier)


@pytest.mark.slow
@pytest.mark.behaviour("Q21")
@pytest.mark.parametrize("seed", [0, 1, 2, 3, 6, 8])
def test_two_releases_beside_each_other_give_nothing_away(seed: int) -> None:
    system, stay = two_releases(seed)
    assert exposed(system, protect(system, hidden_before=stay)) == {}


@pytest.mark.slow
@pytest.mark.behaviour("Q21")
def test_sixty_pairs_of_releases_give_nothing_away() -> None:
    for seed in range(100, 160):
        system, stay = two_releases(seed)
        assert exposed(system, protect(system, hidden_before=stay)) == {}, seed


def test_differences_between_releases_are_cells_too() -> None:
    """Three new people chose the same: both releases look harmless, their difference is not."""
    before = Tables(60)
    before.one_way("f", {"a": 30, "b": 30}, shown=EVERYBODY)
    record = record_of(before.system, protect(before.system).hidden, {})
    now = Tables(80)
    now.one_way("f", {"a": 33, "b": 47}, shown=EVERYBODY)
    add_earlier(now.system, earlier_from(record, 1, added=20))
    protection = protect(now.system)
    assert {cell(("f", "a")), cell(("f", "b"))} <= protection.hidden.keys()
    alone = Tables(80)
    alone.one_way("f", {"a": 33, "b": 47}, shown=EVERYBODY)
    assert protect(alone.system).hidden == {}


# -- single cases, by hand -----------------------------------------------------------------------
def test_one_small_cell_takes_another_one_along() -> None:
    tables = Tables(100)
    tables.one_way("f", {"a": 3, "b": 40, "c": 57}, shown=EVERYBODY)
    hidden = protect(tables.system).hidden
    assert "f=a" in hidden
    assert len(hidden) == 2
    attacker = Attacker(
        tables.system, tables.system.displayed - hidden.keys(), {"f=a": 1, "f=b": 1}
    )
    assert attacker.interval("f=a").width >= 5


def test_three_who_did_not_answer_are_not_to_be_worked_out() -> None:
    """Asked minus answered is a cell; hiding how many took part costs least."""
    tables = Tables(100)
    tables.one_way("f", {"a": 40, "b": 57}, shown=EVERYBODY)
    assert protect(tables.system).hidden.keys() == {EVERYBODY}


def test_all_but_two_chose_it_is_as_telling_as_two_did() -> None:
    tables = Tables(60)
    tables.several("m", {"p": 58, "q": 30}, 60, shown=EVERYBODY)
    assert "m.p=1" in protect(tables.system).hidden


def test_a_table_about_nine_people_is_hidden_whole() -> None:
    tables = Tables(100)
    shown = tables.shown("f", 9)
    tables.one_way("f", {"a": 9, "b": 0}, shown=shown)
    tables.one_way("g", {"a": 50, "b": 50}, shown=EVERYBODY)
    protection = protect(tables.system)
    assert protection.whole == {"f"}
    assert {"f=a", "f=b", "f=+"} <= protection.hidden.keys()


def test_who_was_asked_follows_from_the_answer_before() -> None:
    """Four of the twelve who said yes were silent: the yes would give them away, and so would the no."""
    tables = Tables(112)
    tables.one_way("f", {"yes": 12, "no": 100}, shown=EVERYBODY)
    tables.one_way("g", {"a": 5, "b": 5}, shown=tables.shown("g", 12))
    tables.same_people("g=*", ["f=yes"])
    assert exposed(tables.system, protect(tables.system)) == {}
    assert protect(tables.system).hidden


def test_a_zero_that_is_shown_stays_shown() -> None:
    tables = Tables(100)
    tables.one_way("f", {"a": 3, "b": 0, "c": 97}, shown=EVERYBODY)
    assert "f=b" not in protect(tables.system).hidden
