"""Role × address × state: what is not there for somebody is not there at any of its doors."""

from collections import Counter
from fnmatch import fnmatchcase

import pytest

from tests.architecture.access import ACCESS
from tests.architecture.access.table import ROLES
from tests.architecture.matrix.addresses import addresses
from tests.architecture.matrix.asking import Askers
from tests.architecture.matrix.few import ASKING
from tests.architecture.matrix.lenient import ANSWERS_WITHOUT
from tests.architecture.matrix.places import absent, address, place
from tests.architecture.states import NOUNS, nouns_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.xdist_group("demo county")]
ARGUMENTS = {found.name: frozenset(found.arguments) for found in addresses()}
ABOUT_SOMETHING = sorted(name for name, given in ARGUMENTS.items() if given)
WITH_STATES = [
    name for name in ABOUT_SOMETHING if any(noun.states for noun in nouns_of(name, ARGUMENTS[name]))
]

# The same thing behind a second door: its history, its preview, itself beside another.
SECOND_DOORS = (
    "*history",
    "*preview*",
    "*compar*",
    "*editions",
    "*synopsis*",
    "*_sheet",
    "*_copy",
    "*version_export",
)
BESIDE = {name for name in WITH_STATES if any(fnmatchcase(name, each) for each in SECOND_DOORS)}


def methods_of(name: str) -> tuple[str, ...]:
    return ("POST",) if ACCESS[name].post else ("GET", "POST")


def test_every_address_about_something_says_in_which_states_it_can_be() -> None:
    unsaid = [name for name in ABOUT_SOMETHING if not nouns_of(name, ARGUMENTS[name])]
    assert not unsaid, "no noun in tests/architecture/states for: " + ", ".join(unsaid)


def test_every_noun_names_addresses() -> None:
    met = Counter(
        noun.label for name in ABOUT_SOMETHING for noun in nouns_of(name, ARGUMENTS[name])
    )
    stale = [noun.label for noun in NOUNS if not met[noun.label]]
    assert not stale, "no address is about: " + ", ".join(stale)


@pytest.mark.behaviour("P11")
@pytest.mark.parametrize("name", sorted(BESIDE))
def test_a_state_hides_a_thing_at_its_second_doors(name: str, askers: Askers) -> None:
    is_hidden_in_each_state(name, askers)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(set(WITH_STATES) - BESIDE))
def test_a_state_hides_a_thing_at_every_door(name: str, askers: Askers) -> None:
    is_hidden_in_each_state(name, askers)


def is_hidden_in_each_state(name: str, askers: Askers) -> None:
    wrong = []
    for noun in nouns_of(name, ARGUMENTS[name]):
        for state in noun.states:
            with place(name) as (row, given):
                arguments = state.into(dict(given))
                if arguments is None:
                    continue
                url = address(name, row, arguments)
                let_in = [role for role in ROLES if state.may(role, name, row)]
                # Who is refused is what counts; of those who are let in, one is asked.
                for role in [role for role in ROLES if role not in let_in] + let_in[:1]:
                    for method in methods_of(name):
                        answer = askers.ask(
                            role, method, url, row.sent, kind=f"state: {state.name}"
                        )
                        # What is over says so (409) to whoever may know that it was.
                        is_over = answer.status == 409 and role in state.seen_by
                        refused = (answer.is_refusal or is_over) and not answer.wrote
                        if answer.status >= 500 or (role not in let_in and not refused):
                            wrong.append(f"{noun.label} {state.name}: {role} {method} → {answer}")
    assert not wrong, f"{name}\n" + "\n".join(wrong)


@pytest.mark.long
@pytest.mark.parametrize("roles", ASKING)
@pytest.mark.parametrize("name", ABOUT_SOMETHING)
def test_what_does_not_exist_is_nowhere(name: str, roles: tuple[str, ...], askers: Askers) -> None:
    wrong = []
    with place(name) as (row, given):
        for argument in given:
            if (name, argument) in ANSWERS_WITHOUT:
                continue
            url = address(name, row, absent(name, given, argument))
            for role in roles:
                for method in methods_of(name):
                    answer = askers.ask(role, method, url, row.sent, kind="absent")
                    if not answer.is_refusal or answer.wrote:
                        wrong.append(f"{argument}: {role} {method} {url} → {answer}")
    assert not wrong, f"{name}\n" + "\n".join(wrong)
