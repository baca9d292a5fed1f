"""The office types a paper form of the demo survey: with keys only, and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_good_page
from tests.journeys.conftest import DESKTOP, OpenPage
from tests.journeys.people import OFFICE, sign_in

PILES = "/umfragen/verwaltung/digitalisierung-in-potsdam-mittelmark/papier/"


@pytest.fixture
def entry(open_page: OpenPage) -> Page:
    """The page for the next sheet of a new pile."""
    page = open_page(DESKTOP)
    sign_in(page, OFFICE)
    page.goto(PILES)
    page.get_by_label("Bezeichnung").fill("Beispiel: Rathaus Werder")
    page.get_by_role("button", name="Stapel anlegen").click()
    page.get_by_role("link", name="Bögen erfassen").click()
    return page


def expect_focus(page: Page, name: str) -> None:
    expect(page.locator(f"[name={name}]")).to_be_focused()


@pytest.mark.behaviour("Q33")
def test_a_paper_form_is_typed_with_keys_alone(entry: Page) -> None:
    keyboard = entry.keyboard
    expect_focus(entry, "q-internet_zuhause")
    for answer in ("2", "3", "14", "3233424", "2,5,6", "3"):
        keyboard.type(answer)
        keyboard.press("Enter")
    expect_focus(entry, "q-dienste_genutzt")
    keyboard.press("Control+Enter")
    # Seven digits for eight rows: nothing is lost, and the message leads to the field.
    expect(entry.get_by_role("alert")).to_contain_text("Es sind 7 Angaben für 8 Zeilen")
    assert_good_page(entry)
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect_focus(entry, "q-zufriedenheit")
    keyboard.press("End")
    keyboard.type("3")
    keyboard.press("Control+Enter")
    expect(entry.get_by_text("Bogen 1 ist gespeichert.")).to_be_visible()
    expect(entry.get_by_label("Bogennummer")).to_have_value("2")
    expect_focus(entry, "q-internet_zuhause")


@pytest.mark.behaviour("Q33")
def test_without_scripts_enter_checks_and_the_button_saves(
    entry: Page, open_page: OpenPage
) -> None:
    page = open_page(DESKTOP, script=False)
    sign_in(page, OFFICE)
    page.goto(entry.url)
    page.get_by_label("1. Wie gut ist Ihr Internetanschluss").fill("2")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Alles lesbar. Gespeichert ist noch nichts.")).to_be_visible()
    page.get_by_role("button", name="Speichern und nächster Bogen").click()
    expect(page.get_by_text("Bogen 1 ist gespeichert.")).to_be_visible()
