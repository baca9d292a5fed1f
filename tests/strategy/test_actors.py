"""Who had a voice, when and how far; and who not yet."""

from datetime import date, timedelta

import pytest

from strategy import queries
from strategy.models import Involvement
from tests.factories.county import OrganisationFactory
from tests.factories.dates import DAY
from tests.factories.strategy import PhaseFactory, StrategyFactory, whole_version
from tests.factories.strategy_actors import ActorGroupFactory, InvolvementFactory
from tests.pages import page_of, queries_of

ACTORS = "/strategie/beteiligte/"
Level = Involvement.Level
pytestmark = pytest.mark.django_db


def coverage(strategy) -> queries.Coverage:
    return queries.coverage_of(strategy, on=DAY, language="de")


# -- numbers and levels --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("people", "attendances", "uncounted", "is_counted"),
    [([12, 8], 20, 0, True), ([12, None], 12, 1, True), ([None, None], 0, 2, False)],
)
def test_unknown_number_is_never_taken_for_none(people, attendances, uncounted, is_counted) -> None:
    voice = queries.voice_of(
        [Involvement(level=Level.HEARD, on=DAY, people=number) for number in people]
    )
    assert voice
    assert (voice.attendances, voice.uncounted) == (attendances, uncounted)
    assert voice.is_counted == is_counted


def test_strongest_level_and_latest_day_count() -> None:
    early = Involvement(level=Level.DECIDED, on=DAY - timedelta(days=9))
    voice = queries.voice_of([early, Involvement(level=Level.HEARD, on=DAY)])
    assert voice
    assert (voice.level, voice.last_on) == (Level.DECIDED, DAY)


def test_nobody_has_no_voice() -> None:
    assert queries.voice_of([]) is None


# -- coverage ------------------------------------------------------------------------------
def test_groups_without_a_voice_come_first() -> None:
    strategy = StrategyFactory()
    heard, told, silent = (ActorGroupFactory(name=name) for name in ("A", "B", "C"))
    InvolvementFactory(strategy=strategy, group=heard)
    InvolvementFactory(strategy=strategy, group=told, level=Level.INFORMED)
    found = coverage(strategy)
    assert [row.group for row in found.unheard_first] == [silent, told, heard]
    assert [row.group for row in found.silent] == [silent]
    assert [row.group for row in found.told] == [told]


def test_voice_in_another_strategy_does_not_count() -> None:
    strategy = StrategyFactory()
    InvolvementFactory(strategy=StrategyFactory())
    assert len(coverage(strategy).silent) == 1


def test_matrix_goes_through_the_phases_in_the_order_of_their_beginning() -> None:
    strategy = StrategyFactory()
    late = PhaseFactory(strategy=strategy, title="Später", starts_on=DAY, position=0)
    early = PhaseFactory(
        strategy=strategy, title="Früher", starts_on=DAY - timedelta(days=9), position=1
    )
    for phase in (late, early):
        InvolvementFactory(strategy=strategy, phase=phase)
    found = coverage(strategy)
    assert [column.phase for column in found.columns] == [early, late]
    assert [bool(cell) for cell in found.groups[0].cells] == [False, True]


def test_phase_that_has_begun_without_anybody_is_named() -> None:
    strategy = StrategyFactory()
    PhaseFactory(strategy=strategy, title="Werkstatt", starts_on=DAY)
    PhaseFactory(strategy=strategy, title="Beschluss", starts_on=DAY + timedelta(days=1))
    found = coverage(strategy)
    assert found.without_anybody == ["Werkstatt"]
    assert not found.columns


def test_what_belongs_to_no_phase_has_a_column_only_when_needed() -> None:
    strategy = StrategyFactory()
    InvolvementFactory(strategy=strategy, phase=PhaseFactory(strategy=strategy))
    assert len(coverage(strategy).columns) == 1
    InvolvementFactory(strategy=strategy)
    found = coverage(strategy)
    assert found.columns[-1].phase is None
    assert [bool(row.cells[-1]) for row in found.groups] == [False, True]


def test_organisations_that_ended_speak_for_nobody() -> None:
    here, gone = OrganisationFactory(), OrganisationFactory(ended_on=date(2025, 1, 1))
    ActorGroupFactory(speakers=[here, gone])
    assert coverage(StrategyFactory()).groups[0].organisations == [here]


