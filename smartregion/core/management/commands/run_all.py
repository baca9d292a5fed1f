"""One terminal, the whole product: web server, Celery worker and scheduler, until Ctrl-C."""

import argparse
import fcntl
import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from smartregion.core.supervisor import Service, Supervisor

READY_SECONDS = 60


class Command(BaseCommand):
    help = (
        "Starts web server, worker and scheduler, restarts what dies, stops everything on Ctrl-C."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--announce", metavar="COMMAND", help="management command to run when all is ready"
        )
        parser.add_argument(
            "--stop-with-parent", action="store_true", help="stop when the calling process is gone"
        )

    def handle(
        self, *, host: str, port: int, announce: str, stop_with_parent: bool, **_options: Any
    ) -> None:
        refuse_taken_port(host, port)
        supervisor = Supervisor(services(host, port), say=self.say)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: supervisor.ask_to_stop())
        parent = os.getppid()
        started, announced = time.monotonic(), False
        with known_to_be_running(), supervisor:
            while not supervisor.stopping:
                supervisor.look_after()
                if not announced and is_ready(host, port):
                    announced = True
                    self.welcome(host, port, announce)
                if not announced and time.monotonic() - started > READY_SECONDS:
                    raise CommandError(
                        f"Nothing answered at {address(host, port)} within {READY_SECONDS} seconds."
                    )
                if stop_with_parent and os.getppid() != parent:
                    supervisor.ask_to_stop()
                supervisor.wait(0.3)
            self.say("Stopping …")
        self.say("Stopped.")

    def welcome(self, host: str, port: int, announce: str) -> None:
        self.say(f"\nSmartRegion is ready: {self.style.SUCCESS(address(host, port))}")
        if announce:
            call_command(announce, stdout=self.stdout)
        self.say("Stop with Ctrl-C.\n")

    def say(self, text: str) -> None:
        with suppress(OSError):  # the terminal may be gone while we are still tidying up
            self.stdout.write(text)
            self.stdout.flush()


def services(host: str, port: int) -> list[Service]:
    bind = ["--bind", f"{host}:{port}"]
    quiet = ["--loglevel", "warning"]
    web = [*python("gunicorn"), "smartregion.wsgi:application", *bind, "--workers", "2"]
    # 5,000 letters take 20 seconds, and more on a machine that does other things, too.
    patience = ["--timeout", "180"]
    celery = [*python("celery"), "-A", "smartregion", "--quiet"]
    worker = [*celery, "worker", *quiet, "--queues", "short,reports", "--concurrency", "1"]
    scheduler = [*celery, "beat", *quiet, "--schedule", schedule_file(), "--pidfile="]
    return [
        # Its warnings name the address of whoever sent something unreadable.
        Service("web", [*web, "--log-level", "error", "--graceful-timeout", "5", *patience]),
        # With one worker there are no others to gossip with. While it prints a report, pages come first.
        Service("worker", [*worker, "--without-mingle", "--without-gossip"], niceness=10),
        Service("scheduler", scheduler),
    ]


def python(module: str) -> list[str]:
    # Celery warns root at length; who tries the demo in a container is root, and that is fine.
    ignored = "ignore:You're running the worker with superuser privileges"
    return [sys.executable, "-W", ignored, "-m", module]


def schedule_file() -> str:
    return str(settings.VAR_DIR / "schedule")


@contextmanager
def known_to_be_running() -> Iterator[None]:
    """Holds the lock that make demo-reset asks for, so nobody deletes the data of a running product."""
    with (settings.VAR_DIR / "running.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def reachable(host: str) -> str:
    return "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 (a comparison)


def address(host: str, port: int) -> str:
    return f"http://{reachable(host)}:{port}/"


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error.strerror}). "
                f"Stop the other program or choose another port: make run PORT={port + 1}"
            ) from error


def is_ready(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(reachable(host), port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
