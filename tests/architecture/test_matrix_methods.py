"""Role × address × method: whatever is asked in whatever way, nobody gets further than their row says.

Looking writes nothing, what is refused writes nothing, a method that no view was written for reaches none,
and what another site makes a browser send (no token) does nothing.
"""

import pytest

from tests.architecture.access import ACCESS
from tests.architecture.access.table import ROLES
from tests.architecture.matrix.asking import Askers
from tests.architecture.matrix.few import ASKING
from tests.architecture.matrix.lenient import DOES_NOTHING, NEEDS_NO_TOKEN
from tests.architecture.matrix.places import address, place

pytestmark = [
    pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("demo county"),
]  # fmt: skip
FOREIGN = ("PUT", "PATCH", "DELETE", "TRACE")
# Buttons that move a thing on: there is nothing to look at, only something to do.
DONE_AT_ONCE = sorted(name for name, row in ACCESS.items() if row.post)
DOES_SOMETHING = sorted(
    name for name in set(DONE_AT_ONCE) - set(DOES_NOTHING) if ACCESS[name].answer not in (404, 409)
)


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
    """Refused for who they are: "not in this state" would say that in another one they may."""
    changes_nothing_for_the_refused(name, "POST", askers, also_by_state=False)


@pytest.mark.behaviour("P2")
@pytest.mark.parametrize("name", DOES_SOMETHING)
def test_who_may_move_a_thing_on_does_by_the_same_button(name: str, askers: Askers) -> None:
    """Control: what the others sent in vain changes something, so it was for their role that it did not."""
    with place(name) as (row, given):
        url = address(name, row, given)
        doing = (
            askers.ask(role, "POST", url, row.sent, kind="allowed roles")
            for role in ROLES
            if role in row.allowed
        )
        done = next((answer for answer in doing if answer.wrote), None)
    assert done, (
        f"{name}: nobody changes anything by it; say why in DOES_NOTHING, or give it a better place"
    )


@pytest.mark.long
@pytest.mark.parametrize("method", ["POST", "GET", "HEAD"])
@pytest.mark.parametrize("name", sorted(set(ACCESS) - set(DONE_AT_ONCE)))
def test_who_is_refused_changes_nothing(name: str, method: str, askers: Askers) -> None:
    changes_nothing_for_the_refused(name, method, askers, also_by_state=True)


def changes_nothing_for_the_refused(
    name: str, method: str, askers: Askers, *, also_by_state: bool
) -> None:
    """Every role that the row does not name; the database is watched, not only the status."""
    wrong = []
    with place(name) as (row, given):
        url = address(name, row, given)
        for role in [role for role in ROLES if role not in row.allowed]:
            answer = askers.ask(role, method, url, row.sent, kind="refused roles")
            is_over = also_by_state and answer.status == 409 and role not in row.unseen
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
