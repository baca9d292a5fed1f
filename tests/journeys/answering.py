"""Answering the demo survey, page by page."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_good_page

INTRO = "/umfragen/digitalisierung-in-potsdam-mittelmark/"
IDEA = "Ein Rufbus, den man auch am Sonntag bestellen kann."


def begin(page: Page) -> None:
    page.goto(INTRO)
    page.get_by_role("button", name="Umfrage beginnen").click()
    expect_page(page, 1)


def expect_page(page: Page, number: int) -> None:
    expect(page).to_have_title(re.compile(rf"Seite {number} von 6"))


def go_on(page: Page, to: int) -> None:
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect_page(page, to)
    assert_good_page(page)


def answer_internet(page: Page) -> None:
    page.get_by_label("Schnell genug für alles, was wir tun").check()
    page.get_by_label("Überall gut").check()
    page.get_by_label("Smartphone").check()


def answer_life(page: Page) -> None:
    for row in page.locator(".matrix__row").all():
        row.get_by_label("eher zufrieden", exact=True).check()
    page.get_by_role("group", name="In welchen Bereichen").get_by_role("checkbox").first.check()


def answer_office(page: Page) -> None:
    page.get_by_role("group", name="Wie erledigen Sie").get_by_role("radio").first.check()


def answer_where(page: Page) -> None:
    page.get_by_label("In welcher Stadt oder Gemeinde wohnen Sie?").select_option(
        label="Wiesenburg/Mark"
    )


def answer_until_last_page(page: Page) -> None:
    """From the first page to the last, which is filled but not sent."""
    answer_internet(page)
    go_on(page, 2)
    answer_life(page)
    go_on(page, 3)
    answer_office(page)
    go_on(page, 4)
    go_on(page, 5)
    page.get_by_label("Welche digitale Idee").fill(IDEA)
    go_on(page, 6)
    answer_where(page)


def send(page: Page) -> None:
    page.get_by_role("button", name="Antworten absenden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke für Ihre Antworten")


def number_of_responses(office: Page) -> int:
    """As the results page tells it to the strategy office."""
    office.goto("/umfragen/verwaltung/digitalisierung-in-potsdam-mittelmark/ergebnisse/")
    return int(office.locator(".stat__value").first.inner_text())
