"""The main job, once through the whole house, as the people of the demo county would do it."""

import io

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.journeys import answering
from tests.journeys.checks import assert_good_in_light_and_dark, assert_good_page
from tests.journeys.conftest import DESKTOP, OpenPage
from tests.journeys.people import CITIZEN, CONSULTANT, OFFICE, fill_login, sign_in

REPORT_SECONDS = 180


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_citizen_reads_the_strategy_on_a_phone(phone: Page) -> None:
    phone.goto("/")
    assert_good_in_light_and_dark(phone)
    phone.get_by_role("link", name="Strategie lesen").click()
    expect(phone.get_by_role("heading", name="Leitlinien", exact=True)).to_be_visible()
    expect(phone.locator("#guidelines li h3")).to_have_count(8)
    assert_good_in_light_and_dark(phone)
    phone.get_by_role("link", name="Leitlinien", exact=True).first.click()
    expect(phone.locator("#guidelines")).to_be_in_viewport()
    assert_good_page(phone)
    assert phone.context.cookies() == []


def test_answers_of_a_citizen_arrive_in_the_results(phone: Page, open_page: OpenPage) -> None:
    office = open_page(DESKTOP)
    sign_in(office, OFFICE)
    before = answering.number_of_responses(office)

    phone.goto("/")
    phone.get_by_role("link", name="Digitalisierung in Potsdam-Mittelmark").first.click()
    assert_good_in_light_and_dark(phone)
    phone.get_by_role("button", name="Umfrage beginnen").click()
    assert_good_in_light_and_dark(phone)
    answering.answer_until_last_page(phone)
    answering.send(phone)
    assert_good_in_light_and_dark(phone)
    assert phone.context.cookies() == []

    assert answering.number_of_responses(office) == before + 1
    assert_good_in_light_and_dark(office)
    office.get_by_text("Zahlen als Tabelle").first.click()
    assert_good_page(office)
    texts = "/umfragen/verwaltung/digitalisierung-in-potsdam-mittelmark/ergebnisse/freitexte/idee/"
    office.goto(f"{texts}?q=Rufbus")
    expect(office.get_by_text(answering.IDEA).first).to_be_visible()


def test_participant_writes_in_the_forum_and_finds_the_permalink(phone: Page) -> None:
    text = "In Wiesenburg fehlt ein Arbeitsplatz auf Zeit in der Nähe des Bahnhofs."
    phone.goto("/foren/")
    phone.get_by_role("link", name="Diskussionsforum Smart Region").click()
    assert_good_page(phone)
    phone.get_by_role("link", name="Arbeit 4.0").click()
    assert_good_in_light_and_dark(phone)
    phone.get_by_role("link", name="Anmelden und mitschreiben").click()
    assert_good_in_light_and_dark(phone)
    fill_login(phone, CITIZEN)
    phone.get_by_label("Ihr Beitrag").fill(text)
    assert_good_page(phone)
    # Nobody fills a form in within three seconds.
    phone.wait_for_timeout(3_000)
    phone.get_by_role("button", name="Beitrag veröffentlichen").click()
    mine = phone.locator("article.post", has_text=text)
    expect(mine).to_be_visible()
    assert_good_in_light_and_dark(phone)
    mine.get_by_role("link", name="Was wurde daraus?").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Was wurde daraus?")
    expect(phone.get_by_text(text)).to_be_visible()
    expect(phone.get_by_text("Antwort steht noch aus")).to_be_visible()
    assert_good_in_light_and_dark(phone)


def test_citizen_follows_a_key_project_to_its_evaluation(phone: Page) -> None:
    phone.goto("/massnahmen/")
    phone.get_by_text("Suchen und filtern").click()
    phone.get_by_label("nur Schlüsselprojekte").check()
    expect(phone.locator(".card")).to_have_count(14)
    assert_good_in_light_and_dark(phone)
    phone.locator(".card--key").first.get_by_role("link").click()
    assert_good_in_light_and_dark(phone)
    expect(phone.get_by_role("heading", name="Wie es steht")).to_be_visible()
    phone.goto("/massnahmen/")
    phone.get_by_role("link", name="Zur Auswertung").click()
    expect(phone.get_by_role("heading", name="Wird getan, was geplant ist?")).to_be_visible()
    assert_good_in_light_and_dark(phone)


@pytest.mark.behaviour("R2", "R4")
def test_consultant_orders_the_final_report_and_gets_a_tagged_pdf(desktop: Page) -> None:
    sign_in(desktop, CONSULTANT)
    assert_good_page(desktop)
    desktop.goto("/berichte/")
    desktop.get_by_role("link", name="Bericht bestellen").first.click()
    desktop.get_by_label("Titel des Berichts").fill("Abschlussbericht für den Kreistag")
    waiting = desktop.get_by_label("Warum der Bericht trotz offener Beiträge entsteht")
    waiting.fill("Der Kreistag berät, bevor das Forum endet.")
    assert_good_in_light_and_dark(desktop)
    desktop.get_by_role("button", name="Bericht bestellen").dblclick()
    expect(desktop.get_by_role("heading", level=1)).to_have_text(
        "Abschlussbericht für den Kreistag"
    )
    expect(desktop.get_by_role("progressbar")).to_be_visible()
    assert_good_page(desktop)

    link = desktop.get_by_role("link", name="PDF, barrierefrei")
    link.wait_for(timeout=REPORT_SECONDS * 1000)
    assert_good_in_light_and_dark(desktop)
    pages = int(desktop.get_by_role("row").filter(has=link).get_by_role("cell").first.inner_text())
    with desktop.expect_download() as download:
        link.click()
    with pikepdf.open(io.BytesIO(download.value.path().read_bytes())) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "de"
        assert pdf.docinfo["/Title"] == "Abschlussbericht für den Kreistag"
        assert len(pdf.pages) == pages > 30
        with pdf.open_outline() as outline:
            assert len(outline.root) >= 8

    desktop.goto("/berichte/")
    expect(desktop.get_by_role("link", name="Abschlussbericht für den Kreistag")).to_have_count(1)
