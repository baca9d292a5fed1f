"""Signing in as a person does, with the logins of the demo county."""

from playwright.sync_api import Page

from smartregion.demo.logins import DEMO_PASSWORD
from tests.journeys.site import path_of

CITIZEN = "buergerin@pm.example"
OFFICE = "stabsstelle@pm.example"
EDITOR = "redaktion@pm.example"
MODERATOR = "moderation@pm.example"
OWNER = "mobilitaet@pm.example"
CONSULTANT = "beratung@pm.example"


def fill_login(page: Page, email: str) -> None:
    page.get_by_label("E-Mail").fill(email)
    page.get_by_label("Passwort", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Anmelden", exact=True).click()


def sign_in(page: Page, email: str) -> None:
    page.goto("/konto/login/")
    fill_login(page, email)
    page.wait_for_url(lambda url: not path_of(url).startswith("/konto/"))
