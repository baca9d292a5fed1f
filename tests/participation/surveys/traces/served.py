"""The product as it is served; some answers make it fail, and a leak can be planted (``PLANTED``)."""

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.signals import connection_created

from smartregion.wsgi import application as product  # isort: skip (sets Django up)
from django.conf import settings
from django.core.cache import cache

from participation.surveys.models import Survey
from smartregion.core import audit

# Said in an answer, these words break the statement that stores it.
UNREADABLE, BROKEN = "unlesbar", "zerbrochen"
PLANTED = os.environ.get("PLANTED", "")


def around_statement(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if "INTO participation_response" in sql:
        # Psycopg wraps documents, and shows only their beginning.
        said = " ".join(str(getattr(each, "obj", each)) for each in params)
        if UNREADABLE in said:
            # PostgreSQL quotes in its refusal what it cannot read.
            return execute("SELECT %s::int", [said], many, context)
        if BROKEN in said:
            raise RuntimeError(said)
    return execute(sql, params, many, context)


def watch(connection: Any, **_signal: Any) -> None:
    connection.execute_wrappers.append(around_statement)


connection_created.connect(watch)


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    response: Iterable[bytes] = product(environ, start_response)
    match PLANTED:
        case "log":
            sys.stderr.write(f"{environ['REMOTE_ADDR']} {environ.get('HTTP_USER_AGENT')}\n")
        case "file":
            Path(settings.VAR_DIR, "seen").write_text(environ["HTTP_REFERER"])
        case "temporary file":
            with tempfile.NamedTemporaryFile("w", prefix="seen", delete=False) as file:
                file.write(environ["HTTP_ACCEPT_LANGUAGE"])
        case "cache":
            cache.set("visitors", [environ.get("HTTP_X_FORWARDED_FOR")])
        case "database":
            seen = {"from": environ.get("HTTP_REFERER")}
            audit.record(by=None, verb="seen", subject=Survey.objects.get(), changes=seen)
    return response
