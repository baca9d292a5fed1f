"""Formatted text keeps its formatting and loses everything that acts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartregion.core.richtext import clean, plain_text
from smartregion.core.templatetags.richtext import richtext
from tests.core.hostile import HOSTILE, traces_in


def test_clean_keeps_headings_lists_tables_and_links() -> None:
    html = (
        "<h2>Ziel</h2><ul><li><strong>Netz</strong></li></ul>"
        '<table><tbody><tr><th scope="row">A</th><td colspan="2">B</td></tr></tbody></table>'
    )
    assert clean(html) == html


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_clean_removes_what_acts_or_loads(hostile: str) -> None:
    assert traces_in(clean(hostile)) == []


@given(st.text(alphabet="<>/\"'=&; abpscriptonhref:#x0", max_size=80))
def test_clean_twice_is_clean_once(html: str) -> None:
    once = clean(html)
    assert clean(once) == once


def test_plain_text_gives_words_without_markup_or_entities() -> None:
    assert plain_text("<h2>Bus &amp; Bahn</h2><p>im <em>Takt</em></p>") == "Bus & Bahn im Takt"


def test_richtext_filter_cleans_again_what_the_database_holds() -> None:
    assert "<script" not in richtext("<p>gut</p><script>alert(1)</script>")
