"""The load that the benchmark sends: whole ways through a survey, some of them sent twice.

How fast it goes is measured there (``make bench``), never here.
"""

import pytest
from django.test import Client

from benchmarks.survey import begun, whole_ways
from participation.surveys.models import Response
from tests.factories.dates import NOON
from tests.factories.surveys import published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def send(raw: bytes) -> int:
    """A request as it stands on the wire."""
    head, _empty, body = raw.partition(b"\r\n\r\n")
    path = head.split()[1].decode()
    kind = "application/x-www-form-urlencoded"
    return Client().post(path, body, content_type=kind).status_code


@pytest.mark.behaviour("Q35")
def test_of_whole_ways_sent_page_by_page_nothing_is_lost_or_doubled() -> None:
    matrix = question("matrix", "m")
    version = published(question("single", "s"), matrix, question("multiple", "x"))
    said = {"s": "a", "m": {"r1": "b", "r2": None}, "x": ["a", "c"]}
    respond(version, said, origin=Response.Origin.EXAMPLE, submitted_on=NOON.date())
    people = [begun(version) for _person in range(12)]
    sent = [send(raw) for raw in whole_ways(version, people)]
    # Three pages each; the first and the eleventh send the last page twice.
    assert sent == [200] * (12 * 3 + 2)
    stored = Response.objects.filter(pk__in=[state.nonce for state in people])
    assert [response.answers for response in stored] == [said] * 12
    assert Response.objects.count() == 12 + 1
