"""Faults that quote what they could not deal with, as real ones do."""

import json
import smtplib
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest import mock

import redis
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from kombu.exceptions import OperationalError

from smartregion.celery import app
from smartregion.core.rediscache import RedisCache

WRITES = ("INSERT", "UPDATE")
Fault = Callable[[], AbstractContextManager[None]]


@contextmanager
def _on_writing(answer: Callable[..., Any]) -> Iterator[None]:
    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().startswith(WRITES) and "django_session" not in sql:
            return answer(execute, str(params), many, context)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield


def database() -> AbstractContextManager[None]:
    """PostgreSQL quotes in its refusal what it cannot read."""
    return _on_writing(lambda execute, said, many, context: execute("SELECT %s::int", [said], False, context))  # fmt: skip


def program() -> AbstractContextManager[None]:
    """A mistake of ours, with everything in its words."""

    def fail(_execute: Any, said: str, _many: bool, _context: Any) -> None:
        raise RuntimeError(said)

    return _on_writing(fail)


def _refuse(kind: type[Exception]) -> Callable[..., Any]:
    def refuse(*args: Any, **options: Any) -> Any:
        raise kind(f"could not do {args} {options}")

    return refuse


@contextmanager
def cache() -> Iterator[None]:
    """Redis is away, and the client tells what it wanted to say to it; asked anew in each form."""
    with (
        mock.patch.object(RedisCache, "_ask_again_at", 0.0),
        mock.patch.object(redis.Redis, "execute_command", _refuse(redis.ConnectionError)),
    ):
        yield


@contextmanager
def broker() -> Iterator[None]:
    with mock.patch.object(app, "send_task", _refuse(OperationalError)):
        yield


class RefusingBackend(BaseEmailBackend):
    """A mail server that sends the whole letter back in its refusal."""

    def send_messages(self, messages: Any) -> int:
        [message] = messages
        said = f"{message.to} {message.subject} {message.body}".encode()
        raise smtplib.SMTPDataError(554, said)


@contextmanager
def disk() -> Iterator[None]:
    """No space is left, in the middle of a file about somebody."""
    with mock.patch.object(zipfile.ZipFile, "writestr", _refuse(OSError)):
        yield


@contextmanager
def serialising() -> Iterator[None]:
    with mock.patch.object(json, "dumps", _refuse(TypeError)):
        yield


IN_FORMS: dict[str, Fault] = {"database": database, "program": program, "cache": cache, "broker": broker}  # fmt: skip
