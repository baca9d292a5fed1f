"""Answering in spite of everything: back and forward, two tabs, no connection, another day and device."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import answering
from tests.journeys.checks import assert_good_in_light_and_dark, assert_good_page
from tests.journeys.conftest import DESKTOP, PHONE, OpenPage
from tests.journeys.people import OFFICE, sign_in

PRETEST = "/umfragen/verwaltung/unterwegs-im-landkreis/pretests/1/"


@pytest.fixture
def office(open_page: OpenPage) -> Page:
    page = open_page(DESKTOP)
    sign_in(page, OFFICE)
    return page


@pytest.mark.behaviour("Q7")
@pytest.mark.parametrize("script", [True, False])
def test_back_forward_and_reload_lose_nothing(
    open_page: OpenPage, office: Page, script: bool
) -> None:
    before = answering.number_of_responses(office)
    page = open_page(PHONE, script=script)
    answering.begin(page)
    answering.answer_internet(page)
    answering.go_on(page, 2)
    answering.answer_life(page)
    page.go_back()
    answering.expect_page(page, 1)
    expect(page.get_by_label("Überall gut")).to_be_checked()
    page.go_forward()
    answering.expect_page(page, 2)
    page.reload()
    answering.expect_page(page, 2)
    answering.answer_life(page)
    answering.go_on(page, 3)
    page.get_by_role("button", name="Zurück").click()
    answering.expect_page(page, 2)
    rows = page.locator(".matrix__row")
    expect(page.locator(".matrix__row input:checked")).to_have_count(rows.count())
    answering.go_on(page, 3)
    answering.answer_office(page)
    answering.go_on(page, 4)
    answering.go_on(page, 5)
    answering.go_on(page, 6)
    answering.answer_where(page)
    answering.send(page)
    code = page.locator(".receipt-code").inner_text()
    page.reload()
    expect(page.locator(".receipt-code")).to_have_text(code)
    assert answering.number_of_responses(office) == before + 1


@pytest.mark.behaviour("Q7")
def test_two_tabs_show_one_receipt_for_one_response(
    phone_without_script: Page, office: Page
) -> None:
    before = answering.number_of_responses(office)
    answering.begin(phone_without_script)
    answering.answer_until_last_page(phone_without_script)
    send = phone_without_script.get_by_role("button", name="Antworten absenden")
    with phone_without_script.context.expect_page() as opened:
        send.click(modifiers=["Control"])
    second = opened.value
    answering.send(phone_without_script)
    code = phone_without_script.locator(".receipt-code").inner_text()
    expect(second.locator(".receipt-code")).to_have_text(code)
    assert answering.number_of_responses(office) == before + 1


@pytest.mark.behaviour("X10")
def test_without_a_connection_the_page_stays_and_says_so(phone: Page) -> None:
    answering.begin(phone)
    answering.answer_internet(phone)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Weiter", exact=True).click()
    warning = phone.get_by_role("alert")
    expect(warning).to_contain_text("keine Verbindung")
    expect(phone.get_by_label("Überall gut")).to_be_checked()
    assert_good_in_light_and_dark(phone)
    phone.context.set_offline(False)
    expect(warning).to_be_hidden()
    answering.go_on(phone, 2)


@pytest.mark.behaviour("X10")
def test_without_a_script_reloading_sends_what_was_typed(open_page: OpenPage) -> None:
    page = open_page(PHONE, script=False)
    answering.begin(page)
    answering.answer_internet(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Weiter", exact=True).click(no_wait_after=True)
    expect(page).to_have_url(re.compile("^chrome-error:"))
    page.context.set_offline(False)
    page.reload()
    answering.expect_page(page, 2)
    page.get_by_role("button", name="Zurück").click()
    expect(page.get_by_label("Überall gut")).to_be_checked()


@pytest.mark.behaviour("Q8")
def test_it_goes_on_at_a_desk_where_it_stopped_on_the_phone(
    phone_without_script: Page, desktop: Page
) -> None:
    answering.begin(phone_without_script)
    answering.answer_internet(phone_without_script)
    answering.go_on(phone_without_script, 2)
    answering.answer_life(phone_without_script)
    phone_without_script.get_by_role("button", name="Später weitermachen").click()
    expect(phone_without_script.get_by_role("heading", level=1)).to_contain_text("Ihr Code")
    assert_good_page(phone_without_script)
    code = phone_without_script.locator(".receipt-code").inner_text()
    desktop.goto(f"/umfragen/weiter/#{code}")
    expect(desktop.get_by_label("Code zum Weitermachen")).to_have_value(code)
    desktop.get_by_role("button", name="Weitermachen").click()
    answering.expect_page(desktop, 2)
    assert_good_in_light_and_dark(desktop)
    rows = desktop.locator(".matrix__row")
    expect(desktop.locator(".matrix__row input:checked")).to_have_count(rows.count())
    desktop.get_by_role("button", name="Später weitermachen").click()
    assert_good_in_light_and_dark(desktop)
    desktop.get_by_label("E-Mail-Adresse").fill("kein Klammeraffe")
    desktop.get_by_role("button", name="Code senden").click()
    assert_good_page(desktop)
    desktop.get_by_role("button", name="Doch gleich weitermachen").click()
    answering.expect_page(desktop, 2)


@pytest.mark.behaviour("Q12")
@pytest.mark.parametrize("script", [True, False])
def test_a_pretest_is_walked_through_with_remarks(
    open_page: OpenPage, office: Page, script: bool
) -> None:
    remark = f"Beispiel: Was ist ein Rufbus? ({script})"
    office.goto(PRETEST)
    link = office.locator(".pretest-link a").get_attribute("href") or ""
    page = open_page(PHONE, script=script)
    page.goto(link)
    page.get_by_role("button", name="Pretest beginnen").click()
    page.get_by_label("Bus", exact=True).check()
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page).to_have_title(
        "Pretest: Seite 2 von 2: Ihre Wünsche · Unterwegs im Landkreis · SmartRegion Landkreis Potsdam-Mittelmark"
    )
    page.locator("summary", has_text="Anmerkung zu dieser Frage").first.click()
    page.get_by_label("Was ist Ihnen an dieser Frage aufgefallen?").first.fill(remark)
    assert_good_page(page)
    page.get_by_role("button", name="Zurück").click()
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page.get_by_label("Was ist Ihnen an dieser Frage aufgefallen?").first).to_have_value(
        remark
    )
    page.get_by_label("Weiß nicht").check()
    page.get_by_role("button", name="Antworten absenden").click()
    # Who is not sure is asked what would have to change.
    expect(page.get_by_text("weitere Fragen auf dieser Seite")).to_be_visible()
    assert_good_page(page)
    page.get_by_role("button", name="Antworten absenden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke fürs Ausprobieren")
    assert_good_page(page)
    office.reload()
    expect(office.get_by_text(remark)).to_be_visible()
    assert_good_page(office)
