"""Formatted text keeps its formatting and loses everything that acts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragments_fromstring

from smartregion.core.richtext import blocks, clean, plain_text
from smartregion.core.templatetags.richtext import richtext
from tests.core.hostile import HOSTILE, traces_in

pytestmark = pytest.mark.slow


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


def test_plain_text_leaves_a_bold_word_beside_its_full_stop() -> None:
    assert plain_text("<p>Genau eine <strong>Federführung</strong>.</p><p>Mehr.</p>") == (
        "Genau eine Federführung. Mehr."
    )


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("", []),
        ("<p></p><p><br></p>", []),
        ("<h3>A</h3><p>b<br>c</p>\n", ["<h3>A</h3>", "<p>b<br>c</p>"]),
        ("<ul><li>a</li><li>b</li></ul> ", ["<ul><li>a</li><li>b</li></ul>"]),
        (
            "lose <em>Worte</em> & mehr<p>b</p>",
            ["<p>lose <em>Worte</em> &amp; mehr</p>", "<p>b</p>"],
        ),
    ],
)
def test_blocks_are_what_people_call_paragraphs(markup: str, expected: list[str]) -> None:
    assert blocks(markup) == expected


def test_shown_tables_scroll_by_keyboard_too() -> None:
    shown = richtext("<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>")
    assert shown.count('tabindex="0"') == 1
    assert shown.endswith("</table></div>")


def test_blocks_lose_no_words_however_deep_they_stand() -> None:
    [quoted] = blocks("<blockquote>" * 300 + "<p>Tief</p>" + "</blockquote>" * 300)
    assert plain_text(quoted) == "Tief"


def test_table_in_an_address_stays_part_of_the_address() -> None:
    cleaned = clean('<a href="https://example.org/<table onmouseover=alert(1) x=">Ziel</a>')
    (link,) = fragments_fromstring(cleaned)
    assert set(link.attrib) == {"href", "rel"}
    assert "<table" not in cleaned
