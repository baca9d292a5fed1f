"""The outline of a survey: ordered by mouse and by keyboard, with a preview that follows; on a phone without it."""

import re

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.journeys.checks import assert_good_in_light_and_dark, assert_good_page, show
from tests.journeys.conftest import DESKTOP, PHONE, OpenPage
from tests.journeys.people import EDITOR, sign_in

DEMO = "/umfragen/verwaltung/digitalisierung-in-potsdam-mittelmark/"


@pytest.fixture
def outline(open_page: OpenPage) -> Page:
    """A copy of the demo survey, in the outline: nobody has to care about the order of the tests."""
    page = open_page(DESKTOP)
    sign_in(page, EDITOR)
    page.goto(DEMO)
    page.get_by_role("button", name="Umfrage kopieren").click()
    page.wait_for_url("**/angaben/")
    page.goto(page.url.removesuffix("angaben/"))
    return page


def codes(page: Page, number: int) -> Locator:
    """The codes on a page of the questionnaire, counted from 0."""
    return page.locator(".outline-page").nth(number).locator(".outline__questions small")


def preview(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def drag(page: Page, handle: Locator, there: Locator) -> None:
    """Hold a handle above another one, without letting go."""
    handle.scroll_into_view_if_needed()
    start, goal = handle.bounding_box(), there.bounding_box()
    assert start
    assert goal
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, start["y"] + 40, steps=5)
    # The rows make room one after the other while the dragged one passes.
    page.mouse.move(goal["x"] + 20, goal["y"] + goal["height"] - 5, steps=25)


def test_question_moves_by_keyboard_and_the_preview_with_it(outline: Page) -> None:
    expect(preview(outline).locator(".question").first).to_contain_text(
        "1. Wie gut ist Ihr Internet"
    )
    outline.get_by_role("button", name="mobilfunk nach oben").press("Enter")
    expect(codes(outline, 0)).to_have_text(["mobilfunk", "internet_zuhause", "geraete"])
    expect(outline.get_by_role("button", name="mobilfunk nach unten")).to_be_focused()
    expect(outline.locator("#outline-moved")).to_have_text(
        re.compile("„Wie gut ist der Mobilfunk.*“ steht jetzt auf Seite 1 an Stelle 1 von 3.")
    )
    expect(preview(outline).locator(".question").first).to_contain_text(
        "1. Wie gut ist der Mobilfunk"
    )
    assert_good_in_light_and_dark(outline)
    # Over the edge of the page, with the focus on the row all the way.
    for place in ("1 an Stelle 2 von 3", "1 an Stelle 3 von 3", "2 an Stelle 1 von 3"):
        outline.keyboard.press("Enter")
        expect(outline.locator("#outline-moved")).to_have_text(re.compile(f"Seite {place}"))
    expect(codes(outline, 1).first).to_have_text("mobilfunk")
    expect(preview(outline).get_by_role("heading", level=1)).to_have_text("Leben am Wohnort")
    outline.reload()
    expect(codes(outline, 0)).to_have_text(["internet_zuhause", "geraete"])


def test_question_is_dragged_to_another_page(outline: Page) -> None:
    show(outline, size={"width": 1440, "height": 1600})
    rows = outline.locator(".outline-page").first.locator(".outline__questions [data-handle]")
    goal = (
        outline.locator(".outline-page").nth(1).locator(".outline__questions [data-handle]").first
    )
    drag(outline, rows.nth(2), goal)
    expect(codes(outline, 1)).to_have_count(3)
    outline.mouse.up()
    expect(codes(outline, 0)).to_have_text(["internet_zuhause", "mobilfunk"])
    expect(outline.locator("#outline-moved")).to_have_text(re.compile("auf Seite 2 an Stelle"))
    expect(outline.get_by_role("button", name="geraete nach oben")).to_be_focused()
    expect(preview(outline).get_by_role("heading", level=1)).to_have_text("Leben am Wohnort")
    outline.reload()
    expect(codes(outline, 1)).to_contain_text(["geraete"])
    assert_good_page(outline)


def test_preview_follows_the_row_and_changes_width_and_language(outline: Page) -> None:
    outline.locator(".outline-page").nth(2).locator(
        ".outline__questions .outline__row"
    ).first.click()
    expect(preview(outline).get_by_role("heading", level=1)).to_have_text("Behörden und Anträge")
    width = "document.querySelector('iframe').contentWindow.innerWidth"
    assert 350 < outline.evaluate(width) < 400
    outline.get_by_role("button", name="Bildschirm").click()
    assert outline.evaluate(width) > 1200
    outline.get_by_label("Sprache der Vorschau").select_option("en")
    expect(preview(outline).get_by_role("heading", level=1)).not_to_have_text(
        "Behörden und Anträge"
    )
    assert_good_in_light_and_dark(outline)
    # Walking on inside the preview leaves the outline where it is.
    preview(outline).get_by_role("link", name="Next").click()
    expect(preview(outline).get_by_text("4 of 6")).to_be_visible()
    expect(outline.get_by_role("heading", level=1)).to_have_text(re.compile("Kopie"))


def test_outline_is_used_on_a_phone(outline: Page) -> None:
    show(outline, size=PHONE)
    assert_good_in_light_and_dark(outline)
    expect(outline.locator("iframe")).to_be_hidden()
    row = outline.locator(".outline__item", has=outline.get_by_text("geraete", exact=True)).last
    row.get_by_text("Mehr zu geraete").click()
    row.get_by_role("link", name="Verschieben nach …").click()
    assert_good_in_light_and_dark(outline)
    outline.get_by_label("2. Leben am Wohnort").check()
    outline.get_by_role("main").get_by_role("button", name="Verschieben").click()
    expect(codes(outline, 1).last).to_have_text("geraete")
    row.get_by_text("Mehr zu geraete").click()
    row.get_by_role("link", name="Löschen").click()
    outline.get_by_role("button", name="Löschen").click()
    expect(codes(outline, 1)).to_have_count(2)
    assert_good_page(outline)
    outline.get_by_role("button", name="Rückgängig machen").click()
    expect(codes(outline, 1).last).to_have_text("geraete")
    row.get_by_text("Mehr zu geraete").click()
    row.get_by_role("link", name="Vorschau zeigen").click()
    expect(preview(outline).get_by_role("heading", level=1)).to_have_text("Leben am Wohnort")
    assert_good_page(outline)


def test_questions_come_from_the_bank(outline: Page) -> None:
    outline.get_by_role("link", name=re.compile("Frage hinzufügen")).first.click()
    assert_good_in_light_and_dark(outline)
    outline.get_by_role("link", name="Aus der Fragensammlung").click()
    outline.get_by_label("Thema").select_option("Mobilität")
    outline.get_by_role("button", name="Filtern").click()
    outline.get_by_label("Womit sind Sie unterwegs?").check()
    outline.get_by_text("So sieht sie aus").click()
    assert_good_in_light_and_dark(outline)
    outline.get_by_role("button", name="Übernehmen").click()
    expect(codes(outline, 0).last).to_have_text("verkehrsmittel")
    expect(outline.get_by_text("1 Frage ist übernommen.")).to_be_visible()
    expect(preview(outline).get_by_text("Womit sind Sie unterwegs?")).to_be_visible()
