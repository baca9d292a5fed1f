"""Browser and site for the journeys.

``open_page`` gives a page as a person has it: ``open_page(PHONE)``, ``open_page(DESKTOP, dark=True)``,
``open_page(PHONE, script=False)``. After the test it fails if the page broke the CSP, asked another
host, missed a file or raised a script error.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys.checks import Watch, without_script
from tests.journeys.site import Product, running_product

PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1440, "height": 900}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]
OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running_product(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def site(product: Product) -> str:
    """The address of the running demo county."""
    return product.address


def chromium_program() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        pytest.fail("Chromium is missing. make test installs it.", pytrace=False)
    return program


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_program(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def open_page(
        size: dict[str, int] = DESKTOP,
        *,
        dark: bool = False,
        script: bool = True,
        language: str = "de-DE",
    ) -> Page:
        context = browser.new_context(
            base_url=site, viewport=size, java_script_enabled=script, locale=language,
            color_scheme="dark" if dark else "light", reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(10_000)
        contexts.append(context)
        if not script:
            without_script.add(context)
        page = context.new_page()
        watches.append(Watch(page, site))
        return page

    yield open_page
    for context in contexts:
        context.close()
    complaints = [complaint for watch in watches for complaint in watch.complaints]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page(PHONE)


@pytest.fixture
def desktop(open_page: OpenPage) -> Page:
    return open_page(DESKTOP)


@pytest.fixture
def dark_desktop(open_page: OpenPage) -> Page:
    return open_page(DESKTOP, dark=True)


@pytest.fixture
def phone_without_script(open_page: OpenPage) -> Page:
    return open_page(PHONE, script=False)
