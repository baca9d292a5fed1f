"""What comes with a code is let in by packets: nobody lays a code that went beside a value that came.

The attacker keeps the list of codes, checks it as often as they like, and looks at everything the product counts or
hands out. The control: in a survey open to all, each answer is seen as it comes.
"""

from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from participation.surveys import actions, queries
from participation.surveys.actions.arrival import forget_arrival
from participation.surveys.actions.passing import add_passages
from participation.surveys.models import Quota, QuotaCount, Response, Survey, SurveyVersion
from participation.surveys.passages import SHOWN, Passage
from participation.surveys.queries.counting import count_results
from participation.surveys.queries.filters import Filter
from participation.surveys.queries.table import data_state, response_table, waiting_in
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.surveys import both, published, question, respond, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("noon")]

LEAST = 10


def survey_of(mode: Survey.Mode) -> SurveyVersion:
    return published([question("number", "n"), question("long_text", "txt")], mode=mode)


@pytest.fixture
def version() -> SurveyVersion:
    return survey_of(Survey.Mode.CODE)


def answered(version: SurveyVersion, people: int, on: date = DAY) -> None:
    first = Response.objects.count()
    for n in range(first, first + people):
        respond(version, {"n": n, "txt": f"Wort {n}"}, submitted_on=on)


def day_after(survey: Survey) -> date:
    return timezone.localdate(survey.closes_at) + timedelta(days=1)


def seen(survey: Survey) -> dict[bytes, int]:
    """Whose answers stand where somebody may look, with the day they are told to be from."""
    table = response_table(survey)
    # numpy cuts trailing zero bytes off.
    ids = [each.ljust(16, b"\0") for each in table.ids]
    written = {text.response.bytes for text in queries.corpus_of(survey, "txt").texts}
    assert written == set(ids)
    assert count_results(survey, Filter(), language="de").responses == len(written)
    return dict(zip(ids, table.day.values.tolist(), strict=True))


@pytest.mark.behaviour("P28", "Q13")
@pytest.mark.parametrize(
    ("mode", "fewest"), [(Survey.Mode.CODE, LEAST), (Survey.Mode.OPEN, 1)], ids=["code", "control"]
)
def test_between_two_looks_come_ten_people_or_nobody(mode: Survey.Mode, fewest: int) -> None:
    survey = (version := survey_of(mode)).survey
    looks = [seen(survey)]
    days = [DAY + timedelta(days=n // 7) for n in range(47)] + [day_after(survey)]
    for on in days:
        if on != days[-1]:
            answered(version, 1, on)
        forget_arrival(on=on)
        looks.append(seen(survey))
    came = [set(later) - set(before) for before, later in pairwise(looks)]
    assert min(len(each) for each in came if each) == fewest
    assert len(looks[-1]) == 47
    # Who was seen once stays, and under the same day: a packet has one.
    assert all(before.items() <= later.items() for before, later in pairwise(looks))
    if mode == Survey.Mode.CODE:
        assert all(len({looks[-1][each] for each in packet}) == 1 for packet in came if packet)


def test_ten_stay_behind_until_the_day_after_the_end(version: SurveyVersion) -> None:
    survey = version.survey
    answered(version, 2 * LEAST - 1)
    forget_arrival(on=DAY)
    assert (len(seen(survey)), waiting_in(survey)) == (0, 19)
    answered(version, 1)
    forget_arrival(on=DAY)
    assert (len(seen(survey)), waiting_in(survey)) == (10, 10)
    # Who began in time may still send for a while after the end.
    forget_arrival(on=timezone.localdate(survey.closes_at))
    assert waiting_in(survey) == 10
    forget_arrival(on=day_after(survey))
    assert (len(seen(survey)), waiting_in(survey)) == (20, 0)


def test_a_few_people_are_counted_in_the_end(version: SurveyVersion) -> None:
    answered(version, 3)
    forget_arrival(on=day_after(version.survey))
    assert len(seen(version.survey)) == 3


def test_packing_and_building_anew_let_nobody_in(version: SurveyVersion) -> None:
    survey = version.survey
    answered(version, LEAST + 5)
    assert actions.pack_answers(survey=survey) == 0
    assert actions.rebuild_columns(survey=survey) == 0
    answered(version, LEAST)
    assert actions.pack_answers(survey=survey) == 15
    assert actions.rebuild_columns(survey=survey) == 15
    assert (len(seen(survey)), waiting_in(survey)) == (15, 10)


def test_what_came_on_paper_counts_at_once(version: SurveyVersion) -> None:
    respond(version, {"n": 1, "txt": "Papier"}, origin=Response.Origin.PAPER)
    answered(version, 1)
    assert len(seen(version.survey)) == 1
    assert data_state(version.survey).responses == 1


def test_waiting_answers_can_be_taken_back(version: SurveyVersion) -> None:
    answered(version, 2)
    actions.withdraw_response(response=Response.objects.first(), at=timezone.now())  # type: ignore[arg-type]
    assert waiting_in(version.survey) == 1
    forget_arrival(on=day_after(version.survey))
    assert len(seen(version.survey)) == 1


@pytest.mark.behaviour("P28")
@pytest.mark.parametrize(
    ("page", "words", "shown"),
    [
        ("passages", "Am Tag nach dem Ende", "Seite für Seite"),
        ("quotas", "steht am Tag nach dem Ende hier", "1 von 3"),
    ],
)
def test_what_moves_with_each_answer_is_shown_in_the_end(
    client_as: ClientAs, analyst: User, page: str, words: str, shown: str
) -> None:
    survey = survey_with(question("number", "n"), mode=Survey.Mode.CODE)
    young = {"question": "n", "op": "less", "value": 30}
    Quota.objects.create(
        survey=survey, code="q", title="Junge", text=both("Genug."), condition=young, limit=3
    )
    version = actions.publish_survey(survey=survey, by=None, at=NOON)
    QuotaCount.objects.update(taken=1)
    add_passages(counts={Passage(version.pk, 0, "phone", SHOWN): 7})
    url = reverse(f"surveys:{page}", args=[survey.slug])
    running = client_as(analyst).get(url).content.decode()
    assert words in running
    assert shown not in running
    with time_machine.travel(survey.closes_at + timedelta(days=1), tick=False):
        over = client_as(analyst).get(url).content.decode()
    assert words not in over
    assert shown in over


def test_the_page_says_who_waits_and_why(
    client_as: ClientAs, analyst: User, version: SurveyVersion
) -> None:
    url = reverse("surveys:results", args=[version.survey.slug])
    answered(version, 12)
    page = client_as(analyst).get(url).content.decode()
    assert "12 Antworten warten noch" in page
    assert "Noch keine Zahlen" in page
    releases = reverse("surveys:releases", args=[version.survey.slug])
    assert "12 Antworten warten noch" in client_as(analyst).get(releases).content.decode()
    answered(version, LEAST)
    forget_arrival(on=DAY)
    page = client_as(analyst).get(url).content.decode()
    assert "10 Antworten warten noch" in page
    assert "Noch keine Zahlen" not in page
    forget_arrival(on=day_after(version.survey))
    assert "warten noch" not in client_as(analyst).get(url).content.decode()
