"""Formatted text keeps its formatting and loses everything that acts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartregion.core.richtext import clean, plain_text
from smartregion.core.templatetags.richtext import richtext


def test_clean_keeps_headings_lists_tables_and_links() -> None:
    html = (
        "<h2>Ziel</h2><ul><li><strong>Netz</strong></li></ul>"
        '<table><tbody><tr><th scope="row">A</th><td colspan="2">B</td></tr></tbody></table>'
    )
    assert clean(html) == html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src="https://example.org/x.png">',
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
        "<svg onload=alert(1)></svg>",
        '<p style="position:fixed">x</p>',
        '<iframe src="https://example.org"></iframe>',
        '<p onclick="alert(1)">x</p>',
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    ],
)
def test_clean_removes_what_acts_or_loads(hostile: str) -> None:
    cleaned = clean(hostile)
    for trace in (
        "script",
        "onerror",
        "onload",
        "onclick",
        "javascript:",
        "data:",
        "<img",
        "style",
    ):
        assert trace not in cleaned.lower()


@given(st.text(alphabet="<>/\"'=&; abpscriptonhref:#x0", max_size=80))
def test_clean_twice_is_clean_once(html: str) -> None:
    once = clean(html)
    assert clean(once) == once


def test_plain_text_gives_words_without_markup_or_entities() -> None:
    assert plain_text("<h2>Bus &amp; Bahn</h2><p>im <em>Takt</em></p>") == "Bus & Bahn im Takt"


def test_richtext_filter_cleans_again_what_the_database_holds() -> None:
    assert "<script" not in richtext("<p>gut</p><script>alert(1)</script>")
