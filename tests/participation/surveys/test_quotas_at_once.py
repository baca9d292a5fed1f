"""Quotas are exact however many people send in the same moment."""

import time
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import F

from participation.surveys import actions
from participation.surveys.models import QuotaCount, Response, SurveyVersion
from tests.participation.surveys.test_quotas import (
    YOUNG,
    draft,
    publish,
    quota,
    submit,
    taken,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


PEOPLE, PLACES = 50, 20


def together(deed: Callable[[], bool]) -> Counter[bool]:
    """Fifty people do it at the same moment; how many were stored and how many refused."""
    start = Barrier(PEOPLE)

    def one(_number: int) -> bool:
        try:
            start.wait(timeout=60)
            return deed()
        except actions.QuotaFull:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return Counter(pool.map(one, range(PEOPLE)))


def with_places() -> SurveyVersion:
    survey = draft()
    quota(survey, "young", YOUNG, PLACES)
    quota(survey, "all", {"any": [YOUNG, {"question": "age", "op": "is", "value": "old"}]}, 1000)
    return publish(survey)


@pytest.mark.behaviour("Q5")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_fifty_people_at_once_fill_a_quota_exactly() -> None:
    version = with_places()
    assert together(lambda: submit(version)) == {True: PLACES, False: PEOPLE - PLACES}
    assert (taken(), taken("all"), Response.objects.count()) == (PLACES, PLACES, PLACES)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_looking_before_counting_would_let_too_many_in() -> None:
    """The control: the same crowd, and a count that is read first and raised afterwards."""
    version = with_places()

    def careless() -> bool:
        row = QuotaCount.objects.get(survey=version.survey, code="young")
        if row.taken >= PLACES:
            return False
        # Long enough that somebody else looks, too, however busy the machine is.
        time.sleep(0.2)
        QuotaCount.objects.filter(pk=row.pk).update(taken=F("taken") + 1)
        return True

    QuotaCount.objects.update(taken=PLACES - 1)
    assert together(careless)[True] > 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_take_one_place() -> None:
    version, nonce = with_places(), uuid.uuid4()
    assert together(lambda: submit(version, nonce=nonce))[True] == 1
    assert (taken(), Response.objects.count()) == (1, 1)
