"""Where do we stand? The way of a strategy, seen from a day."""

from datetime import date, timedelta

import pytest

from strategy import queries
from strategy.models import Involvement
from strategy.process_chart import process_chart
from tests.factories.dates import DAY
from tests.factories.strategy import (
    PhaseFactory,
    ResolutionFactory,
    StrategyFactory,
    VersionFactory,
    whole_version,
)
from tests.factories.strategy_actors import ActorGroupFactory, InvolvementFactory
from tests.pages import page_of, queries_of

PROCESS = "/strategie/prozess/"
NEAR, FAR = timedelta(days=1), timedelta(days=40)
pytestmark = pytest.mark.django_db

# (begin, end) of phases, as days before and after today; None leaves the end open.
DONE, LONG_DONE = (-FAR, -NEAR), (-2 * FAR, -FAR)
RUNNING, OPEN_END = (-NEAR, FAR), (-NEAR, None)
COMING, LATER = (FAR, 2 * FAR), (2 * FAR, None)


def strategy_with(*phases):
    strategy = StrategyFactory()
    for name, (begin, end) in zip("ABC", phases, strict=False):
        ends_on = None if end is None else DAY + end
        PhaseFactory(strategy=strategy, title=name, starts_on=DAY + begin, ends_on=ends_on)
    return strategy


def process(strategy, *, language: str = "de", on: date = DAY) -> queries.Process:
    return queries.process_of(strategy, on=on, language=language)


# -- in one sentence -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("phases", "sentence"),
    [
        ([], "Noch ist kein Schritt eingetragen."),
        ([DONE, RUNNING, COMING], "Gerade läuft: B, noch bis 25. Juli 2026."),
        ([OPEN_END], "Gerade läuft: A. Ein Ende steht noch nicht fest."),
        (
            [RUNNING, OPEN_END],
            "Gerade laufen mehrere Schritte: A (bis 25. Juli 2026); B (Ende offen).",
        ),
        ([COMING, LATER], "Es geht bald los. Am 25. Juli 2026 beginnt: A."),
        ([DONE, COMING], "Gerade läuft kein Schritt. Am 25. Juli 2026 beginnt: B."),
        (
            [LONG_DONE, DONE],
            "Alle Schritte sind abgeschlossen, zuletzt am 14. Juni 2026: B.",
        ),
    ],
)
def test_one_sentence_says_where_we_stand(phases, sentence) -> None:
    assert queries.standing_of(process(strategy_with(*phases)).steps) == sentence


def test_last_day_of_a_phase_still_belongs_to_it() -> None:
    step = process(strategy_with((-NEAR, timedelta(0)))).steps[0]
    assert step.is_current
    assert not step.is_done


def test_what_comes_next_is_the_phase_that_begins_first() -> None:
    strategy = strategy_with(LATER, COMING)
    next_step = process(strategy).next_step
    assert next_step
    assert next_step.title == "B"


# -- versions on the way -------------------------------------------------------------------
def test_resolution_and_consultations_are_milestones_on_the_way() -> None:
    version = VersionFactory(
        adopted=True, consultation_from=DAY - FAR, consultation_until=DAY - NEAR
    )
    PhaseFactory(strategy=version.strategy, starts_on=DAY - 2 * FAR)
    stations = process(version.strategy).stations
    assert [bool(station.step) for station in stations] == [True, False, False]
    consultation, resolution = (station.milestone for station in stations[1:])
    assert consultation
    assert resolution
    assert (consultation.is_consultation, consultation.is_done) == (True, True)
    assert (resolution.is_consultation, resolution.starts_on) == (False, DAY)


def test_draft_and_withdrawn_version_leave_no_trace() -> None:
    version = VersionFactory(consultation_from=DAY, consultation_until=DAY + FAR)
    assert not process(version.strategy).milestones
    assert process(version.strategy).on_its_way is None


def test_resolution_that_adopted_nothing_is_no_milestone() -> None:
    version = VersionFactory(state="reworking", resolution=ResolutionFactory(result="noted"))
    assert not process(version.strategy).milestones


@pytest.mark.parametrize(
    ("state", "begin", "end", "is_open"),
    [
        ("consultation", -NEAR, NEAR, True),
        ("consultation", NEAR, FAR, False),
        ("consultation", -FAR, -NEAR, False),
        ("reworking", -NEAR, NEAR, False),
    ],
)
def test_everybody_may_comment_only_in_the_window(state, begin, end, is_open) -> None:
    version = VersionFactory(
        state=state, consultation_from=DAY + begin, consultation_until=DAY + end
    )
    assert bool(process(version.strategy).open_consultation) == is_open


