"""Pages as people get them, and what they cost."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def page_of(client: Client, url: str) -> str:
    """The source of a page that is there."""
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def queries_of(deed: Callable[[], object]) -> int:
    """How often a deed asks the database: the same for one row as for three hundred."""
    with CaptureQueriesContext(connection) as asked:
        deed()
    return len(asked)
