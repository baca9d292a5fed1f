"""People who look at one page after the other, and where the pages are."""

import json
import subprocess
import sys
from collections.abc import Callable

from playwright.sync_api import Browser, Page

from tests.journeys.checks import Watch
from tests.journeys.people import sign_in
from tests.journeys.site import ROOT, Product


def told(program: str, product: Product) -> dict[str, str]:
    """What a program says that works in the database of the running product."""
    command = [sys.executable, "-m", f"tests.journeys.{program}"]
    same = {"cwd": ROOT, "env": product.environment, "text": True}
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, **same).stdout)


def paths_of(product: Product) -> dict[str, str]:
    return told("addresses", product)


class Visitors:
    """One page for each person, kept open from test to test: signing in takes longer than looking."""

    def __init__(
        self, browser: Browser, site: str, prepare: Callable[[Page], None] | None = None
    ) -> None:
        self.browser, self.site, self.prepare = browser, site, prepare
        self.open: dict[str | None, tuple[Page, Watch]] = {}

    def page_of(self, email: str | None) -> tuple[Page, Watch]:
        if email not in self.open:
            context = self.browser.new_context(
                base_url=self.site, locale="de-DE", reduced_motion="reduce"
            )
            page = context.new_page()
            if self.prepare:
                self.prepare(page)
            if email:
                sign_in(page, email)
            self.open[email] = page, Watch(page, self.site)
        return self.open[email]

    def close(self) -> None:
        for page, _watch in self.open.values():
            page.context.close()