# -- who took part -------------------------------------------------------------------------
def test_phase_names_each_group_once_with_its_strongest_voice() -> None:
    phase = PhaseFactory()
    group = ActorGroupFactory(name="Handwerk")
    for level in ("informed", "decided"):
        InvolvementFactory(strategy=phase.strategy, phase=phase, group=group, level=level)
    InvolvementFactory(strategy=phase.strategy)
    participants = process(phase.strategy).steps[0].participants
    assert [(one.name, one.voice.level) for one in participants] == [
        ("Handwerk", Involvement.Level.DECIDED)
    ]


# -- the page ------------------------------------------------------------------------------
def test_page_says_what_runs_and_what_to_do_about_it(anonymous_client, noon) -> None:
    adopted = whole_version(adopted=True)
    VersionFactory(
        strategy=adopted.strategy,
        label="2.0",
        state="consultation",
        consultation_from=DAY - NEAR,
        consultation_until=DAY + FAR,
    )
    PhaseFactory(strategy=adopted.strategy, title="Befragung", starts_on=DAY)
    page = page_of(anonymous_client, PROCESS)
    assert "Gerade läuft: Befragung." in page
    assert "bis 25. Juli 2026 dazu Stellung nehmen" in page
    assert "sie ist in Fortschreibung" in page


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ({"adopted": True}, "ist beschlossen."),
        ({"state": "submitted"}, "im Gremienlauf und noch nicht beschlossen"),
        ({"state": "draft"}, "Sobald ein Entwurf zur Diskussion steht"),
    ],
)
def test_page_says_what_there_is_to_read(version, words, anonymous_client, noon) -> None:
    PhaseFactory(strategy=whole_version(**version).strategy)
    assert words in page_of(anonymous_client, PROCESS)


def test_page_without_anything_says_so(anonymous_client) -> None:
    assert "Noch ist kein Schritt eingetragen" in page_of(anonymous_client, PROCESS)


def test_page_of_a_strategy_without_phases_shows_its_resolution(anonymous_client, noon) -> None:
    version = whole_version(adopted=True)
    page = page_of(anonymous_client, PROCESS)
    assert f"Fassung {version.label}: beschlossen" in page


def test_page_leads_to_earlier_strategies(anonymous_client, noon) -> None:
    earlier = StrategyFactory(title="E-Government-Plan", period_start=2015, period_end=2020)
    PhaseFactory(strategy=earlier, title="Leitbild", ends_on=DAY - FAR, starts_on=DAY - 2 * FAR)
    PhaseFactory(strategy=whole_version(adopted=True).strategy, title="Befragung")
    page = page_of(anonymous_client, PROCESS)
    assert "Befragung" in page
    assert "E-Government-Plan (2015–2020)" in page
    assert "Leitbild" in page_of(anonymous_client, f"{PROCESS}?strategy={earlier.slug}")
    assert anonymous_client.get(f"{PROCESS}?strategy=unbekannt").status_code == 404


def test_page_asks_as_often_for_three_phases_as_for_one(anonymous_client, noon) -> None:
    strategy = whole_version(adopted=True).strategy

    def one_more() -> None:
        InvolvementFactory(strategy=strategy, phase=PhaseFactory(strategy=strategy))

    one_more()
    one = queries_of(lambda: anonymous_client.get(PROCESS))
    one_more()
    one_more()
    assert queries_of(lambda: anonymous_client.get(PROCESS)) == one
    assert not anonymous_client.get(PROCESS).cookies


def test_chart_shows_phases_consultations_and_resolutions() -> None:
    version = VersionFactory(
        adopted=True, label="1.0", consultation_from=DAY - FAR, consultation_until=DAY - NEAR
    )
    PhaseFactory(strategy=version.strategy, title="Werkstatt", starts_on=DAY - 2 * FAR)
    chart = process_chart(process(version.strategy), title="Weg", on=DAY)
    assert [row[0] for row in chart.table.rows] == [
        "Werkstatt",
        "Beteiligung zur Fassung 1.0",
        "Beschlüsse",
        "Beschluss der Fassung 1.0",
    ]


def test_start_page_says_the_same_sentence(anonymous_client, noon) -> None:
    strategy = whole_version(adopted=True).strategy
    PhaseFactory(strategy=strategy, title="Befragung", ends_on=DAY + FAR)
    sentence = "Gerade läuft: Befragung, noch bis 25. Juli 2026."
    assert sentence in page_of(anonymous_client, PROCESS)
    assert sentence in page_of(anonymous_client, "/")


def test_start_page_shows_the_way_before_there_is_anything_to_read(anonymous_client, noon) -> None:
    PhaseFactory(strategy=whole_version().strategy, title="Auftakt")
    assert "Gerade läuft: Auftakt." in page_of(anonymous_client, "/")
