"""What an address, a form or the name of a file brings along comes back as words: nothing of it acts in a real browser."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from smartregion.demo.reader import CONTENT
from tests.journeys.conftest import OpenPage
from tests.journeys.injected import found_in, listen
from tests.journeys.people import OFFICE, sign_in

# Leaves whatever a page may put it into, then tries three ways.
WORD = """"'></title></textarea></script></style>--><svg onload=xss(1)><img src=x onerror=xss(1)><a href="javascript:xss(1)">x"""
ADDRESSES = (
    ("/massnahmen/", "q"),
    ("/beitraege/", "words"),
    ("/protokoll/", "who"),
    ("/protokoll/", "thing"),
    ("/barriere-melden/", "seite"),
)
QUESTIONNAIRE = CONTENT / "limesurvey_survey.lss"


@pytest.fixture
def office(open_page: OpenPage) -> Page:
    """What runs, or is stopped by the CSP, is heard by the watch of this page."""
    page = open_page()
    listen(page)
    sign_in(page, OFFICE)
    return page


def shown_as_words(page: Page, number: int) -> bool:
    found, seen = found_in(page)
    assert found == []
    return number in seen


@pytest.mark.behaviour("P18")
@pytest.mark.parametrize(("address", "name"), ADDRESSES)
def test_what_an_address_says_is_words(office: Page, address: str, name: str) -> None:
    office.goto(f"{address}?{urlencode({name: WORD})}")
    assert shown_as_words(office, 1)


def test_where_to_go_after_signing_in_is_a_page_of_ours(open_page: OpenPage) -> None:
    page = open_page()
    listen(page)
    page.goto(f"/konto/login/?{urlencode({'next': 'javascript:xss(1)'})}")
    assert found_in(page)[0] == []
    page.goto(f"/konto/login/?{urlencode({'next': WORD})}")
    assert shown_as_words(page, 1)


@pytest.mark.behaviour("P18")
def test_the_name_of_a_file_is_words(office: Page) -> None:
    name = "'><svg onload=xss(2)>.lss"
    file = {"name": name, "mimeType": "text/xml", "buffer": QUESTIONNAIRE.read_bytes()}
    office.goto("/umfragen/verwaltung/einlesen/")
    office.set_input_files("main input[type=file]", file)
    office.get_by_role("button", name="Datei prüfen").click()
    expect(office.get_by_text("Bisher ist nichts gespeichert.")).to_be_visible()
    assert shown_as_words(office, 2)


@pytest.mark.behaviour("P18")
def test_what_was_done_is_told_in_words(office: Page) -> None:
    office.goto("/strategie/pflege/beteiligte/neu/")
    office.locator("input[name=name]").fill("<img src=x onerror=xss(4)>")
    office.get_by_role("main").get_by_role("button", name="Speichern").click()
    expect(office.locator("#messages")).to_contain_text("<img src=x onerror=xss(4)>")
    assert shown_as_words(office, 4)
