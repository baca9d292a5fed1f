"""Signing in with an account elsewhere, on the real pages of a provider, under the CSP of ours."""

from playwright.sync_api import Page, expect

from tests.accounts.providers.conftest import Elsewhere
from tests.journeys.checks import assert_good_in_light_and_dark, assert_good_page
from tests.journeys.signing_in.conftest import Visit


def choose(page: Page, provider: str, elsewhere: Elsewhere) -> None:
    page.goto("/konto/login/")
    assert_good_in_light_and_dark(page)
    page.get_by_role("button", name=f"Mit {provider} anmelden").click()
    page.wait_for_url(f"{elsewhere.address}/**")


def agree(page: Page, sub: str) -> None:
    page.locator("input[name=sub]").fill(sub)
    page.get_by_role("button", name="Authorize").click()


def test_colleague_comes_in_with_the_account_of_the_county(
    visit: Visit, elsewhere: Elsewhere
) -> None:
    elsewhere.knows("kai", email="kai@pm.example", email_verified=True, name="Kai Kollege")
    page = visit()
    choose(page, "Landkreis-Konto", elsewhere)
    agree(page, "kai")
    page.goto("/konto/verknuepft/")
    expect(page.locator(".account-menu__name")).to_have_text("Kai Kollege")
    expect(page.get_by_role("main").get_by_text("Landkreis-Konto").first).to_be_visible()
    expect(page.get_by_role("button", name="Verknüpfung lösen")).to_be_visible()
    assert_good_in_light_and_dark(page)


def test_citizen_says_under_which_name_to_appear(visit: Visit, elsewhere: Elsewhere) -> None:
    elsewhere.knows("b1", email="b1@pm.example", email_verified=True, name="Berta Bürgerin")
    page = visit()
    choose(page, "BundID", elsewhere)
    agree(page, "b1")
    assert_good_in_light_and_dark(page)
    page.get_by_label("Anzeigename").fill("Radlerin")
    page.get_by_role("main").get_by_role("button").click()
    assert_good_in_light_and_dark(page)


def test_who_thinks_again_at_the_provider_is_led_back(visit: Visit, elsewhere: Elsewhere) -> None:
    page = visit()
    choose(page, "BundID", elsewhere)
    page.get_by_role("button", name="Deny").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert_good_page(page)
    assert_good_in_light_and_dark(page)
