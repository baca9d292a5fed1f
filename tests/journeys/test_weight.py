"""How much a phone loads that was never here: the first page of a survey, in the middle of nowhere."""

import pytest
from playwright.sync_api import CDPSession, Page

from tests.journeys import answering

MOST_BYTES = 100_000
MOST_REQUESTS = 8


class Wire:
    """What comes over the wire, counted by the browser; data inside the page is no request."""

    def __init__(self, session: CDPSession) -> None:
        self.bytes: dict[str, float] = {}
        self.addresses: dict[str, str] = {}
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._loaded)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def _asked(self, event: dict[str, dict[str, str]]) -> None:
        if not event["request"]["url"].startswith("data:"):
            self.addresses[str(event["requestId"])] = event["request"]["url"]

    def _loaded(self, event: dict[str, float]) -> None:
        self.bytes[str(event["requestId"])] = event["encodedDataLength"]

    @property
    def total(self) -> float:
        return sum(self.bytes.get(request, 0) for request in self.addresses)


@pytest.mark.behaviour("Q35")
def test_the_first_page_of_a_survey_is_light(phone: Page) -> None:
    wire = Wire(phone.context.new_cdp_session(phone))
    phone.goto(answering.INTRO)
    phone.wait_for_load_state("networkidle")
    assert len(wire.addresses) <= MOST_REQUESTS, sorted(wire.addresses.values())
    assert 0 < wire.total < MOST_BYTES
    assert all(address.startswith("http") for address in wire.addresses.values())
