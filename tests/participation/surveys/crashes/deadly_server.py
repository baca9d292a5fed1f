"""The product as it is served, with a knife: now and then the process kills itself at a named point.

``DEADLY_POINT`` says where, ``DEADLY_MARKS`` names the file that gets one byte for each death. Nothing of
this is in the product: the points are reached from outside, around what the product calls anyway.

    received          the request has arrived, nothing was done
    before_insert     the answers are judged, the statement is not sent
    after_insert      the statement is done; in code mode the transaction is still open
    before_commit     only in code mode: code used, answers written, nothing is lasting yet
    after_commit      everything is lasting, the person has no answer yet
    half_sent         the receipt is on its way and breaks off
"""

import os
import random
import signal
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.backends.signals import connection_created
from django.test import Client
from django.urls import reverse

from smartregion.wsgi import application as product  # isort: skip (sets Django up)
from participation.surveys import actions
from participation.surveys.models import Survey

POINTS = (
    "received", "before_insert", "after_insert", "before_commit", "after_commit", "half_sent",
)  # fmt: skip
# One in so many requests that reach the point dies there.
ONE_IN = 16
POINT = os.environ["DEADLY_POINT"]
MARKS = os.open(os.environ["DEADLY_MARKS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
# What the tests must find, so that they can be believed: "double" or "lose".
FLAW = os.environ.get("DEADLY_FLAW", "")
_dice = random.SystemRandom()
_request = threading.local()


def reached(point: str) -> None:
    if point == POINT and getattr(_request, "is_submit", False) and _dice.randrange(ONE_IN) == 0:
        os.write(MARKS, b"x")
        os.kill(os.getpid(), signal.SIGKILL)


def around_statement(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    is_insert = "INTO participation_response" in sql
    if is_insert:
        reached("before_insert")
    done = execute(sql, params, many, context)
    if is_insert:
        reached("after_insert")
    return done


def watch(connection: DatabaseWrapper, **_signal: Any) -> None:
    connection.execute_wrappers.append(around_statement)


def around_commit(commit: Callable[[DatabaseWrapper], None]) -> Callable[[DatabaseWrapper], None]:
    def committed(connection: DatabaseWrapper) -> None:
        reached("before_commit")
        commit(connection)

    return committed


connection_created.connect(watch)
DatabaseWrapper._commit = around_commit(DatabaseWrapper._commit)


def application(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
    _request.is_submit = environ["REQUEST_METHOD"] == "POST"
    reached("received")
    answer = product(environ, start_response)
    reached("after_commit")
    body = b"".join(answer)
    yield body[: len(body) // 2]
    reached("half_sent")
    yield body[len(body) // 2 :]


# -- the controls ----------------------------------------------------------------------------------
def flawed(submit: Callable[..., bool]) -> Callable[..., bool]:
    """What a careless programmer could have written instead."""

    def double(*, nonce: uuid.UUID, **rest: Any) -> bool:
        return submit(nonce=uuid.uuid4(), **rest)

    def lose(**everything: Any) -> bool:
        threading.Timer(0.05, submit, kwargs=everything).start()
        return True

    return {"double": double, "lose": lose}[FLAW]


if FLAW:
    import smartregion.urls  # noqa: F401 - so that all views are there

    careful = actions.submit_response
    for module in list(sys.modules.values()):
        if getattr(module, "submit_response", None) is careful:
            module.submit_response = flawed(careful)


def warm_up() -> None:
    """Load addresses and templates before the processes part, so that a new one works at once."""
    visitor = Client()
    for survey in Survey.objects.published():
        visitor.post(reverse("surveys:answer", args=[survey.slug]), {"step": "start"})
    for used in connections.all():
        # What several processes inherit answers none of them.
        used.close()
        used.close_pool()


warm_up()
