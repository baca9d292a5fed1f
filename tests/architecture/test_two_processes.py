"""Two strategies of one county, each with its measures and cycles: nothing of the one stands in the other (P14)."""

from fnmatch import fnmatchcase

import pytest
from django.urls import reverse

from smartregion.accounts.models import User
from strategy.models import Strategy
from tests.architecture.access import ACCESS
from tests.architecture.access.table import STRANGER
from tests.architecture.matrix.asking import browser_of
from tests.architecture.matrix.places import address, place
from tests.architecture.matrix.reading import words_at
from tests.architecture.test_matrix_states import ABOUT_SOMETHING
from tests.factories.measures import MeasureFactory, MilestoneFactory, closed
from tests.factories.strategy import ElementTextFactory, VersionFactory, put_in_force
from tests.factories.strategy_situation import FindingFactory

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("demo county"), pytest.mark.behaviour("P14"),
]  # fmt: skip
WORD = "Zqzweiterprozessq"
# What belongs to the county, whichever of its processes goes by it.
OF_THE_COUNTY = (
    "strategy:maturity*", "strategy:municipality", "strategy:existing_project_*", "strategy:framework_*",
)  # fmt: skip
# Pages inside one process: its versions, its drafts under consultation, its cycles.
INSIDE_ONE = [
    name
    for name in ABOUT_SOMETHING
    if name.startswith(("strategy:", "consultations:", "measures:cycle_"))
    and not ACCESS[name].post
    and not any(fnmatchcase(name, each) for each in OF_THE_COUNTY)
]


def add_second_process() -> None:
    """All of it public, so that nothing but its own process keeps it away."""
    process = Strategy.objects.create(
        slug=WORD.lower(), title=WORD, period_start=2030, period_end=2035
    )
    version = VersionFactory(strategy=process, label="1.0")
    for kind in ("vision", "guideline", "field"):
        latest = ElementTextFactory(version=version, kind=kind, title=WORD, summary=WORD, body=WORD)
    put_in_force(version)
    FindingFactory(strategy=process, text=WORD, field_of_action=latest.element)
    measure = MeasureFactory(field=latest.element, number="HF98-M98", title=WORD)
    MilestoneFactory(measure=measure, title=WORD)
    closed((measure, "green"))


@pytest.mark.parametrize("name", INSIDE_ONE)
def test_one_process_tells_nothing_of_the_other(name: str, people: dict[str, User | None]) -> None:
    with place(name) as (row, given):
        url = address(name, row, given)
        add_second_process()
        for role in (STRANGER, "strategy_office"):
            if role in row.allowed:
                assert WORD.lower() not in words_at(browser_of(people[role]), url), role


def test_both_processes_can_be_seen(people: dict[str, User | None]) -> None:
    """Otherwise the test above would say nothing."""
    add_second_process()
    office = browser_of(people["strategy_office"])
    for name in ("strategy:manage", "measures:measure_list"):
        assert WORD.lower() in words_at(office, reverse(name) + f"?q={WORD}")
