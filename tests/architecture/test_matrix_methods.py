"""Role × address × method: whatever is asked in whatever way, nobody gets further than their row says.

Looking writes nothing, what is refused writes nothing, a method that no view was written for reaches none,
and what another site makes a browser send (no token) does nothing.
"""

import pytest

from tests.architecture.access import ACCESS
from tests.architecture.access.table import ROLES
from tests.architecture.matrix.asking import Askers
from tests.architecture.matrix.few import ASKING
from tests.architecture.matrix.lenient import NEEDS_NO_TOKEN
from tests.architecture.matrix.places import address, place

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("demo county"),
]  # fmt: skip
FOREIGN = ("PUT", "PATCH", "DELETE", "TRACE")
# Buttons that move a thing on: there is nothing to look at, only something to do.
DONE_AT_ONCE = sorted(name for name, row in ACCESS.items() if row.post)


@pytest.mark.long
@pytest.mark.parametrize("roles", ASKING)
@pytest.mark.parametrize("name", sorted(ACCESS))
def test_a_foreign_method_reaches_no_view(
    name: str, roles: tuple[str, ...], askers: Askers
) -> None:
    wrong = []
    with place(name) as (row, given):
        url = address(name, row, given)
        for role in roles:
            for method in ("OPTIONS", *FOREIGN):
                answer = askers.ask(role, method, url, kind="foreign methods")
                fits = answer.status == (204 if method == "OPTIONS" else 405)
                if not fits or answer.wrote:
                    wrong.append(f"{role} {method} → {answer}")
    assert not wrong, f"{name}\n" + "\n".join(wrong)


@pytest.mark.behaviour("P2")
@pytest.mark.parametrize("name", DONE_AT_ONCE)
def test_who_may_not_move_a_thing_on_changes_nothing(name: str, askers: Askers) -> None:
    changes_nothing_for_the_refused(name, "POST", askers)


@pytest.mark.long
@pytest.mark.parametrize("method", ["POST", "GET", "HEAD"])
@pytest.mark.parametrize("name", sorted(set(ACCESS) - set(DONE_AT_ONCE)))
def test_who_is_refused_changes_nothing(name: str, method: str, askers: Askers) -> None:
    changes_nothing_for_the_refused(name, method, askers)


def changes_nothing_for_the_refused(name: str, method: str, askers: Askers) -> None:
    """Every role that the row does not name; the database is watched, not only the status."""
    wrong = []
    with place(name) as (row, given):
        url = address(name, row, given)
        for role in [role for role in ROLES if role not in row.allowed]:
            answer = askers.ask(role, method, url, row.sent, kind="refused roles")
            is_over = answer.status == 409 and role not in row.unseen
            if not (answer.is_refusal or is_over) or answer.wrote:
                wrong.append(f"{role} → {answer}")
    assert not wrong, f"{name}\n" + "\n".join(wrong)


@pytest.mark.long
@pytest.mark.parametrize("roles", ASKING)
@pytest.mark.parametrize("name", sorted(ACCESS))
def test_nothing_is_done_for_another_site(
    name: str, roles: tuple[str, ...], askers: Askers
) -> None:
    wrong = []
    with place(name) as (row, given):
        url = address(name, row, given)
        for role in roles:
            answer = askers.ask_without_token(role, url, row.sent, kind="without a token")
            passes = name in NEEDS_NO_TOKEN and answer.status < 500
            if not passes and (not answer.is_refusal or answer.wrote):
                wrong.append(f"{role} → {answer}")
    assert not wrong, f"{name}\n" + "\n".join(wrong)
