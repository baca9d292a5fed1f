"""Earlier answers in later texts are words, whatever they look like."""

import pytest

from participation.surveys.document.piping import codes_in, piped
from tests.factories.surveys import both, lines, published, question
from tests.participation.surveys.test_views_answering import Browser

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(1)>"


def test_places_are_found_and_filled() -> None:
    assert codes_in({"de": "{{a}} und {{ b }}", "en": "{{a}}"}) == ["a", "b"]
    assert piped("Sie fahren {{a}}, nicht {{b}}.", {"a": "Bus"}) == "Sie fahren Bus, nicht …."
    assert piped("{{a}}", {"a": "{{b}}", "b": "tief"}) == "{{b}}"


@pytest.mark.behaviour("Q6")
@pytest.mark.usefixtures("noon")
def test_nothing_that_people_type_or_label_ever_runs() -> None:
    version = published(
        question("short_text", "name"),
        question("multiple", "ways", options=lines("a", "b", a={"label": both(IMAGE)})),
        question(
            "long_text", "why", text=both("{{name}}, warum {{ways}}?"), help=both("Zu {{name}}")
        ),
    )
    browser = Browser(version).send("start", version=1)
    browser.send("next", name=SCRIPT)
    assert SCRIPT not in browser.text
    assert IMAGE not in browser.text
    browser.send("next", ways="a")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;, warum &lt;img" in browser.text
    assert SCRIPT not in browser.text
    assert IMAGE not in browser.text
