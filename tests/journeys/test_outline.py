"""The outline of a draft: ordered by mouse, by keyboard and by touch, filtered, merged and taken back."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from smartregion.core.slugs import german_slug
from tests.journeys.checks import assert_good_in_light_and_dark, assert_good_page, show
from tests.journeys.conftest import DESKTOP, PHONE, OpenPage
from tests.journeys.people import OFFICE, sign_in

FIELDS = ("Mobilität", "Energie", "Bildung")


@pytest.fixture
def draft(open_page: OpenPage, request: pytest.FixtureRequest) -> Page:
    """A strategy of its own with three fields of action, written by the office."""
    page = open_page(DESKTOP)
    sign_in(page, OFFICE)
    page.goto("/strategie/verwalten/neu/")
    title = f"Plan {request.node.name}".replace("_", " ")
    page.get_by_label("Titel", exact=True).fill(title)
    page.get_by_label("Laufzeit von").fill("2026")
    page.get_by_label("Laufzeit bis").fill("2030")
    page.get_by_role("main").locator("button[type=submit]").click()
    outline = f"/strategie/verwalten/{german_slug(title, length=80)}/1.0/"
    for name in FIELDS:
        page.goto(f"{outline}neu/field/")
        page.get_by_label("Titel", exact=True).fill(name)
        page.get_by_role("button", name="Speichern").click()
    page.goto(outline)
    return page


def rows(page: Page) -> Locator:
    return page.locator("#group-field > ol > li > .outline__row .outline__title")


def test_row_moves_by_keyboard_and_keeps_the_focus(draft: Page) -> None:
    draft.get_by_role("button", name="Bildung nach oben").press("Enter")
    expect(rows(draft)).to_have_text(["Mobilität", "Bildung", "Energie"])
    expect(draft.get_by_role("button", name="Bildung nach oben")).to_be_focused()
    # Only now does the script listen to the new buttons.
    expect(draft.locator("#outline-moved")).to_have_text("„Bildung“ steht jetzt an Stelle 2 von 3.")
    draft.keyboard.press("Enter")
    expect(rows(draft)).to_have_text(["Bildung", "Mobilität", "Energie"])
    # At the end of the row only the other arrow is left.
    expect(draft.get_by_role("button", name="Bildung nach unten")).to_be_focused()
    expect(draft.locator("#outline-moved")).to_have_text("„Bildung“ steht jetzt an Stelle 1 von 3.")
    draft.reload()
    expect(rows(draft)).to_have_text(["Bildung", "Mobilität", "Energie"])
    assert_good_in_light_and_dark(draft)


def test_row_is_dragged_by_its_handle(draft: Page) -> None:
    handles = draft.locator("#group-field [data-handle]")
    handles.nth(0).scroll_into_view_if_needed()
    first, last = handles.nth(0).bounding_box(), handles.nth(2).bounding_box()
    assert first
    assert last
    draft.mouse.move(first["x"] + 20, first["y"] + 20)
    draft.mouse.down()
    draft.mouse.move(first["x"] + 20, first["y"] + 50, steps=5)
    # The rows make room one after the other while the dragged one passes.
    draft.mouse.move(last["x"] + 20, last["y"] + 5, steps=15)
    expect(rows(draft).nth(0)).to_have_text("Energie")
    draft.mouse.move(last["x"] + 20, last["y"] + last["height"] - 5, steps=15)
    expect(rows(draft)).to_have_text(["Energie", "Bildung", "Mobilität"])
    draft.mouse.up()
    expect(draft.locator("#outline-moved")).to_have_text(re.compile("Mobilität.*Stelle 3 von 3"))
    expect(draft.get_by_role("button", name="Mobilität nach oben")).to_be_focused()
    draft.reload()
    expect(rows(draft)).to_have_text(["Energie", "Bildung", "Mobilität"])


def test_outline_is_filtered_while_one_types(draft: Page) -> None:
    draft.get_by_label("Texte filtern").fill("ENERG")
    expect(draft.locator(".outline__item:visible")).to_have_count(1)
    expect(draft.locator("#outline-found")).to_have_text("1 von 11 Texten")
    assert_good_page(draft)
    draft.get_by_label("Texte filtern").fill("")
    expect(rows(draft)).to_have_count(3)


def test_fields_are_merged_after_a_look_at_both_texts(draft: Page) -> None:
    draft.get_by_role("link", name="Handlungsfelder zusammenführen").click()
    draft.get_by_label("Ziel").select_option(label="HF1 Mobilität")
    draft.get_by_label("HF2 Energie").check()
    draft.get_by_role("button", name="Weiter zur Vorschau").click()
    expect(draft.get_by_text("Diese Nummern werden frei: HF2")).to_be_visible()
    assert_good_in_light_and_dark(draft)
    show(draft, size=PHONE)
    assert_good_page(draft)
    draft.get_by_role("button", name="Zusammenführen").click()
    expect(draft.locator(".ProseMirror h2").first).to_have_text("Energie")
    draft.get_by_role("button", name="Speichern").click()
    expect(draft.get_by_text("zusammengeführt aus „Energie“")).to_be_visible()
    assert_good_page(draft)
