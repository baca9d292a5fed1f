"""The text editor for office people: keyboard, Word, tables, and what arrives on the server."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.checks import assert_good_in_light_and_dark, evaluate
from tests.journeys.conftest import DESKTOP, OpenPage
from tests.journeys.people import OFFICE, sign_in

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {color: red}</style></head><body>
<h1>Ziel</h1><p class=MsoNormal><b>Fett</b> und <span style='color:red'>rot</span><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Bus</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Bahn</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>Erstens</p>
</body></html>"""
PASTE = """(() => {
  const data = new DataTransfer();
  data.setData("text/html", %r);
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.querySelector(".ProseMirror").dispatchEvent(event);
})()"""


@pytest.fixture
def form(open_page: OpenPage) -> Page:
    page = open_page(DESKTOP)
    sign_in(page, OFFICE)
    page.goto("/massnahmen/neu/")
    return page


def editor(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Beschreibung (freiwillig)")


def written(page: Page) -> str:
    return page.locator("textarea[data-richtext]").input_value()


def test_toolbar_formats_what_is_selected(form: Page) -> None:
    editor(form).click()
    form.keyboard.type("Mehr Busse")
    form.keyboard.press("ControlOrMeta+A")
    form.get_by_role("button", name="Fett").click()
    assert written(form) == "<p><strong>Mehr Busse</strong></p>"
    expect(form.get_by_role("button", name="Fett")).to_have_attribute("aria-pressed", "true")
    assert_good_in_light_and_dark(form)


def test_toolbar_is_one_tab_stop_with_arrow_keys(form: Page) -> None:
    editor(form).click()
    form.keyboard.press("Shift+Tab")
    expect(form.get_by_role("button", name="Fett")).to_be_focused()
    form.keyboard.press("ArrowRight")
    expect(form.get_by_role("button", name="Kursiv")).to_be_focused()
    form.keyboard.press("End")
    expect(form.get_by_role("button", name="Gestaltung entfernen")).to_be_focused()


def test_link_is_asked_for_in_the_page(form: Page) -> None:
    editor(form).click()
    form.keyboard.type("Fahrplan")
    form.keyboard.press("ControlOrMeta+A")
    form.get_by_role("button", name="Link", exact=True).click()
    form.keyboard.type("https://example.org/fahrplan")
    form.keyboard.press("Enter")
    assert written(form) == '<p><a href="https://example.org/fahrplan">Fahrplan</a></p>'


def test_text_from_word_arrives_clean_with_real_lists(form: Page) -> None:
    editor(form).click()
    evaluate(form, PASTE % WORD)
    assert written(form) == (
        "<h2>Ziel</h2><p><strong>Fett</strong> und rot</p>"
        "<ul><li><p>Bus</p></li><li><p>Bahn</p></li></ul><ol><li><p>Erstens</p></li></ol>"
    )


def test_table_offers_its_tools_only_inside(form: Page) -> None:
    expect(form.get_by_role("button", name="Tabelle löschen")).to_be_hidden()
    editor(form).click()
    form.get_by_role("button", name="Tabelle einfügen").click()
    form.keyboard.type("Jahr")
    assert "<th><p>Jahr</p></th>" in written(form)
    assert "style=" not in written(form)
    form.get_by_role("button", name="Tabelle löschen").click()
    assert written(form) == ""


def test_without_a_script_the_text_can_still_be_written(open_page: OpenPage) -> None:
    page = open_page(DESKTOP, script=False)
    sign_in(page, OFFICE)
    page.goto("/massnahmen/neu/")
    textarea = page.get_by_label("Beschreibung (freiwillig)")
    expect(textarea).to_be_visible()
    expect(page.get_by_text("Ohne JavaScript bearbeiten Sie hier den Text")).to_be_visible()
