"""Takes the pictures of the README from the demo county, so that they stay true (make screenshots).

Starts the product as the journeys do, walks to the pages, and turns pages of the final report into
pictures.
"""

import os
import tempfile
import time
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from report_pages import photograph_pages  # noqa: E402

from tests.journeys import answering  # noqa: E402
from tests.journeys.conftest import ARGUMENTS, chromium_program  # noqa: E402
from tests.journeys.people import OFFICE, sign_in  # noqa: E402
from tests.journeys.site import ROOT, running_product  # noqa: E402

IMAGES = ROOT / "docs" / "images"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 780}
KEY_PROJECT = "/massnahmen/HF2-M01/"
STRATEGY = "/strategie/digitalisierungsstrategie-smart-region-potsdam-mittelmark"
# Pictures that show the middle of a page: name, address, what stands at the top.
PLACES = [
    ("maturity", "/strategie/reifegrad/", "figure.chart >> nth=1"),
    ("synopsis", f"{STRATEGY}/synopse/1.0/1.1/?change=changed", "table"),
]
REPORT_SECONDS = 600


def open_page(browser: Browser, address: str, size: dict[str, int]) -> Page:
    context = browser.new_context(
        base_url=address, viewport=size, locale="de-DE", reduced_motion="reduce"
    )
    return context.new_page()


def photograph_public_pages(browser: Browser, address: str) -> None:
    desktop = open_page(browser, address, DESKTOP)
    desktop.goto("/")
    desktop.screenshot(path=IMAGES / "start.png")
    desktop.goto(KEY_PROJECT)
    desktop.screenshot(path=IMAGES / "measure.png")
    for name, address_of_it, landmark in PLACES:
        desktop.goto(address_of_it)
        desktop.locator(landmark).first.evaluate("place => place.scrollIntoView()")
        desktop.screenshot(path=IMAGES / f"{name}.png")
    phone = open_page(browser, address, PHONE)
    answering.begin(phone)
    answering.answer_internet(phone)
    phone.get_by_role("heading", level=1).scroll_into_view_if_needed()
    phone.screenshot(path=IMAGES / "survey-phone.png")


def photograph_results(browser: Browser, address: str) -> None:
    office = open_page(browser, address, DESKTOP)
    sign_in(office, OFFICE)
    answering.number_of_responses(office)
    office.screenshot(path=IMAGES / "results.png")


def photograph_report(browser: Browser, address: str, folder: Path) -> None:
    """The demo county releases its final report as soon as its worker runs."""
    pdf = folder / "report.pdf"
    page = open_page(browser, address, DESKTOP)
    until = time.monotonic() + REPORT_SECONDS
    while not page.goto("/berichte/archiv/?art=final") or not page.locator("main h2").count():
        if time.monotonic() > until:
            raise TimeoutError("The final report of the demo county was not released.")
        page.wait_for_timeout(3000)
    page.get_by_role("link", name="Abschlussbericht").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").first.click()
    download.value.save_as(pdf)
    photograph_pages(pdf)


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_product(Path(folder)) as product,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=ARGUMENTS)
        photograph_public_pages(browser, product.address)
        photograph_results(browser, product.address)
        photograph_report(browser, product.address, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
