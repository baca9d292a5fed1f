"""What a citizen says on the phone, and how they hear what became of it."""

import email
import email.policy
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_good_in_light_and_dark, assert_good_page
from tests.journeys.conftest import DESKTOP, OpenPage
from tests.journeys.people import CITIZEN, OFFICE, sign_in
from tests.journeys.site import Product

TOPIC = "/foren/diskussionsforum-smart-region/mobilitaet-im-alltag/"
TEXT = "Am Bahnhof Brück fehlt ein Wartehaus, von dem aus man den Rufbus bestellen kann."
REASON = "Das Wartehaus wird mit der neuen Haltestelle gebaut und bekommt einen Anzeiger."
ADDRESS = "pendlerin@buerger.example"
# The worker looks after letters every minute.
LETTER_SECONDS = 100


def letters(product: Product, to: str) -> list[email.message.EmailMessage]:
    """What lies in the mailbox of the demo county for one address, oldest first."""
    folder = Path(product.environment["VAR_DIR"]) / "mail"
    found = []
    for file in sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime):
        for raw in re.split(rb"-{70,}\n", file.read_bytes()):
            letter = email.message_from_bytes(raw.strip(), policy=email.policy.default)
            if to in str(letter["To"]):
                found.append(letter)
    return found


def letter_with(product: Product, to: str, words: str) -> str:
    """The text of the letter that says this, as soon as it is there."""
    deadline = time.monotonic() + LETTER_SECONDS
    while time.monotonic() < deadline:
        for letter in letters(product, to):
            text = str(letter.get_content())
            if words in " ".join(text.split()):
                return text
        time.sleep(0.5)
    raise AssertionError(f"No letter to {to} says: {words}")


@pytest.mark.behaviour("F12")
@pytest.mark.behaviour("F13")
@pytest.mark.behaviour("F25")
def test_a_sentence_from_the_phone_comes_back_as_an_answer(
    phone: Page, open_page: OpenPage, product: Product
) -> None:
    write_as_guest(phone)
    code = confirm(phone, product)
    answer_as_office(open_page(DESKTOP))
    assert "aufgegriffen" in letter_with(product, ADDRESS, REASON)
    look_up(phone, code)


def write_as_guest(page: Page) -> None:
    page.goto(TOPIC)
    assert_good_in_light_and_dark(page)
    assert page.context.cookies() == []
    page.get_by_role("link", name="Ohne Konto schreiben").click()
    page.get_by_role("button", name="Weiter zum Code").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_good_in_light_and_dark(page)
    page.get_by_label("Ihr Beitrag").fill(TEXT)
    page.get_by_label("Name oder Pseudonym").fill("Pendlerin")
    page.get_by_label("E-Mail-Adresse").fill(ADDRESS)
    # Nobody fills a form in within three seconds.
    page.wait_for_timeout(3_000)
    page.get_by_role("button", name="Weiter zum Code").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Code eingeben")
    assert_good_in_light_and_dark(page)


def confirm(page: Page, product: Product) -> str:
    """Enter the code from the mail; returns the receipt code."""
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Beitrag absenden").click()
    assert_good_page(page)
    digits = re.search(r"\b\d{6}\b", letter_with(product, ADDRESS, "Code"))
    assert digits
    page.get_by_label("Code").fill(digits.group())
    page.get_by_role("button", name="Beitrag absenden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vielen Dank!")
    assert_good_in_light_and_dark(page)
    return page.locator(".receipt-code").inner_text()


def answer_as_office(page: Page) -> None:
    sign_in(page, OFFICE)
    page.goto(TOPIC)
    mine = page.locator("article.post", has_text=TEXT)
    mine.get_by_role("link", name="Für den Landkreis antworten").click()
    assert_good_page(page)
    page.get_by_label("aufgegriffen", exact=True).check()
    page.get_by_label("Öffentliche Begründung").fill(REASON)
    page.get_by_label("Antwortende Stelle").fill("Fachdienst Verkehr und Mobilität")
    page.get_by_role("button", name="Antwort veröffentlichen").click()
    expect(page.get_by_text(REASON).first).to_be_visible()
    assert_good_in_light_and_dark(page)


def look_up(page: Page, code: str) -> None:
    page.goto("/beitraege/beleg/")
    assert_good_page(page)
    page.get_by_label("Beleg-Code").fill(code.lower())
    page.get_by_role("button", name="Nachsehen").click()
    expect(page.get_by_text(REASON).first).to_be_visible()
    assert_good_in_light_and_dark(page)


def test_receipt_code_stands_where_the_reader_lands(phone: Page) -> None:
    sign_in(phone, CITIZEN)
    phone.goto(f"{TOPIC}schreiben/")
    phone.get_by_label("Ihr Beitrag").fill("Der Takt am Samstag ist zu dünn.")
    # Nobody fills a form in within three seconds.
    phone.wait_for_timeout(3_000)
    phone.get_by_role("button", name="Beitrag veröffentlichen").click()
    mine = phone.locator("article.post:target")
    expect(mine.get_by_text("Ihr Beleg-Code:")).to_be_in_viewport()
    assert_good_in_light_and_dark(phone)
