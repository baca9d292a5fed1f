"""Answering under harder conditions: keyboard only, without scripts, in haste, with gaps."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import answering
from tests.journeys.checks import assert_good_in_light_and_dark, assert_good_page, evaluate
from tests.journeys.conftest import DESKTOP, OpenPage
from tests.journeys.people import OFFICE, sign_in

FOCUSED = "document.activeElement.matches(%r)"
LABEL = "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText"
CHECKED = "[...document.querySelectorAll('input:checked')].map(i => i.labels[0].innerText)"


@pytest.fixture
def office(open_page: OpenPage) -> Page:
    page = open_page(DESKTOP)
    sign_in(page, OFFICE)
    return page


class Keyboard:
    """Somebody who only has keys: goes from stop to stop until the right one has the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab_to(self, selector: str) -> None:
        for _stop in range(60):
            self.page.keyboard.press("Tab")
            if evaluate(self.page, FOCUSED % selector):
                return
        raise AssertionError(f"sixty stops on {self.page.url} and none is {selector}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def go_on(self, to: int) -> None:
        self.tab_to("button[value=next]")
        self.press("Enter")
        answering.expect_page(self.page, to)
        assert_good_page(self.page)


def test_survey_is_answered_by_keyboard_alone(desktop: Page) -> None:
    keys = Keyboard(desktop)
    desktop.goto(answering.INTRO)
    keys.tab_to("main form button")
    keys.press("Enter")
    answering.expect_page(desktop, 1)
    keys.tab_to("input[type=radio]")
    keys.press("Space", "ArrowDown")
    assert evaluate(desktop, CHECKED) == ["Reicht meistens, manchmal zu langsam"]
    keys.tab_to("input[type=radio]")
    keys.press("Space")
    keys.tab_to("input[type=checkbox]")
    keys.press("Space", "Tab", "Space")
    assert len(evaluate(desktop, CHECKED)) == 4
    keys.go_on(2)
    for _row in desktop.locator(".matrix__row").all():
        keys.tab_to(".matrix__row input[type=radio]")
        keys.press("Space", "ArrowRight", "ArrowRight")
    keys.tab_to("input[type=checkbox]")
    keys.press("Space")
    keys.go_on(3)
    keys.tab_to("input[type=radio]")
    keys.press("Space")
    keys.go_on(4)
    keys.go_on(5)
    keys.go_on(6)
    keys.tab_to("select")
    desktop.keyboard.type("Wiesen")
    keys.tab_to("button[value=next]")
    keys.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Danke für Ihre Antworten")


@pytest.mark.behaviour("Q3")
def test_survey_is_answered_without_a_script(phone_without_script: Page, office: Page) -> None:
    before = answering.number_of_responses(office)
    answering.begin(phone_without_script)
    answering.answer_until_last_page(phone_without_script)
    answering.send(phone_without_script)
    assert answering.number_of_responses(office) == before + 1


@pytest.mark.behaviour("Q7")
def test_double_click_and_sending_again_make_one_response(phone: Page, office: Page) -> None:
    before = answering.number_of_responses(office)
    answering.begin(phone)
    answering.answer_until_last_page(phone)
    phone.get_by_role("button", name="Antworten absenden").dblclick()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Danke für Ihre Antworten")
    phone.go_back()
    answering.answer_where(phone)
    answering.send(phone)
    assert answering.number_of_responses(office) == before + 1


@pytest.mark.behaviour("Q7")
def test_going_back_keeps_the_answers(phone: Page) -> None:
    answering.begin(phone)
    answering.answer_internet(phone)
    answering.go_on(phone, 2)
    answering.answer_life(phone)
    phone.get_by_role("button", name="Zurück").click()
    answering.expect_page(phone, 1)
    expect(phone.get_by_label("Überall gut")).to_be_checked()
    expect(phone.get_by_label("Smartphone")).to_be_checked()
    assert_good_page(phone)
    answering.go_on(phone, 2)
    rows = phone.locator(".matrix__row")
    expect(phone.locator(".matrix__row input:checked")).to_have_count(rows.count())


@pytest.mark.behaviour("Q3")
@pytest.mark.parametrize("script", [True, False])
def test_gap_is_shown_with_a_link_and_nothing_typed_is_lost(
    open_page: OpenPage, script: bool
) -> None:
    page = open_page(DESKTOP, script=script)
    answering.begin(page)
    page.get_by_label("Überall gut").check()
    page.get_by_role("button", name="Weiter", exact=True).click()
    summary = page.locator("[data-error-summary]")
    expect(summary.get_by_role("link")).to_have_count(1)
    assert page.title().startswith("Fehler: ")
    expect(page.get_by_label("Überall gut")).to_be_checked()
    assert_good_page(page)
    if script:
        expect(summary).to_be_focused()
        assert_good_in_light_and_dark(page)
        summary.get_by_role("link").click()
        assert evaluate(page, "document.activeElement.type") == "radio"
    page.get_by_label("Schnell genug").check()
    answering.go_on(page, 2)


def test_language_can_be_changed_while_answering(phone: Page) -> None:
    answering.begin(phone)
    answering.answer_internet(phone)
    phone.get_by_role("button", name="English").click()
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    expect(phone.get_by_label("Good everywhere")).to_be_checked()
    assert_good_page(phone)
