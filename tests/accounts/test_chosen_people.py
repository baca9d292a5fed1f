"""Lists to choose somebody from: whose roles have ended is not offered any more, in none of them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from measures.forms.many import ManyForm
from measures.forms.measures import MeasureForm
from measures.forms.prioritisations import possible_raters
from measures.models import Measure
from measures.queries.field_leads import possible_leads
from participation.events.forms import EventForm
from participation.forums.forms import TopicForm
from participation.surveys.forms.readers import ReaderForm
from smartregion.accounts.models import User
from smartregion.accounts.queries import holders_of
from tests.factories.accounts import RoleAssignmentFactory, UserFactory
from tests.factories.dates import DAY
from tests.factories.events import EventFactory
from tests.factories.forums import ForumFactory, TopicFactory
from tests.factories.measures import MeasureFactory
from tests.factories.prioritisations import PrioritisationFactory
from tests.factories.surveys import published, question

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TOMORROW = DAY + timedelta(days=1)


def offered(form: Any, name: str = "responsible") -> set[User]:
    return set(form.fields[name].queryset)


def office() -> User:
    return UserFactory(roles=["strategy_office"])


LISTS: dict[str, tuple[str, Callable[[date], set[User]]]] = {
    "profile": ("measure_owner", lambda on: offered(MeasureForm(by=office(), on=on))),
    "many measures": (
        "measure_owner",
        lambda on: offered(ManyForm(shown=Measure.objects.all(), on=on)),
    ),
    "rating": ("editor", lambda on: set(possible_raters(PrioritisationFactory(), on))),
    "leads": ("editor", lambda on: set(possible_leads(on=on))),
    "topic": ("moderator", lambda on: offered(TopicForm(forum=ForumFactory(), on=on))),
    "event": ("moderator", lambda on: offered(EventForm(on=on))),
    "readers": (
        "consultant",
        lambda on: offered(ReaderForm(survey=published(question("single", "x")).survey, on=on), "user"),
    ),
    "letters": ("moderator", lambda on: set(holders_of("moderator", on=on))),
}  # fmt: skip


@pytest.mark.behaviour("N2")
@pytest.mark.parametrize("name", LISTS)
def test_nobody_is_offered_after_the_last_day_of_their_role(name: str) -> None:
    role, people_on = LISTS[name]
    person = RoleAssignmentFactory(role=role, valid_until=DAY).user
    gone = RoleAssignmentFactory(role=role, valid_until=TOMORROW, user__is_active=False).user
    citizen = UserFactory(roles=["participant"])
    today = people_on(DAY)
    assert person in today
    assert today.isdisjoint({gone, citizen})
    assert person not in people_on(TOMORROW)


@pytest.mark.parametrize("kind", ["measure", "topic", "event"])
def test_who_was_chosen_stays_until_somebody_else_is(kind: str) -> None:
    """Otherwise whoever corrects a word would take them away without knowing."""
    person = RoleAssignmentFactory(role="editor", valid_until=DAY).user
    if kind == "measure":
        measure = MeasureFactory(responsible=person)
        form: Any = MeasureForm(instance=measure, by=office(), on=TOMORROW)
    elif kind == "topic":
        topic = TopicFactory(responsible=person)
        form = TopicForm(instance=topic, forum=topic.forum, on=TOMORROW)
    else:
        form = EventForm(instance=EventFactory(responsible=person), on=TOMORROW)
    assert person in offered(form)
