"""What stands in the broker is data, never a program; and not everybody reaches it."""

import base64
import json
import pickle

import pytest
from django.core.exceptions import ImproperlyConfigured
from kombu import serialization
from kombu.exceptions import ContentDisallowed

from smartregion.celery import app
from smartregion.environment import refuse_open_redis
from tests.security.operation import run

pytestmark = pytest.mark.behaviour("P26")


class Deed:
    """Unpickled it would write a file."""

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return (open, ("/dev/null", "w"))


@pytest.mark.parametrize("kind", ["pickle", "application/x-python-serialize", "yaml", "msgpack"])
def test_only_json_is_read_from_the_broker(kind: str) -> None:
    assert app.conf.accept_content == ["json"]
    assert (app.conf.task_serializer, app.conf.event_serializer) == ("json", "json")
    message = pickle.dumps(Deed())
    with pytest.raises(ContentDisallowed):
        serialization.loads(message, kind, "binary", accept=app.conf.accept_content)


def test_words_are_written_as_json() -> None:
    kind, _encoding, body = serialization.dumps([[7], {}, {}], app.conf.task_serializer)
    assert kind == "application/json"
    assert json.loads(body) == [[7], {}, {}]
    assert base64.b64encode(pickle.dumps(7)).decode() not in body


def test_no_outcome_of_a_task_is_kept() -> None:
    """What a result backend holds would be read back; there is none."""
    assert app.conf.task_ignore_result
    assert app.conf.result_backend in (None, "disabled", "disabled://")


OPEN = [
    "redis://redis:6379/0",
    "redis://user@redis:6379/0",
    "rediss://10.0.0.7/0",
    "redis://:@redis/0",
]
GUARDED = [
    "redis://:word@redis:6379/0", "rediss://user:word@redis/0", "redis://localhost:6379/0", "redis://127.0.0.1/1",
    "redis://[::1]:6379/0", "unix:///run/redis/redis.sock?db=1",
]  # fmt: skip


@pytest.mark.parametrize("url", OPEN)
def test_redis_without_a_password_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL must have a password"):
        refuse_open_redis(url)


@pytest.mark.slow
def test_nothing_starts_with_such_a_redis() -> None:
    """A process of its own, with the environment of real operation: the web server and the worker read the same."""
    done = run("-c", "import smartregion.settings", REDIS_URL=OPEN[0])
    assert done.returncode != 0
    assert "REDIS_URL must have a password" in done.stderr
    assert run("-c", "import smartregion.settings").returncode == 0


@pytest.mark.parametrize("url", GUARDED)
def test_guarded_redis_is_taken(url: str) -> None:
    refuse_open_redis(url)
