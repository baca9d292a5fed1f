"""Mistakes by which other platforms gave things away (P of docs/behaviours.md), tried at every address."""

import pytest

from tests.architecture.access import ACCESS
from tests.architecture.access.table import ROLES
from tests.architecture.matrix.asking import Askers
from tests.architecture.matrix.crossed import crossed
from tests.architecture.matrix.places import address, place
from tests.architecture.test_matrix_states import ABOUT_SOMETHING, methods_of

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("demo county"),
]  # fmt: skip
BUILDING = sorted(
    name
    for name, row in ACCESS.items()
    if name.startswith(("surveys:", "strategy:text", "reports:manuscript", "measures:import"))
    and not row.allowed & {"stranger", "participant", "representative"}
)


@pytest.mark.behaviour("P3")
@pytest.mark.parametrize("name", BUILDING)
def test_nobody_from_outside_builds(name: str, askers: Askers) -> None:
    with place(name) as (row, given):
        url = address(name, row, given)
        for role in ("stranger", "participant", "representative"):
            for method in ("GET", "POST"):
                answer = askers.ask(role, method, url, row.sent, kind="building from outside")
                assert answer.is_refusal, f"{role} {method} → {answer}"
                assert not answer.wrote


@pytest.mark.long
@pytest.mark.parametrize("name", ABOUT_SOMETHING)
def test_nothing_is_reached_through_a_parent_it_does_not_belong_to(
    name: str, askers: Askers
) -> None:
    wrong = []
    with place(name) as (row, given):
        arguments = crossed(name, dict(given))
        if arguments:
            url = address(name, row, arguments)
            for role in ROLES:
                for method in methods_of(name):
                    answer = askers.ask(role, method, url, row.sent, kind="foreign parent")
                    if not answer.is_refusal or answer.wrote:
                        wrong.append(f"{role} {method} {url} → {answer}")
    assert not wrong, f"{name}\n" + "\n".join(wrong)
