"""No word of a visitor becomes part of a statement, an order or a path into the data."""

import ast
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from smartregion.accounts.models import User
from tests.architecture.access import ACCESS
from tests.architecture.access.table import PEOPLE
from tests.security.corpora import lines_of

pytestmark = pytest.mark.behaviour("P4")
ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("smartregion", "strategy", "participation", "measures")
FORBIDDEN = {"raw", "extra", "RawSQL"}
EXECUTING = {"execute", "executemany"}
# Statements put together from names of our own models, which no request can choose.
OUR_OWN_NAMES = {
    "participation/surveys/actions/arrival.py": 4,
    "participation/surveys/actions/passing.py": 1,
    "smartregion/core/backups/restoring.py": 3,
    "smartregion/core/backups/rows.py": 1,
    # The table of the cache, by its name in the settings.
    "smartregion/core/dbcache.py": 2,
}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def called(call: ast.Call) -> str:
    what = call.func
    return what.attr if isinstance(what, ast.Attribute) else getattr(what, "id", "")


def is_fixed(statement: ast.expr) -> bool:
    """A text that stands in the source, or a constant of the module, written in capitals."""
    return isinstance(statement, ast.Constant) or (
        isinstance(statement, ast.Name) and statement.id.isupper()
    )


def raw_ways(tree: ast.Module) -> list[int]:
    return [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) in FORBIDDEN]


def put_together(tree: ast.Module) -> list[int]:
    calls = [
        n for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) in EXECUTING and n.args
    ]
    return [call.lineno for call in calls if not is_fixed(call.args[0])]


def test_no_statement_is_written_by_hand() -> None:
    assert {name: found for name, tree in sources() if (found := raw_ways(tree))} == {}


def test_no_statement_is_put_together_but_of_our_own_names() -> None:
    found = {name: len(lines) for name, tree in sources() if (lines := put_together(tree))}
    assert found == OUR_OWN_NAMES


@pytest.mark.parametrize(
    "code",
    [
        "Post.objects.raw(f'select {x}')", "q.extra(where=[x])", "RawSQL(x, [])",
    ],
)  # fmt: skip
def test_the_reader_of_these_tests_sees_raw_ways(code: str) -> None:
    assert raw_ways(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "c.execute(f'select {x}')",
        "c.execute('a' + x)",
        "c.execute('%s' % x)",
        "c.executemany(x, [])",
    ],
)
def test_the_reader_of_these_tests_sees_statements(code: str) -> None:
    assert put_together(ast.parse(code))


# -- asking ----------------------------------------------------------------------------------------
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WORDS = lines_of("sql.txt")
LISTS = sorted(name for name, row in ACCESS.items() if not row.post)
# Asked of every address, also where no form shows them.
USUAL = (
    "q",
    "sort",
    "order",
    "page",
    "per_page",
    "token",
    "code",
    "key",
    "field",
    "state",
    "format",
    "ziel",
)


class Names(HTMLParser):
    """The names of all that a page lets people fill in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("name")
        if tag in ("input", "select", "button", "textarea") and name:
            self.found.add(name)


def asked(client: Client, url: str) -> tuple[int, str]:
    with transaction.atomic():
        response = client.get(url)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    return response.status_code, body.decode(errors="replace")


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.usefixtures("county")
@pytest.mark.parametrize("name", LISTS)
def test_no_word_breaks_a_statement(name: str) -> None:
    """Every name of every form, with every word, at the address itself; nothing may fail in the database."""
    row = ACCESS[name]
    email = next(PEOPLE[role] for role in PEOPLE if role in row.allowed)
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(email=email), backend=BACKEND)
    with transaction.atomic():
        url = reverse(name, kwargs=row.where())
        transaction.set_rollback(True)
    reader = Names()
    reader.feed(asked(client, url + row.query)[1])
    names = sorted({*USUAL, *reader.found} - {"csrfmiddlewaretoken"})
    for word in WORDS:
        query = "&".join(f"{each}={word}" for each in names)
        status, body = asked(client, f"{url}?{query}")
        assert status < 500
        assert "syntax error" not in body
