"""Texts are coded by keyboard and without scripts, compared, and one of them is quoted."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_good_in_light_and_dark, assert_good_page
from tests.journeys.conftest import DESKTOP, PHONE, OpenPage
from tests.journeys.people import EDITOR, sign_in

TEXTS = "/umfragen/verwaltung/digitalisierung-in-potsdam-mittelmark/ergebnisse/freitexte/"
WISHES = TEXTS + "wunsch_verwaltung/"


@pytest.mark.behaviour("Q28")
def test_texts_are_coded_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(DESKTOP)
    sign_in(page, EDITOR)
    page.goto(WISHES + "codes/")
    for label in ("Auto und Führerschein", "Kinder und Schule"):
        page.get_by_label("Bezeichnung").fill(label)
        page.get_by_role("button", name="Hinzufügen").click()
        expect(page.get_by_text(f"„{label}“ steht im Codebuch.")).to_be_visible()
    page.goto(WISHES + "einzeln/")
    said = page.locator("[data-said]")
    first = said.inner_text()
    page.keyboard.press("2")
    expect(page.get_by_label("Kinder und Schule")).to_be_checked()
    expect(page.locator("[data-state]")).to_contain_text("gespeichert")
    expect(page.locator("#coding-progress")).to_contain_text("1 von 28")
    page.keyboard.press("Enter")
    expect(said).not_to_have_text(first)
    second = said.inner_text()
    # A marked word becomes a code of this text.
    said.evaluate("""text => getSelection().selectAllChildren(text)""")
    page.keyboard.press("n")
    field = page.locator("[data-new-code] input[type=text]")
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile(re.escape(second[:20])))
    field.fill("Aus dem Text")
    field.press("Enter")
    expect(page.get_by_label("Aus dem Text")).to_be_checked()
    page.keyboard.press("u")
    expect(page.get_by_text("Ihr letzter Schritt ist zurückgenommen.")).to_be_visible()
    expect(said).to_have_text(second)
    expect(page.get_by_label("Aus dem Text")).not_to_be_checked()
    page.keyboard.press("u")
    expect(said).to_have_text(first)
    page.keyboard.press("/")
    page.keyboard.type("FUEHRERSCHEIN")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Führerschein")
    assert_good_in_light_and_dark(page)


@pytest.mark.behaviour("Q28")
def test_texts_are_coded_on_a_phone_without_scripts(open_page: OpenPage) -> None:
    page = open_page(PHONE, script=False)
    sign_in(page, EDITOR)
    page.goto(TEXTS + "idee/einzeln/")
    said = page.locator("[data-said]")
    for _ in range(2):
        before = said.inner_text()
        page.get_by_label("Natur, Wetter, Energie").check(force=True)
        page.get_by_role("button", name="Weiter").click()
        expect(said).not_to_have_text(before)
    assert_good_page(page)
    page.goto(TEXTS + "idee/?show=meine")
    expect(page.locator("form.coding-text")).to_have_count(2)
    assert_good_page(page)


@pytest.mark.behaviour("Q22")
def test_a_quote_is_shortened_looked_at_and_released(open_page: OpenPage) -> None:
    page = open_page(DESKTOP)
    sign_in(page, EDITOR)
    page.goto(WISHES + "?q=Carport")
    page.get_by_role("link", name="Zitat freigeben").click()
    page.get_by_label("Zitat", exact=True).fill("Anzeige, wo der Antrag gerade liegt.")
    page.get_by_role("button", name="Ansehen").click()
    expect(page.locator("[data-preview]")).to_have_text("[…] Anzeige, wo der Antrag gerade liegt.")
    assert_good_in_light_and_dark(page)
    page.get_by_role("button", name="Freigeben").click()
    expect(page.get_by_text("Bitte prüfen Sie den Text").first).to_be_visible()
    page.get_by_label("Ich habe geprüft").check()
    page.get_by_role("button", name="Freigeben").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Was wurde daraus?")
    stranger: Page = open_page(PHONE)
    stranger.goto(page.url)
    expect(stranger.locator(".post__text")).to_have_text("[…] Anzeige, wo der Antrag gerade liegt.")
    assert_good_page(stranger)
