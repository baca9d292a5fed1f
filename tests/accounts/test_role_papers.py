"""docs/roles.md says what the rules say."""

from pathlib import Path

import pytest
import rules
from django.conf import settings

from smartregion.accounts.abilities import ABILITIES, ROOMS, Reach, reach
from smartregion.accounts.models import Role
from smartregion.accounts.role_papers import within
from tests.factories.accounts import UserFactory

PAPER = Path(settings.BASE_DIR) / "docs/roles.md"
# These look into their object, so nobody is asked without one.
WITH_OBJECT = {
    "measures.change_measure",
    "measures.change_indicator",
    "measures.assess",
    "measures.see_result",
}


@pytest.mark.behaviour("N4")
def test_the_table_is_up_to_date() -> None:
    written = PAPER.read_text(encoding="utf-8")
    assert written == within(written), "run: manage.py write_roles"


def test_every_permission_says_what_it_opens_and_belongs_to_a_room() -> None:
    assert set(rules.permissions.permissions) == set(ABILITIES)
    assert {name.partition(".")[0] for name in ABILITIES} <= set(ROOMS)
    assert all(str(each.says) for each in ABILITIES.values())


@pytest.mark.behaviour("N4")
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role != Role.PARTICIPANT])
def test_what_the_words_say_is_what_a_person_may(role: str) -> None:
    person = UserFactory(roles=[role])
    for name in set(ABILITIES) - WITH_OBJECT:
        said = reach(name, role)
        if said is not Reach.IF:
            assert person.has_perm(name) == (said is Reach.ALL), name
