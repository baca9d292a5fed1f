"""Each kind of question: on a phone, by keyboard alone, without scripts, for screen readers, in the dark."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.checks import assert_good_page, evaluate, show
from tests.journeys.conftest import DESKTOP, PHONE, OpenPage
from tests.journeys.site import ROOT, Product

PAGES = 3
THANKS = "Danke für Ihre Antworten"
# What is typed where the first choice will not do; the rest follows from the kind of field.
TYPED = {
    "q-jahr": "1999", "q-marke": "Rad & Sohn", "other-weg": "mit dem Boot", "q-rang-a": "2",
    "q-rang-b": "1", "q-rang-c": "", "q-fahrten-r1": "7,5", "q-fahrten-r2": "4", "q-tag": "29.2.2024",
    "q-idee": "Ein Boot, das um 7 Uhr fährt.",
}  # fmt: skip
FOCUSED = "(({name, type, value, tagName}) => ({name, type, value, tag: tagName}))(document.activeElement)"
NEXT = {"name": "step", "value": "next"}


@pytest.fixture(scope="session")
def intro(product: Product) -> str:
    command = [sys.executable, "-m", "tests.journeys.every_kind"]
    told = subprocess.run(
        command, cwd=ROOT, env=product.environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return told.stdout.split()[-1]


def begin(page: Page, intro: str) -> None:
    page.goto(intro)
    page.get_by_role("button", name="Umfrage beginnen").click()
    expect_page(page, 1)


def expect_page(page: Page, number: int) -> None:
    expect(page).to_have_title(re.compile(rf"Seite {number} von {PAGES}"))


def fill(page: Page) -> None:
    """Answer all that is asked on a page, with whatever moves a field: a click, a choice, words."""
    form = page.locator("form.survey-form")
    for field in form.locator("input[type=radio]:enabled").all():
        if not is_answered(form, field):
            press_label(form, field)
    tick(form)
    for field in form.locator("select").all():
        name = field.get_attribute("name") or ""
        if name not in TYPED:
            field.select_option(index=1)
        elif TYPED[name]:
            field.select_option(TYPED[name])
    for field in form.locator("input[type=text], input:not([type]), textarea").all():
        name = field.get_attribute("name") or ""
        if name in TYPED:
            field.fill(TYPED[name])


def is_answered(form: Locator, field: Locator) -> bool:
    name = field.get_attribute("name")
    return form.locator(f"input[name='{name}']:checked").count() > 0


def tick(form: Locator) -> None:
    """The first box of each question."""
    seen: set[str] = set()
    for box in form.locator("input[type=checkbox]").all():
        name = box.get_attribute("name") or ""
        if name not in seen:
            seen.add(name)
            press_label(form, box)


def press_label(form: Locator, field: Locator) -> None:
    """Where a thumb lands: the words cover the whole card, the button lies beneath them."""
    if not field.is_checked():
        form.locator(f"label[for='{field.get_attribute('id')}']").click()


def walk(page: Page, look: bool = True) -> None:
    """From the first page to the receipt; a page comes again when an answer opens questions on it."""
    for _screen in range(2 * PAGES):
        fill(page)
        if look:
            assert_good_page(page)
        page.locator("button[name=step][value=next]").click()
        page.wait_for_load_state()
        if page.locator("h1").inner_text() == THANKS:
            return
        assert page.locator("[data-error-summary]").count() == 0, page.locator("main").inner_text()
    raise AssertionError("the survey has no end")


@pytest.mark.behaviour("Q34")
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_kind_is_accessible_empty_filled_and_refused(
    open_page: OpenPage, intro: str, size: dict[str, int], dark: bool
) -> None:
    page = open_page(size, dark=dark)
    begin(page, intro)
    page.locator("button[name=step][value=next]").click()
    expect(page.locator("[data-error-summary] a")).to_have_count(1)
    assert_good_page(page)
    walk(page)
    assert_good_page(page)


@pytest.mark.behaviour("Q34", "Q3")
def test_every_kind_is_answered_without_a_script(open_page: OpenPage, intro: str) -> None:
    page = open_page(PHONE, script=False)
    begin(page, intro)
    walk(page)


class Keys:
    """A person with a keyboard and nothing else: Tab to the next field, then the keys it listens to."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ticked: set[str] = set()

    def answer_page(self) -> None:
        for _stop in range(120):
            self.page.keyboard.press("Tab")
            here = evaluate(self.page, FOCUSED)
            if {"name": here.get("name"), "value": here.get("value")} == NEXT:
                with self.page.expect_navigation():
                    self.page.keyboard.press("Enter")
                return
            self.answer(here)
        raise AssertionError(f"{self.page.url}: the button is out of reach")

    def answer(self, field: dict[str, str]) -> None:
        name, keyboard = field.get("name") or "", self.page.keyboard
        if name in TYPED:
            # In a list, typing goes to the entry; in a field, what stood there is replaced.
            keyboard.press("Control+a")
            keyboard.type(TYPED[name])
        elif field.get("type") == "radio":
            keyboard.press("Space")
        elif field.get("type") == "checkbox" and name not in self.ticked:
            self.ticked.add(name)
            keyboard.press("Space")
        elif field.get("type") == "range":
            keyboard.press("ArrowRight")
        elif field["tag"] == "SELECT":
            keyboard.press("ArrowDown")


@pytest.mark.behaviour("Q34")
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_kind_is_answered_by_keyboard_alone(
    open_page: OpenPage, intro: str, size: dict[str, int]
) -> None:
    page = open_page(size)
    begin(page, intro)
    keys = Keys(page)
    for _screen in range(2 * PAGES):
        keys.answer_page()
        page.wait_for_load_state()
        if page.locator("h1").inner_text() == THANKS:
            return
        assert page.locator("[data-error-summary]").count() == 0, page.locator("main").inner_text()
    raise AssertionError("the survey has no end")


@pytest.mark.behaviour("Q34")
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_matrix_is_read_as_row_and_column(
    open_page: OpenPage, intro: str, size: dict[str, int]
) -> None:
    page = open_page(size)
    begin(page, intro)
    fill(page)
    page.locator("button[name=step][value=next]").click()
    fill(page)
    page.locator("button[name=step][value=next]").click()
    expect_page(page, 2)
    for kind, row, column in (
        ("radio", "Text r1", "3"),
        ("checkbox", "Text r2", "Rad"),
    ):
        group = page.get_by_role("group", name=re.compile(rf"^{row}"))
        expect(group.get_by_role(kind, name=column, exact=True).first).to_be_visible()
    expect(page.get_by_role("textbox", name=re.compile("Text r1")).first).to_be_visible()
    show(page, size=PHONE)
    assert_good_page(page)
