"""Refusals look like the product, say what to do, and the language switch keeps the page."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_good_in_light_and_dark, assert_good_page, evaluate
from tests.journeys.conftest import DESKTOP, PHONE, OpenPage
from tests.journeys.people import CITIZEN, OFFICE, sign_in
from tests.journeys.site import path_of

PUBLIC = [
    "/",
    "/strategie/",
    "/strategie/prozess/",
    "/umfragen/",
    "/umfragen/digitalisierung-in-potsdam-mittelmark/",
    "/foren/",
    "/massnahmen/",
    "/massnahmen/zyklen/",
    "/berichte/",
    "/gemeinden/",
    "/konto/login/",
]
# The office of the demo county is called as the product suggests; a name is not translated.
NAME_OF_OFFICE = "Stabsstelle Digitalisierung"
# What nobody has translated yet may stay German where it says so: <p lang="de">.
SPOKEN_AS_ENGLISH = """(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), said = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element.closest("[lang]").lang === "en" && !element.closest("script, style")) said.push(walker.currentNode.data.trim());
  }
  return said.filter(Boolean);
})()"""


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/gibt-es-nicht/", 404, "Diese Seite gibt es nicht"),
        ("/massnahmen/HF99-M99/", 404, "Diese Seite gibt es nicht"),
    ],
)
def test_unknown_page_shows_ways_out(phone: Page, path: str, status: int, sentence: str) -> None:
    answer = phone.goto(path)
    assert answer
    assert answer.status == status
    expect(phone.get_by_role("heading", level=1)).to_have_text(sentence)
    assert_good_in_light_and_dark(phone)
    phone.get_by_role("main").get_by_role("link", name="Zur Startseite").click()
    assert path_of(phone.url) == "/"


def test_page_of_others_is_refused_in_words(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    sign_in(page, CITIZEN)
    answer = page.goto("/personen/")
    assert answer
    assert answer.status == 403
    expect(page.get_by_role("heading", level=1)).to_have_text("Dafür fehlt Ihnen die Berechtigung")
    assert_good_in_light_and_dark(page)


def test_wrong_moment_is_explained(open_page: OpenPage) -> None:
    page = open_page(DESKTOP)
    sign_in(page, OFFICE)
    page.goto("/strategie/verwalten/")
    page.get_by_role("row").filter(has_text="beschlossen").get_by_role("link").first.click()
    adopted = path_of(page.url)
    answer = page.goto(f"{adopted}neu/guideline/")
    assert answer
    assert answer.status == 409
    expect(page.get_by_role("heading", level=1)).to_have_text("Das geht im Moment nicht")
    expect(page.get_by_text("Es wurde nichts geändert.")).to_be_visible()
    assert_good_in_light_and_dark(page)


def test_page_behind_the_login_comes_after_the_login(open_page: OpenPage) -> None:
    page = open_page(PHONE)
    page.goto("/massnahmen/meine/")
    assert path_of(page.url) == "/konto/login/"
    assert_good_page(page)


def switch_language(page: Page, name: str) -> None:
    """The language of the site; a survey has one of its own beside it."""
    switch = page.get_by_role("navigation", name=re.compile("^(Sprache|Language)$"))
    switch.get_by_role("link", name=name).click()


@pytest.mark.parametrize("path", PUBLIC)
def test_language_switch_keeps_the_page_and_leaves_no_german_words(phone: Page, path: str) -> None:
    phone.goto(path)
    switch_language(phone, "English")
    assert path_of(phone.url) == f"/en{path}"
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    with translation.override("en"):
        left = {text for text in evaluate(phone, SPOKEN_AS_ENGLISH) if gettext(text) != text}
    left.discard(NAME_OF_OFFICE)
    assert not left, f"Of these words on {phone.url} there is a translation: {left}"
    switch_language(phone, "Deutsch")
    assert path_of(phone.url) == path
