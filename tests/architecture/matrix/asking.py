"""One cell of the matrix: somebody asks an address in some way, and what they do is taken back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction
from django.http import HttpResponse
from django.template.base import Template
from django.test import Client
from django.utils.safestring import SafeString

from smartregion.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOGIN = "/konto/login/"
WRITE = re.compile(
    r'^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE
)
# Sessions and limits come with every request; who took which file along is noted; attempts are, too.
HARMLESS = frozenset({"django_session", "core_cache", "core_auditentry"})
REFUSED = frozenset({403, 404, 405, 410})


@dataclass(frozen=True)
class Answer:
    status: int
    to_login: bool
    wrote: frozenset[str]

    @property
    def is_refusal(self) -> bool:
        return self.to_login or self.status in REFUSED

    def __str__(self) -> str:
        what = "login" if self.to_login else str(self.status)
        return f"{what}, wrote {sorted(self.wrote)}" if self.wrote else what


class Askers:
    """Everybody who asks, signed in once; what was asked is counted."""

    def __init__(self, people: dict[str, User | None]) -> None:
        self.browsers = {role: browser_of(user) for role, user in people.items()}
        self.with_csrf = {role: browser_of(user, checked=True) for role, user in people.items()}
        self.asked: dict[str, int] = {}
        self.methods: set[str] = set()
        self.refused = 0

    def ask(self, role: str, method: str, url: str, sent: Any = None, *, kind: str) -> Answer:
        """``kind`` tells under which heading the cell is counted."""
        found = asked(self.browsers[role], method, url, sent)
        self.methods.add(method)
        self._count(found, kind)
        return found

    def ask_without_token(self, role: str, url: str, sent: Any, *, kind: str) -> Answer:
        """A POST that another site could make this person's browser send."""
        found = asked(self.with_csrf[role], "POST", url, sent)
        self._count(found, kind)
        return found

    def _count(self, answer: Answer, kind: str) -> None:
        self.asked[kind] = self.asked.get(kind, 0) + 1
        self.refused += answer.is_refusal


def browser_of(user: User | None, *, checked: bool = False) -> Client:
    browser = Client(raise_request_exception=False, enforce_csrf_checks=checked)
    if user is not None:
        browser.force_login(user, backend=BACKEND)
    return browser


def asked(browser: Client, method: str, url: str, sent: Any = None) -> Answer:
    with transaction.atomic(), undrawn(), writes() as wrote:
        response = _sent(browser, method, url, sent)
        transaction.set_rollback(True)
    if response.status_code == 500:
        # Some read again what they have drawn: then it counts what a whole page would have said.
        with transaction.atomic(), writes() as wrote:
            response = _sent(browser, method, url, sent)
            transaction.set_rollback(True)
    return Answer(response.status_code, leads_to_login(response), frozenset(wrote - HARMLESS))


def _sent(browser: Client, method: str, url: str, sent: Any) -> HttpResponse:
    # Each asks as if it were their first request: messages and drafts are not carried along.
    session = browser.cookies.get("session")
    browser.cookies.clear()
    if session is not None:
        browser.cookies["session"] = session
    call = getattr(browser, method.lower())
    response = call(url, sent or {}) if method == "POST" else call(url)
    if response.streaming:
        b"".join(response.streaming_content)
    return response


def leads_to_login(response: HttpResponse) -> bool:
    where = response.headers.get("Location", "")
    return response.status_code == 302 and where.startswith(LOGIN) and "next=" in where


@contextmanager
def undrawn() -> Iterator[None]:
    """Whether somebody is let in is decided before a page is drawn, which takes most of the time."""
    with patch.object(Template, "render", lambda _self, _context: SafeString("")):
        yield


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that are written to meanwhile."""
    tables: set[str] = set()

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITE.match(sql):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield tables
