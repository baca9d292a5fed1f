"""What every page has to keep, whatever happens on it."""

from importlib import resources
from typing import Any
from weakref import WeakSet

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# target-size is the only rule for WCAG 2.2 and off by default.
RUN = (
    f"axe.run(document, {{runOnly: {{type: 'tag', values: {TAGS!r}}}, rules: {{'target-size': {{enabled: true}}}},"
    " resultTypes: ['violations']}).then(result => result.violations)"
)
without_script: WeakSet[BrowserContext] = WeakSet()
FRAME = "new Promise(requestAnimationFrame)"
PAINTED = f"{FRAME}.then(() => {FRAME}).then(() => true)"
WIDER_THAN_WINDOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def evaluate(page: Page, expression: str) -> Any:
    """Run a script by the debugger: unlike the page's own scripts it passes the strict CSP."""
    session = page.context.new_cdp_session(page)
    try:
        command = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = session.send("Runtime.evaluate", command)
    finally:
        session.detach()
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"].get("value")


def assert_axe_clean(page: Page) -> None:
    if not evaluate(page, "typeof axe === 'object'"):
        evaluate(page, AXE)
    violations = evaluate(page, RUN)
    found = [
        f"{v['id']}: {v['help']}\n    {node['html']}\n    {node['failureSummary']}"
        for v in violations
        for node in v["nodes"]
    ]
    assert not found, f"axe finds on {page.url}:\n" + "\n".join(found)


def assert_no_sideways_scrolling(page: Page) -> None:
    surplus = evaluate(page, WIDER_THAN_WINDOW)
    assert surplus <= 0, f"{page.url} is {surplus} px wider than the window"


def assert_one_main_heading(page: Page) -> None:
    headings = page.locator("h1").all_inner_texts()
    assert len(headings) == 1, f"{page.url} has {len(headings)} main headings: {headings}"


def assert_good_page(page: Page) -> None:
    """To be called on every page of a journey and after every interaction, as it is seen now."""
    # A click may only just have led here.
    page.wait_for_load_state("load")
    # axe waits with timers, which stand still where scripts are off.
    if page.context not in without_script:
        assert_axe_clean(page)
    assert_one_main_heading(page)
    assert_no_sideways_scrolling(page)


def show(page: Page, *, size: dict[str, int] | None = None, dark: bool = False) -> None:
    """Change window and colours of an open page, and wait until it is painted anew."""
    if size:
        page.set_viewport_size(size)
    page.emulate_media(color_scheme="dark" if dark else "light")
    evaluate(page, PAINTED)


def assert_good_in_light_and_dark(page: Page) -> None:
    assert_good_page(page)
    show(page, dark=True)
    assert_good_page(page)
    show(page)


# A refused page is often what a journey is about; on_response looks at files and faults. Who saves while
# a preview is on its way breaks that off, which htmx calls an error; a failed request has another name.
EXPECTED_ERRORS = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")


class Watch:
    """Notes what a page must never do: errors in the console (scripts, CSP), foreign hosts, missing files."""

    def __init__(self, page: Page, site: str) -> None:
        self.site = site
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("console", self.on_console)
        page.on("request", self.on_request)
        page.on("response", self.on_response)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED_ERRORS):
            self.complaints.append(f"console: {message.text}")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.complaints.append(f"request to another host: {request.url}")

    def on_response(self, response: Response) -> None:
        if response.status >= 500 or (
            response.status >= 400
            and response.request.resource_type not in ("document", "xhr", "fetch")
        ):
            self.complaints.append(f"{response.status} for {response.url}")
