"""Every page once, as a picture would show it: phone and desktop, light and dark, German and English."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.architecture.access.table import PEOPLE
from tests.journeys.checks import Watch, assert_good_page, show
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.pages import SEEN_TWICE, WRITTEN_ON, names, visitor
from tests.journeys.site import Product
from tests.journeys.visitors import Visitors, paths_of

OFFICE = PEOPLE["strategy_office"]


@pytest.fixture(scope="session")
def paths(product: Product) -> dict[str, str]:
    return paths_of(product)


@pytest.fixture(scope="session")
def visitors(browser: Browser, site: str) -> Iterator[Visitors]:
    visitors = Visitors(browser, site)
    yield visitors
    visitors.close()


def look_at(page: Page, path: str) -> None:
    """Every size, colour scheme and language, in two loads."""
    show(page, size=DESKTOP)
    answer = page.goto(path)
    assert answer
    assert answer.status < 500
    assert_good_page(page)
    show(page, size=PHONE, dark=True)
    assert_good_page(page)
    page.goto(f"/en{path}")
    show(page, size=DESKTOP, dark=True)
    assert_good_page(page)
    show(page, size=PHONE)
    assert_good_page(page)


def nothing_went_wrong(watch: Watch) -> None:
    complaints, watch.complaints = watch.complaints, []
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("name", names())
def test_page_is_good(name: str, paths: dict[str, str], visitors: Visitors) -> None:
    who = visitor(name)
    page, watch = visitors.page_of(who)
    if who is None:
        page.context.clear_cookies()
    look_at(page, paths[name])
    nothing_went_wrong(watch)
    if who is None and not name.startswith("account_"):
        cookies = {cookie["name"] for cookie in page.context.cookies()}
        # Only where something is written does the form bring its one cookie.
        needed = {"csrf"} if name in WRITTEN_ON else set()
        assert cookies <= needed, f"{name} is public and sets {cookies}"


@pytest.mark.parametrize("name", SEEN_TWICE)
def test_page_is_good_for_the_office_too(
    name: str, paths: dict[str, str], visitors: Visitors
) -> None:
    page, watch = visitors.page_of(OFFICE)
    look_at(page, paths[name])
    nothing_went_wrong(watch)
