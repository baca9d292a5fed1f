"""A county whose every text is an attack, page by page in a real browser: nothing runs, and the CSP has nothing to stop."""

import html
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.architecture.access.table import PEOPLE
from tests.journeys.checks import Watch
from tests.journeys.injected import found_in, in_every_place, listen
from tests.journeys.pages import SEEN_TWICE, names, visitor
from tests.journeys.site import running_product
from tests.journeys.visitors import Visitors, paths_of, told
from tests.plugins.figures import Say
from tests.security.corpora import lines_of

pytestmark = pytest.mark.long
OFFICE = PEOPLE["strategy_office"]
PAYLOADS = lines_of("xss.txt")


@dataclass(frozen=True)
class County:
    site: str
    paths: dict[str, str]
    # What each payload's number stands for: "measures.Measure.title".
    places: dict[int, str]


@pytest.fixture(scope="module")
def hostile_county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    folder = tmp_path_factory.mktemp("hostile")
    with running_product(folder, is_alone=False) as product:
        # Before: addresses are found by what things are called.
        paths = paths_of(product)
        places = {int(number): place for number, place in told("hostile_county", product).items()}
        yield County(product.address, paths, places)


@pytest.fixture
def visitors(browser: Browser, hostile_county: County) -> Iterator[Visitors]:
    visitors = Visitors(browser, hostile_county.site, prepare=listen)
    yield visitors
    visitors.close()


def acted(page: Page, watch: Watch) -> list[str]:
    """What ran, what was stopped, what could act if somebody clicked."""
    found, _seen = found_in(page)
    # Looking takes a moment, in which what the page said arrives.
    heard, watch.complaints = watch.complaints, []
    return found + heard


def undo_escaping(route: Route) -> None:
    """The page as templates would make it that trust every text."""
    answer = route.fetch()
    route.fulfill(response=answer, body=html.unescape(answer.text()))


@pytest.mark.behaviour("P18")
def test_no_text_acts_on_any_page(hostile_county: County, visitors: Visitors, say: Say) -> None:
    shown: set[int] = set()
    wrong = {}
    looks = [(name, visitor(name)) for name in names()] + [(name, OFFICE) for name in SEEN_TWICE]
    for name, who in looks:
        page, watch = visitors.page_of(who)
        answer = page.goto(hostile_county.paths[name])
        assert answer
        shown |= found_in(page)[1]
        faults = [f"answer {answer.status}"] if answer.status >= 500 else []
        if faults := faults + acted(page, watch):
            wrong[name, who] = faults
    fields = {hostile_county.places[number] for number in shown}
    used = {number % len(PAYLOADS) for number in shown}
    say(
        f"Hostile texts: {len(looks)} pages, {len(hostile_county.places)} places attacked, {len(shown)} of them shown,"
        f" {len(fields)} fields, {len(used)} of {len(PAYLOADS)} payloads, {len(wrong)} pages on which one acted"
    )
    assert wrong == {}, "\n".join(f"{look}: {faults}" for look, faults in wrong.items())
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 60
    assert len(used) == len(PAYLOADS)
    assert {"accounts.User.display_name", "participation.Contribution.text"} <= fields


@pytest.mark.parametrize("name", ["forums:topic", "measures:measure_list", "home:trail"])
def test_pages_that_trust_their_texts_would_be_found(
    name: str, hostile_county: County, visitors: Visitors
) -> None:
    """Control: the same pages with the escaping undone; the CSP stops what runs by itself."""
    page, watch = visitors.page_of(visitor(name))
    page.route("**/*", lambda r: undo_escaping(r) if r.request.resource_type == "document" else r.continue_())  # fmt: skip
    page.goto(hostile_county.paths[name])
    faults = acted(page, watch)
    assert any("XSS stopped" in fault for fault in faults)
    assert any("=xss(" in fault for fault in faults)


def test_every_payload_is_one(browser: Browser) -> None:
    """Control: on a page without CSP each of them runs or could be clicked, somewhere."""
    context = browser.new_context()
    page = context.new_page()
    listen(page)
    watch = Watch(page, "about:")
    harmless = set()
    for payload in PAYLOADS:
        watch.complaints = []
        for markup in in_every_place(payload.replace("@@", "7")):
            page.goto("about:blank")
            page.set_content(f"<!doctype html><body>{markup}")
            if any("XSS ran" in each for each in watch.complaints) or found_in(page)[0]:
                break
        else:
            harmless.add(payload)
    context.close()
    assert harmless == set()
