"""A real OpenID Connect provider in a process of its own, and a browser that walks to it and back."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.core.cache import cache
from django.test import Client

from scripts.with_services import free_port
from smartregion.core.supervisor import die_with_supervisor
from smartregion.identity_providers import IdentityProvider

PATIENCE = 30


@dataclass(frozen=True)
class Elsewhere:
    """The provider: who has an account there, and what it does when a browser comes."""

    address: str

    def knows(self, sub: str, **claims: Any) -> None:
        requests.put(
            f"{self.address}/users/{sub}", json=claims, timeout=PATIENCE
        ).raise_for_status()

    def lets_in(self, authorize: str, sub: str) -> str:
        """The person agrees there; the address to which their browser is sent back."""
        agreed = requests.post(
            authorize, data={"sub": sub}, allow_redirects=False, timeout=PATIENCE
        )
        return str(agreed.headers["Location"])


def started(*options: str) -> tuple[subprocess.Popen[bytes], Elsewhere]:
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port)]
    process = subprocess.Popen(
        [*command, "--require-nonce", "true", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_supervisor,
    )
    there = Elsewhere(f"http://127.0.0.1:{port}")
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            requests.get(f"{there.address}/.well-known/openid-configuration", timeout=PATIENCE)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return process, there
    raise AssertionError("the provider did not start")


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    process, there = started()
    yield there
    process.kill()
    process.wait()


@pytest.fixture
def configured(elsewhere, settings, db):
    """The county's own accounts, whose addresses count, and BundID, whose addresses do not."""
    cache.clear()
    county = IdentityProvider(
        id="landkreis", name="Landkreis-Konto", server=elsewhere.address,
        client_id="smartregion", client_secret="geheim", trusts_email=True, second_factor=("mfa",),
    )  # fmt: skip
    bund = replace(county, id="bundid", name="BundID", trusts_email=False, second_factor=())
    use(settings, county, bund)
    return county


def use(settings, *providers: IdentityProvider) -> None:
    settings.IDENTITY_PROVIDERS = providers
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [one.app for one in providers]}}


class Walker:
    """A browser (``client``) between our pages and those of the provider."""

    def __init__(self, client: Client, there: Elsewhere) -> None:
        self.client, self.there = client, there

    def leave(self, provider: str, process: str = "login") -> str:
        answer = self.client.post(f"/konto/bei/{provider}/?process={process}")
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])

    def walk(self, provider: str, sub: str, process: str = "login"):
        """All the way there and back; the page on which it ends."""
        back = self.there.lets_in(self.leave(provider, process), sub)
        return self.arrive(back)

    def arrive(self, back: str):
        parts = urlsplit(back)
        return self.client.get(f"{parts.path}?{parts.query}", follow=True)


@pytest.fixture
def walker(anonymous_client, elsewhere, configured) -> Walker:
    return Walker(anonymous_client, elsewhere)


def asked(address: str) -> dict[str, str]:
    """What our side asks of the provider."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
