"""Invited, asked for a second factor, and back in with it; and a passkey instead of a password."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from smartregion.demo.logins import DEMO_PASSWORD
from tests.accounts.test_second_factor import code_for
from tests.journeys.checks import assert_good_in_light_and_dark, assert_good_page
from tests.journeys.people import sign_in
from tests.journeys.signing_in.conftest import ADMINISTRATION, County, Visit

PASSWORD = "Rufbus-Anschluss-1815"
# Seconds for which an app shows a code.
PERIOD = 30
DEMANDED = "Ihre Rolle braucht einen zweiten Faktor"


def leave(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/konto/login/")


def prove_oneself(page: Page, password: str) -> None:
    """What is set up here decides who gets in from now on, so the password is asked for once more."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Zugriff bestätigen")
    assert_good_in_light_and_dark(page)
    page.get_by_label("Passwort").fill(password)
    page.get_by_role("button", name="Bestätigen").click()


def invite(page: Page, email: str) -> None:
    page.goto("/personen/einladungen/neu/")
    assert_good_in_light_and_dark(page)
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Name", exact=True).fill("Nora Neu")
    page.get_by_label("Stabsstelle").check()
    page.get_by_role("button", name="Einladung senden").click()
    expect(page.get_by_text("Die Einladung ist unterwegs.")).to_be_visible()
    assert_good_in_light_and_dark(page)


def accept(page: Page, link: str) -> None:
    page.goto(link)
    assert_good_in_light_and_dark(page)
    page.get_by_label("Passwort").fill("kurz")
    page.get_by_role("button", name="Annehmen und anmelden").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert_good_page(page)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Annehmen und anmelden").click()
    expect(page.get_by_text(DEMANDED).first).to_be_visible()


def shown_by_app(secret: str) -> str:
    """The code that the app shows now; who sees that it is about to change waits for the next one."""
    while time.time() % PERIOD > PERIOD - 10:
        time.sleep(0.2)
    return code_for(secret)


def set_up_app(page: Page) -> tuple[str, str]:
    """The secret that the app keeps, and one of the recovery codes."""
    page.get_by_role("link", name="Aktivieren").click()
    prove_oneself(page, PASSWORD)
    expect(page.locator("input[name=code]")).to_be_visible()
    assert_good_in_light_and_dark(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("input[name=code]").fill(shown_by_app(secret))
    page.get_by_role("button", name="Aktivieren").click()
    codes = page.locator("#recovery_codes")
    expect(codes).to_be_visible()
    assert_good_in_light_and_dark(page)
    return secret, codes.input_value().split()[0]


def sign_in_with(page: Page, email: str, code: Callable[[], str]) -> None:
    leave(page)
    page.get_by_label("E-Mail").fill(email)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()
    expect(page).to_have_url(re.compile("/konto/2fa/authenticate/"))
    assert_good_in_light_and_dark(page)
    page.locator("input[name=code]").fill(code())
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url(lambda url: "/konto/" not in url)
    assert_good_page(page)


def test_colleague_is_invited_and_gets_in_with_a_second_factor_only(
    visit: Visit, county: County
) -> None:
    office, email = visit(), "nora.neu@pm.example"
    sign_in(office, ADMINISTRATION)
    invite(office, email)

    page, link = visit(), county.link_in_letter_to(email)
    accept(page, link)
    page.goto("/arbeitsplatz/")
    expect(page.get_by_text(DEMANDED).first).to_be_visible()
    assert_good_in_light_and_dark(page)
    secret, recovery = set_up_app(page)
    page.goto("/arbeitsplatz/")
    expect(page).to_have_url(re.compile("/arbeitsplatz/"))

    sign_in_with(page, email, lambda: shown_by_app(secret))
    sign_in_with(page, email, lambda: recovery)
    page.goto("/konto/2fa/")
    assert_good_in_light_and_dark(page)

    # The letter opens nothing a second time.
    page.context.clear_cookies()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Diese Einladung gilt nicht mehr")
    assert_good_in_light_and_dark(page)


class Key:
    """A key with a fingerprint sensor.

    Chromium forgets a virtual one when another debugger leaves the page, as the looks at a page do; so it is
    plugged in for each use and its credentials are kept here.
    """

    def __init__(self) -> None:
        self.credentials: list[dict[str, object]] = []

    @contextmanager
    def plugged_into(self, page: Page) -> Iterator[None]:
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        device = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
        }  # fmt: skip
        this = devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})
        for credential in self.credentials:
            devices.send("WebAuthn.addCredential", {**this, "credential": credential})
        yield
        self.credentials = devices.send("WebAuthn.getCredentials", this)["credentials"]
        devices.detach()


def test_passkey_is_set_up_and_opens_the_account_without_a_password(visit: Visit) -> None:
    page, key = visit(), Key()
    sign_in(page, ADMINISTRATION)
    page.goto("/konto/2fa/")
    assert_good_in_light_and_dark(page)
    page.get_by_role("link", name="Hinzufügen").click()
    prove_oneself(page, DEMO_PASSWORD)
    passwordless = page.get_by_label("Ohne Passwort anmelden (Passkey)")
    expect(passwordless).to_be_visible()
    assert_good_in_light_and_dark(page)
    passwordless.check()
    page.get_by_label("Name").fill("Dienstrechner")
    with key.plugged_into(page):
        page.get_by_role("button", name="Hinzufügen").click()
        expect(page.locator("#recovery_codes")).to_be_visible()
    page.goto("/konto/2fa/webauthn/")
    expect(page.get_by_role("cell", name="Dienstrechner", exact=True)).to_be_visible()
    assert_good_in_light_and_dark(page)

    leave(page)
    assert_good_in_light_and_dark(page)
    with key.plugged_into(page):
        page.get_by_role("button", name="Mit einem Passkey anmelden").click()
        page.wait_for_url(lambda url: "/konto/" not in url)
    page.goto("/personen/profil/")
    expect(page.get_by_text(ADMINISTRATION).first).to_be_visible()
