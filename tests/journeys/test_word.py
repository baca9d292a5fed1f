"""A page of a real strategy paper goes from Word into the editor, to the server and to the reader."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.checks import assert_good_page, evaluate
from tests.journeys.conftest import DESKTOP, OpenPage
from tests.journeys.people import OFFICE, sign_in

WORD = (Path(__file__).parent / "fixtures" / "word.html").read_text(encoding="utf-8")
PASTE = """((html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.querySelector(".ProseMirror").dispatchEvent(event);
})(%s)"""
ARRIVED = (
    "<h2>Handlungsfeld Mobilität</h2>"
    "<h2>Ausgangslage</h2>"
    "<p>In Bad Belzig und Görzke fährt der <strong>Rufbus</strong> nach <strong>Bedarf</strong>, "
    "<em>nicht</em> nach Plan.</p>"
    "<h2>Was sich ändern soll</h2>"
    "<ul><li><p>Takt im Norden</p><ul><li><p>werktags</p></li><li><p>am Wochenende</p></li></ul></li>"
    "<li><p>Rufbus im Süden</p></li></ul>"
    "<p>Die Reihenfolge:</p>"
    "<ol><li><p>zählen</p><ol><li><p>Fahrgäste</p></li></ol></li><li><p>planen</p></li></ol>"
    '<p>Beschlossen wurde der Plan, siehe <a href="https://www.example.org/plan?teil=1&amp;seite=2">'
    "Nahverkehrsplan</a>, Entwurf und [1].</p>"
    '<table><tbody><tr><th><p>Linie</p></th><th colspan="2"><p>Fahrten am Tag</p></th></tr>'
    '<tr><td rowspan="2"><p>580</p></td><td><p>heute</p></td><td><p>8</p></td></tr>'
    "<tr><td><p>2030</p></td><td><p>16</p></td></tr></tbody></table>"
    "<h3>Ausblick</h3>"
    "<p>Gerechnet wird mit style= und mit Vernunft.</p>"
)


@pytest.fixture
def form(open_page: OpenPage) -> Page:
    page = open_page(DESKTOP)
    sign_in(page, OFFICE)
    page.goto("/massnahmen/neu/")
    return page


@pytest.mark.behaviour("S10")
def test_page_of_word_arrives_as_headings_lists_tables_and_links(form: Page) -> None:
    form.get_by_role("textbox", name="Beschreibung (freiwillig)").click()
    evaluate(form, PASTE % json.dumps(WORD))
    assert form.locator("textarea[data-richtext]").input_value().strip() == ARRIVED
    assert_good_page(form)


@pytest.mark.behaviour("S10")
def test_what_came_from_word_is_saved_and_read_by_everybody(form: Page) -> None:
    form.goto("/strategie/verwalten/neu/")
    form.get_by_label("Titel", exact=True).fill("Plan aus Word")
    form.get_by_label("Laufzeit von").fill("2026")
    form.get_by_label("Laufzeit bis").fill("2030")
    form.get_by_role("main").locator("button[type=submit]").click()
    form.goto("/strategie/verwalten/plan-aus-word/1.0/neu/field/")
    form.get_by_label("Titel", exact=True).fill("Mobilität")
    form.get_by_role("textbox", name="Text (freiwillig)", exact=True).click()
    evaluate(form, PASTE % json.dumps(WORD))
    form.get_by_role("button", name="Speichern").click()
    form.goto("/strategie/plan-aus-word/1.0/")
    prose = form.locator(".prose", has_text="Rufbus")
    assert prose.locator("ul > li > ul > li").all_inner_texts() == ["werktags", "am Wochenende"]
    assert prose.locator("th[colspan='2']").inner_text() == "Fahrten am Tag"
    assert prose.locator("a").get_attribute("href") == "https://www.example.org/plan?teil=1&seite=2"
    assert prose.locator("img, script, [style], [onclick]").count() == 0
    assert_good_page(form)
