"""The maturity of the demo county: invented, but believable and always the same."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction

from smartregion.county.models import Municipality
from smartregion.demo import reader
from smartregion.demo.loaders.county import load_municipalities
from smartregion.demo.loaders.maturity import load_maturity
from strategy.maturity_catalogue import SUGGESTED
from strategy.models import LEVELS, MaturityRound, MaturityScore
from strategy.queries.maturity import results_of
from strategy.queries.maturity_changes import changes_between
from strategy.queries.maturity_sheets import following_of

pytestmark = pytest.mark.slow

CONTENT = reader.read("maturity")
ON = date(2026, 11, 21)


@pytest.fixture
def rounds(office) -> list[MaturityRound]:
    load_municipalities()
    load_maturity(by=office, on=ON)
    return list(MaturityRound.objects.order_by("opens_on"))


def test_every_dimension_has_evidence_for_every_level() -> None:
    assert list(CONTENT["evidence"]) == [one.slug for one in SUGGESTED]
    for dimension, by_level in CONTENT["evidence"].items():
        assert list(by_level) == [str(level) for level in LEVELS], dimension
        for sentences in by_level.values():
            assert len(set(sentences)) == len(sentences) >= 2
            assert all(20 < len(sentence) <= 500 for sentence in sentences)


def test_two_rounds_are_closed_and_a_third_waits_for_the_representative(rounds) -> None:
    first, second, running = rounds
    assert [one.is_open for one in rounds] == [False, False, True]
    assert all(one.is_example for one in rounds)
    for closed in (first, second):
        assert len(results_of(closed, language="de").reported) == 38
    assert second.scores.count() == 38 * 7
    following = following_of(running, on=ON)
    awaited = {one.municipality.slug for one in following.awaited}
    assert "wiesenburg-mark" in awaited
    assert len(following.complete) == 4
    assert [one.municipality.slug for one in following.awaited if one.has_begun] == ["michendorf"]


@pytest.mark.parametrize("on", [date(2026, 10, 1), ON, date(2028, 3, 1)])
def test_running_round_leaves_sixty_days_whenever_it_is_loaded(on: date, office) -> None:
    load_municipalities()
    load_maturity(by=office, on=on)
    running = MaturityRound.objects.open().get()
    assert running.opens_on <= on
    assert running.due_on >= on + timedelta(days=60)
    assert all(score.as_of <= on for score in running.scores.all())


def test_belt_is_ahead_but_not_everywhere(rounds) -> None:
    results = results_of(rounds[1], language="de")
    assert 4 <= len(results.belt_ahead) < 7
    best_rural = max(
        results.level(town, one) for town in results.in_zone("rural") for one in results.asked
    )
    assert best_rural >= 3


def test_some_move_on_many_stand_still_and_a_few_fall_back(rounds) -> None:
    counts = changes_between(rounds[0], rounds[1], language="de").counts
    total = Counter(up=0, same=0, down=0)
    for one in counts:
        total.update(up=one.up, same=one.same, down=one.down)
    assert total["same"] > total["up"] > total["down"] > 5
    assert {one.new for one in counts} == {0}


def test_members_of_an_amt_share_what_their_administration_does(rounds) -> None:
    members = Municipality.objects.filter(amt="Amt Niemegk").values("pk")
    scores = MaturityScore.objects.filter(round=rounds[1], municipality__in=members)
    services = scores.filter(dimension__slug="dienstleistungen-online")
    assert services.values("evidence").distinct().count() == 1


def test_loading_twice_gives_the_same_answers(office) -> None:
    def drawn() -> list[tuple[str, int, int | None]]:
        load_maturity(by=office, on=ON)
        rows = MaturityScore.objects.filter(round__title="Reifegrad 2025")
        ordered = rows.order_by("municipality__ags", "dimension__slug")
        return list(ordered.values_list("evidence", "actual", "target"))

    load_municipalities()
    # Closed rounds are never deleted, so the first county is forgotten as a whole.
    with transaction.atomic():
        first = drawn()
        transaction.set_rollback(True)
    assert drawn() == first
