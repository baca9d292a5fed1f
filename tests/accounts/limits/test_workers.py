"""Limits counted over four worker processes on a real Redis, and what holds while it is away."""

import re
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import redis
import requests
from django.core.cache import cache

from scripts.with_services import free_port
from smartregion.core.supervisor import die_with_supervisor
from tests.factories.accounts import PASSWORD, UserFactory
from tests.plugins.servers import WebServers

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TOO_MANY = "Zu viele vergebliche Anmeldungen"
WORKERS, AT_ONCE = "4", 24


class OwnRedis:
    """A Redis of this test alone, so that it may go away."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--save", "", "--appendonly", "no"],
            stdout=subprocess.DEVNULL, preexec_fn=die_with_supervisor,
        )  # fmt: skip
        client = redis.Redis(port=self.port)
        for _attempt in range(100):
            try:
                client.ping()
                return
            except redis.ConnectionError:
                time.sleep(0.05)
        raise AssertionError("Redis did not start")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


class Site:
    """The product behind its address, as somebody without a browser meets it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def send(self, path: str, **data: str) -> requests.Response:
        browser = requests.Session()
        form = browser.get(self.address + path, timeout=30)
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.text)
        assert found, form.text
        sent = {"csrfmiddlewaretoken": found[1], **data}
        return browser.post(
            self.address + path, data=sent, headers={"Referer": self.address}, timeout=60,
            allow_redirects=False,
        )  # fmt: skip

    def send_together(self, times: int, path: str, **data: str) -> list[requests.Response]:
        with ThreadPoolExecutor(times) as people:
            return [
                each.result()
                for each in [people.submit(self.send, path, **data) for _ in range(times)]
            ]


@pytest.fixture
def own_redis() -> Iterator[OwnRedis]:
    started = OwnRedis()
    yield started
    started.kill()


@pytest.fixture
def site(
    transactional_db: None, tmp_path: Path, own_redis: OwnRedis
) -> Iterator[Callable[..., Site]]:
    servers = WebServers(tmp_path / "web.log")
    cache.clear()

    def start(**environment: str) -> Site:
        port = free_port()
        servers.start(
            "granian", "--interface", "wsgi", "--workers", WORKERS, "--host", "127.0.0.1",
            "--port", str(port), "smartregion.wsgi:application", port=port,
            REDIS_URL=f"redis://127.0.0.1:{own_redis.port}/0", **environment,
        )  # fmt: skip
        return Site(f"http://127.0.0.1:{port}")

    yield start
    servers.kill()


def looked_at(answers: list[requests.Response]) -> int:
    """In how many of these tries the password was looked at."""
    return sum(TOO_MANY not in answer.text and answer.status_code == 200 for answer in answers)


@pytest.mark.behaviour("X24")
def test_five_wrong_passwords_for_an_account_over_four_workers(site, say):
    user = UserFactory()
    answers = site().send_together(AT_ONCE, "/konto/login/", login=user.email, password="falsch")
    say(f"Four workers: {AT_ONCE} wrong passwords at once, {looked_at(answers)} looked at")
    assert looked_at(answers) == 5


@pytest.mark.behaviour("X24")
def test_three_letters_an_hour_to_reset_a_password_over_four_workers(site, say):
    user = UserFactory()
    answers = site().send_together(AT_ONCE // 2, "/konto/password/reset/", email=user.email)
    accepted = sum(answer.status_code == 302 for answer in answers)
    say(f"Four workers: {AT_ONCE // 2} letters asked for at once, {accepted} sent")
    assert accepted == 3


@pytest.mark.behaviour("X24")
def test_without_redis_people_sign_in_and_guessing_is_still_counted(site, own_redis):
    running = site()
    user, victim = UserFactory(), UserFactory()
    assert running.send("/konto/login/", login=user.email, password="falsch").status_code == 200
    own_redis.kill()
    wrong = [running.send("/konto/login/", login=victim.email, password="falsch") for _ in range(7)]
    assert looked_at(wrong) == 5
    assert all(answer.status_code == 200 for answer in wrong)
    right = running.send("/konto/login/", login=user.email, password=PASSWORD)
    assert right.status_code == 302
    assert "sessionid" in right.cookies or "session" in right.cookies
