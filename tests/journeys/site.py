"""The whole product for the journeys: prepared and started by the very commands of make run."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings

from scripts.with_services import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180
# Each parallel test process has a county of its own.
PROCESS = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@dataclass(frozen=True)
class Product:
    address: str
    environment: dict[str, str]


def database_url(folder: Path) -> str:
    """A database of its own on the server the tests use, so that journeys meet nobody else's rows."""
    if not settings.DATABASE_URL.startswith("postgres"):
        return f"sqlite:///{folder / 'journeys.sqlite3'}"
    server, _, _name = settings.DATABASE_URL.rpartition("/")
    name = f"journeys_{PROCESS}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


def environment(folder: Path, port: int, *, is_alone: bool) -> dict[str, str]:
    product = {
        "DJANGO_SETTINGS_MODULE": "smartregion.settings",
        "SMARTREGION_DEMO": "1",
        # Printing keeps both cores busy for minutes, and a walk orders a report itself.
        "DEMO_REPORTS": "0",
        "VAR_DIR": str(folder),
        "DATABASE_URL": database_url(folder) if is_alone else f"sqlite:///{folder / 'x.sqlite3'}",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    if not is_alone:
        product["REDIS_URL"] = ""
    elif settings.REDIS_URL:
        product["REDIS_URL"] = settings.REDIS_URL.rpartition("/")[0] + f"/{40 + PROCESS}"
    return {**os.environ, **product}


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with closing(connection), suppress(OSError):
        connection.request("GET", "/healthz")
        with connection.getresponse() as answer:
            return answer.status == 200
    return False


@contextmanager
def running_product(folder: Path, *, is_alone: bool = True) -> Iterator[Product]:
    """The demo county with web server, worker and scheduler; beside another one, on SQLite and files."""
    port = free_port()
    variables = environment(folder, port, is_alone=is_alone)
    with product_process(
        port, variables, folder / "product.log", ["prepare", "--fill", "load_demo"]
    ):
        yield Product(f"http://127.0.0.1:{port}", variables)


@contextmanager
def product_process(
    port: int, variables: dict[str, str], log: Path, *commands: Sequence[str]
) -> Iterator[None]:
    """A product that answers at this port, after these commands of ``manage.py``; it ends with the block."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    with log.open("wb") as output:
        same = {"cwd": ROOT, "env": variables, "stdout": output, "stderr": subprocess.STDOUT}
        for command in commands:
            subprocess.run([*manage, *command], check=True, **same)
        process = subprocess.Popen(
            [*manage, "run_all", "--port", str(port), "--stop-with-parent"],
            start_new_session=True,
            **same,
        )
        try:
            deadline = time.monotonic() + START_SECONDS
            while not answers(port):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"The product did not start:\n{log.read_text()}")
                time.sleep(0.2)
            yield
        finally:
            process.terminate()
            process.wait(30)


def path_of(url: str) -> str:
    return urlsplit(url).path
