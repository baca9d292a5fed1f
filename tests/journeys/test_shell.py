"""The frame around every page: menu, skip link, language, error summary, double clicks."""

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_good_page
from tests.journeys.conftest import DESKTOP, OpenPage
from tests.journeys.people import OFFICE, sign_in


def test_menu_on_a_phone_unfolds_by_keyboard(phone: Page) -> None:
    phone.goto("/")
    menu = phone.get_by_role("button", name="Menü")
    strategy = phone.get_by_role("link", name="Strategie", exact=True)
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(strategy).to_be_hidden()
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(strategy).to_be_visible()
    assert_good_page(phone)


def test_menu_is_a_plain_list_without_a_script(phone_without_script: Page) -> None:
    page = phone_without_script
    page.goto("/")
    expect(page.get_by_role("button", name="Menü")).to_be_hidden()
    page.get_by_role("link", name="Maßnahmen", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Maßnahmen")


def test_first_tab_leads_past_the_menu(desktop: Page) -> None:
    desktop.goto("/massnahmen/")
    desktop.keyboard.press("Tab")
    skip = desktop.get_by_role("link", name="Zum Inhalt springen")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("main")).to_be_focused()


def test_language_changes_on_the_spot_and_keeps_the_filter(desktop: Page) -> None:
    desktop.goto("/massnahmen/?q=bus")
    desktop.get_by_role("link", name="English").click()
    assert desktop.url.endswith("/en/massnahmen/?q=bus")
    expect(desktop.locator("html")).to_have_attribute("lang", "en")
    assert_good_page(desktop)


def test_refused_form_puts_the_keyboard_on_the_errors(desktop: Page) -> None:
    desktop.goto("/konto/login/")
    desktop.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()
    summary = desktop.get_by_role("alert")
    expect(summary).to_be_focused()
    assert desktop.title().startswith("Fehler: ")
    summary.get_by_role("link").first.click()
    expect(desktop.get_by_label("E-Mail-Adresse")).to_be_focused()
    assert_good_page(desktop)


def test_account_menu_closes_on_escape(open_page: OpenPage) -> None:
    page = open_page(DESKTOP)
    sign_in(page, OFFICE)
    menu = page.locator("details.account-menu")
    menu.locator("summary").press("Enter")
    expect(menu.get_by_role("button", name="Abmelden")).to_be_visible()
    assert_good_page(page)
    page.keyboard.press("Escape")
    expect(menu.get_by_role("button", name="Abmelden")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_second_click_sends_nothing(desktop: Page) -> None:
    desktop.goto("/konto/password/reset/")
    sent: list[str] = []
    desktop.on("request", lambda request: sent.append(request.method))
    desktop.get_by_label("E-Mail-Adresse").fill("niemand@example.org")
    desktop.get_by_role("main").get_by_role("button").first.dblclick()
    expect(desktop).not_to_have_url("/konto/password/reset/")
    assert sent.count("POST") == 1