def test_occasions_are_told_by_date_and_format() -> None:
    strategy = StrategyFactory()
    for format_, day in (("Forum", DAY), ("Forum", DAY), ("Forum", DAY - timedelta(days=1))):
        InvolvementFactory(strategy=strategy, format=format_, on=day)
    occasions = queries.occasions_of(queries.involvements_of(strategy))
    assert [(one.on, len(one.involvements)) for one in occasions] == [
        (DAY, 2),
        (DAY - timedelta(days=1), 1),
    ]


# -- public page ---------------------------------------------------------------------------
def test_page_without_groups_says_so(anonymous_client) -> None:
    assert "Noch ist keine Gruppe eingetragen" in page_of(anonymous_client, ACTORS)


def test_page_names_the_silent_before_all_others(anonymous_client) -> None:
    version = whole_version(adopted=True)
    InvolvementFactory(strategy=version.strategy, group=ActorGroupFactory(name="Handwerk"))
    ActorGroupFactory(name="Landwirtschaft")
    page = page_of(anonymous_client, ACTORS)
    assert page.index("Noch nicht zu Wort gekommen") < page.index("Landwirtschaft")
    assert page.index("Landwirtschaft") < page.index("Handwerk")


def test_page_says_when_everybody_was_heard(anonymous_client) -> None:
    InvolvementFactory(strategy=whole_version(adopted=True).strategy)
    assert "Alle Gruppen sind schon zu Wort gekommen." in page_of(anonymous_client, ACTORS)


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ([None], "Zahl nicht erfasst"),
        ([12, None], "mindestens 12 Teilnahmen"),
        ([12, 3], "15 Teilnahmen"),
    ],
)
def test_page_tells_numbers_only_where_somebody_counted(people, words, anonymous_client) -> None:
    strategy, group = whole_version(adopted=True).strategy, ActorGroupFactory()
    for number in people:
        InvolvementFactory(strategy=strategy, group=group, people=number)
    page = page_of(anonymous_client, ACTORS)
    assert words in page
    assert " 0 Teilnahmen" not in page


def test_page_reads_in_english_and_keeps_german_notes_marked(anonymous_client) -> None:
    group = ActorGroupFactory(name="Handwerk", translations={"en": {"name": "Crafts"}})
    InvolvementFactory(strategy=whole_version(adopted=True).strategy, group=group)
    page = page_of(anonymous_client, f"/en{ACTORS}")
    assert "Crafts" in page
    assert '<span lang="de">Themenwerkstatt' in page


def test_page_is_about_the_strategy_asked_for(anonymous_client) -> None:
    current = whole_version(adopted=True).strategy
    next_one = PhaseFactory(strategy=StrategyFactory(title="Digital 2031")).strategy
    InvolvementFactory(strategy=current, group=ActorGroupFactory(name="Handwerk"))
    page = page_of(anonymous_client, f"{ACTORS}?strategy={next_one.slug}")
    assert "Diese Gruppen waren bisher gar nicht beteiligt" in page
    assert f"?strategy={current.slug}" in page
    assert anonymous_client.get(f"{ACTORS}?strategy=nirgends").status_code == 404


def test_strategy_of_which_nothing_is_public_is_not_offered(anonymous_client) -> None:
    secret = whole_version().strategy
    assert anonymous_client.get(f"{ACTORS}?strategy={secret.slug}").status_code == 404


def test_page_asks_as_often_for_three_groups_as_for_one(anonymous_client) -> None:
    strategy = whole_version(adopted=True).strategy
    phase = PhaseFactory(strategy=strategy)

    def one_more() -> None:
        group = ActorGroupFactory(speakers=[OrganisationFactory()])
        InvolvementFactory(
            strategy=strategy, group=group, phase=phase, organisation=OrganisationFactory()
        )

    one_more()
    one = queries_of(lambda: anonymous_client.get(ACTORS))
    one_more()
    one_more()
    assert queries_of(lambda: anonymous_client.get(ACTORS)) == one
    assert not anonymous_client.get(ACTORS).cookies
