"""The result of a round: counted, frozen, and what the public sees of it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from measures.actions.prioritisations import freeze_prioritisation
from measures.charts.portfolio import portfolio_of
from measures.exports.prioritisations import result_table
from measures.models import Criterion, Measure, Prioritisation
from measures.queries.rankings import MeasureResult, result_of
from measures.queries.voices import voices_of
from smartregion.accounts.models import User
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import NOON
from tests.factories.measures import OriginFactory
from tests.factories.prioritisations import opened, rate, rateable, rated
from tests.factories.strategy import ResolutionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def three_measures() -> tuple[Measure, Measure, Measure]:
    first = rateable("HF1-M01")
    return first, rateable("HF1-M02", field=first.field), rateable("HF1-M03", field=first.field)


def frozen(prioritisation: Prioritisation, **changes: object) -> Prioritisation:
    freeze_prioritisation(
        prioritisation=prioritisation, resolution=ResolutionFactory(), by=None, at=NOON
    )
    Prioritisation.objects.filter(pk=prioritisation.pk).update(**changes)
    prioritisation.refresh_from_db()
    return prioritisation


def shown(prioritisation: Prioritisation, user: object) -> list[MeasureResult]:
    return list(result_of(prioritisation, visible_to=user).measures)


@pytest.mark.behaviour("M8")
def test_the_ranking_shows_median_spread_and_number_of_raters(office: User) -> None:
    a, b, c = three_measures()
    made = rated(
        opened(a, b, c, raters=3),
        {a: [1, 3], b: [5, 5]},
        {a: [5, 3], b: [5, 4]},
        {a: [4, 3], b: [4, 5], c: [5, 5]},
    )
    best, second, unrated = shown(made, office)
    assert [best.number, second.number, unrated.number] == ["HF1-M02", "HF1-M01", "HF1-M03"]
    judged = second.judgements[0]
    assert judged
    assert (judged.n, judged.median, judged.lowest, judged.highest) == (3, 4, 1, 5)
    assert (second.score, second.raters, second.divided) == (3.6, 3, 1)
    # One person's opinion gives no rank.
    assert (unrated.raters, unrated.score, unrated.place) == (1, 5, None)


@pytest.mark.behaviour("M8")
def test_equal_measures_share_a_rank_in_the_order_of_their_numbers(office: User) -> None:
    a, b, c = three_measures()
    same = {a: [2, 2], b: [4, 4], c: [4, 4]}
    made = rated(opened(c, a, b), same, same)
    ranks = [(line.number, line.place and line.place.rank) for line in shown(made, office)]
    assert ranks == [("HF1-M02", 1), ("HF1-M03", 1), ("HF1-M01", 3)]


def test_a_sheet_that_was_not_handed_in_does_not_count(office: User) -> None:
    a, *_rest = three_measures()
    made = rated(opened(a, raters=3), {a: [3, 3]}, {a: [3, 3]})
    late = made.ballots.filter(handed_in_at=None).get()
    rate(late, a, [5, 5])
    assert shown(made, office)[0].score == 3


def test_without_a_ranking_measures_stand_by_their_number(office: User) -> None:
    a, b, _c = three_measures()
    sheet = {a: [2, 2], b: [4, 4]}
    made = rated(opened(a, b, shows_ranking=False), sheet, sheet)
    assert [line.number for line in shown(made, office)] == ["HF1-M01", "HF1-M02"]


def test_citizens_count_by_what_everybody_can_read(office: User) -> None:
    a, b, c = three_measures()
    OriginFactory(measure=a, kind="contribution", contribution=ContributionFactory(supports=12))
    OriginFactory(measure=b, kind="contribution", contribution=ContributionFactory(supports=1))
    hidden = ContributionFactory(supports=99, is_hidden=True)
    OriginFactory(measure=c, kind="contribution", contribution=hidden)
    found = voices_of([a.pk, b.pk, c.pk])
    assert (found[a.pk].contributions, found[a.pk].supports, found[a.pk].points) == (1, 12, 5)
    assert found[b.pk].points == 1
    assert c.pk not in found


def test_the_citizens_priority_is_a_criterion_of_its_own(office: User) -> None:
    a, b, _c = three_measures()
    OriginFactory(measure=a, kind="contribution", contribution=ContributionFactory(supports=3))
    made = opened(a, b, weights=(90, 10))
    Criterion.objects.filter(prioritisation=made, weight=10).update(source="citizens")
    made = rated(made, {a: [4], b: [4]}, {a: [4], b: [4]})
    first, second = shown(made, office)
    # 90 points of 4 and 10 points of 3; where nobody said anything the weight stays out.
    assert (first.number, first.score) == ("HF1-M02", 4)
    assert (second.number, second.score) == ("HF1-M01", 3.9)
    assert [len(line.judgements) for line in (first, second)] == [1, 1]


def test_effort_is_high_where_the_mark_is_low(office: User) -> None:
    a, *_rest = three_measures()
    made = opened(a)
    for place, axis in enumerate(("benefit", "effort"), 1):
        made.criteria.filter(position=place).update(axis=axis)
    made = rated(made, {a: [5, 1]}, {a: [5, 2]})
    line = shown(made, office)[0]
    assert (line.benefit, line.effort) == (5, 4.5)
    chart = portfolio_of(result_of(made, visible_to=office))
    assert chart
    assert chart.table.rows[0][1:3] == ("5,00", "4,50")


def test_without_axes_there_is_no_portfolio(office: User) -> None:
    a, *_rest = three_measures()
    made = rated(opened(a), {a: [5, 1]}, {a: [5, 2]})
    assert portfolio_of(result_of(made, visible_to=office)) is None


@pytest.mark.behaviour("M8")
def test_a_frozen_result_stays_whatever_happens_later(office: User) -> None:
    a, b, _c = three_measures()
    OriginFactory(measure=a, kind="contribution", contribution=ContributionFactory(supports=3))
    made = rated(opened(a, b), {a: [3, 4], b: [5, 5]}, {a: [4, 4], b: [5, 5]})
    before = result_of(made, visible_to=office)
    frozen(made)
    assert result_of(made, visible_to=office) == before
    OriginFactory(measure=b, kind="contribution", contribution=ContributionFactory(supports=50))
    Measure.objects.filter(pk=a.pk).update(title="Heißt jetzt anders")
    made.measures.remove(b)
    assert result_of(made, visible_to=office) == before


@pytest.mark.behaviour("M20")
def test_the_public_sees_no_measure_that_is_not_public(office: User) -> None:
    a, b, _c = three_measures()
    sheet = {a: [2, 2], b: [4, 4]}
    made = frozen(rated(opened(a, b), sheet, sheet), is_public=True)
    Measure.objects.filter(pk=b.pk).update(is_public=False)
    assert [line.number for line in shown(made, AnonymousUser())] == ["HF1-M01"]
    assert [line.number for line in shown(made, office)] == ["HF1-M02", "HF1-M01"]


def test_the_snapshot_names_no_rater() -> None:
    a, *_rest = three_measures()
    made = frozen(rated(opened(a), {a: [2, 2]}, {a: [3, 3]}))
    assert made.snapshot
    for ballot in made.ballots.select_related("rater"):
        assert ballot.rater.display_name not in made.snapshot.content
        assert ballot.rater.email not in made.snapshot.content


def test_the_table_has_a_line_for_each_measure(office: User) -> None:
    a, b, _c = three_measures()
    made = rated(opened(a, b), {a: [2, 2]}, {a: [3, 3]})
    head, first, second = result_table(result_of(made, visible_to=office))
    assert len(head) == len(first) == len(second)
    assert first[:5] == [1, 1, 1, "HF1-M01", a.title]
    assert first[-2:] == [2.5, "2, 3"]
    assert second[0] is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_result_takes_as_many_queries_for_many_measures(
    count: int, office: User, django_assert_num_queries: object
) -> None:
    measures = three_measures()[:count]
    sheet = {measure: [3, 3] for measure in measures}
    made = rated(opened(*measures), sheet, sheet)
    with django_assert_num_queries(9):  # type: ignore[operator]
        result_of(made, visible_to=AnonymousUser())
