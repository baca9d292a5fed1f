"""A county that has begun just now, with a provider of identities and a role that demands a second factor.

Passkeys belong to a name, never to a number, so these visitors come to ``localhost``.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from scripts.with_services import free_port
from tests.accounts.providers.conftest import Elsewhere, started
from tests.journeys.checks import Watch
from tests.journeys.conftest import DESKTOP
from tests.journeys.site import environment, product_process

ADMINISTRATION = "administration@pm.example"
Visit = Callable[[], Page]


@pytest.fixture(scope="package")
def elsewhere() -> Iterator[Elsewhere]:
    process, there = started()
    yield there
    process.kill()
    process.wait()


@pytest.fixture(scope="package")
def county(tmp_path_factory: pytest.TempPathFactory, elsewhere: Elsewhere) -> Iterator["County"]:
    folder, port = tmp_path_factory.mktemp("county"), free_port()
    colleagues = {
        "id": "landkreis", "name": "Landkreis-Konto", "server": elsewhere.address,
        "client_id": "smartregion", "client_secret": "geheim", "trusts_email": True,
    }  # fmt: skip
    everybody = {**colleagues, "id": "bundid", "name": "BundID", "trusts_email": False}
    variables = {
        **environment(folder, port, is_alone=False),
        "PUBLIC_URL": f"http://localhost:{port}",
        "OIDC_PROVIDERS": json.dumps([colleagues, everybody]),
        "SECOND_FACTOR_ROLES": "strategy_office",
    }
    commands = ["prepare"], ["load_demo", "--empty"]
    with product_process(port, variables, folder / "county.log", *commands):
        yield County(f"http://localhost:{port}", folder / "mail")


class County:
    """Its address, and the letters it has written."""

    def __init__(self, address: str, letters: Path) -> None:
        self.address, self.letters = address, letters

    def link_in_letter_to(self, email: str) -> str:
        """The link in the newest letter to somebody."""
        written = sorted(self.letters.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        texts = [file.read_text(encoding="utf-8") for file in written]
        newest = [text for text in texts if f"To: {email}" in text][-1]
        return next(line for line in newest.splitlines() if line.startswith(self.address))


class WatchWithProvider(Watch):
    """What happens on the pages of the provider is not ours."""

    def __init__(self, page: Page, site: str, elsewhere: str) -> None:
        self.elsewhere = elsewhere
        super().__init__(page, site)

    def on_request(self, request: Request) -> None:
        if not request.frame.url.startswith(self.elsewhere) and not request.url.startswith(
            self.elsewhere
        ):
            super().on_request(request)


@pytest.fixture
def visit(browser: Browser, county: County, elsewhere: Elsewhere) -> Iterator[Visit]:
    """Open a browser that nobody has used yet."""
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def visit() -> Page:
        context = browser.new_context(
            base_url=county.address, viewport=DESKTOP, locale="de-DE", reduced_motion="reduce"
        )
        context.set_default_timeout(15_000)
        # The pages of the provider dress themselves from far away.
        context.route("https://**", lambda route: route.abort())
        contexts.append(context)
        page = context.new_page()
        watches.append(WatchWithProvider(page, county.address, elsewhere.address))
        return page

    yield visit
    for context in contexts:
        context.close()
    complaints = [complaint for watch in watches for complaint in watch.complaints]
    assert not complaints, "\n".join(complaints)
