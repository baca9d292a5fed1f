"""Two formatted texts with what changed between them marked, word by word."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartregion.core.richtext import clean, plain_text
from smartregion.core.templatetags.worddiff import marked
from smartregion.core.worddiff import MOST_WORDS, PILCROW, clean_marked, compare
from tests.core.hostile import HOSTILE, traces_in
from tests.growth import assert_growth

pytestmark = pytest.mark.slow

MARK = re.compile(r"<(ins|del)[^>]*>(.*?)</\1>", re.DOTALL)


def marks(html: str) -> list[str]:
    return [words for _tag, words in MARK.findall(html)]


def without_marks(html: str) -> str:
    return re.sub(rf"</?(?:ins|del)[^>]*>{PILCROW}?", "", html)


# -- what is marked ----------------------------------------------------------------------------
def test_compare_marks_the_words_that_differ() -> None:
    found = compare("<p>Der Bus fährt am Abend.</p>", "<p>Der Bus fährt am frühen Morgen.</p>")
    assert found.old == '<p>Der Bus fährt am <del data-edge="both">Abend</del>.</p>'
    assert found.new == '<p>Der Bus fährt am <ins data-edge="both">frühen Morgen</ins>.</p>'
    assert (found.words_removed, found.words_added) == (1, 2)


def test_same_texts_have_no_marks() -> None:
    found = compare("<p>Gleich &amp; gut</p>", "<p>Gleich &amp; gut</p>")
    assert not found.has_marks
    assert found.old == found.new == "<p>Gleich &amp; gut</p>"


def test_empty_text_against_a_text_marks_all_of_it() -> None:
    found = compare("", "<p>Neu</p>")
    assert (found.old, marks(found.new)) == ("", ["Neu"])
    assert marks(compare("<p>Neu</p>", "").old) == ["Neu"]


def test_new_item_of_a_list_is_marked_inside_its_item() -> None:
    found = compare("<ul><li>eins</li></ul>", "<ul><li>eins</li><li>zwei</li></ul>")
    assert found.new == '<ul><li>eins</li><li><ins data-edge="both">zwei</ins></li></ul>'


def test_table_keeps_its_cells() -> None:
    old = "<table><tbody><tr><td>Pegel</td><td>12</td></tr></tbody></table>"
    new = "<table><tbody><tr><td>Pegel</td><td>30</td></tr></tbody></table>"
    assert compare(old, new).new == new.replace("30", '<ins data-edge="both">30</ins>')


def test_word_that_went_into_a_table_is_another_word() -> None:
    old = "<p>Werte zum Wetter.</p>"
    new = "<p>Werte.</p><table><tbody><tr><td>Wetter</td></tr></tbody></table>"
    found = compare(old, new)
    assert "Wetter" in " ".join(marks(found.old))
    assert "Wetter" in " ".join(marks(found.new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>ein Netz</p>", "<p>ein <strong>Netz</strong></p>"),
        ('<p>ein <a href="https://a.example/">Netz</a></p>', '<p>ein <a href="https://b.example/">Netz</a></p>'),
    ],
    ids=["bold", "another address"],
)  # fmt: skip
def test_word_with_other_formatting_counts_as_changed(old: str, new: str) -> None:
    found = compare(old, new)
    assert marks(found.new) == ["Netz"]


def test_divided_paragraph_shows_where_it_was_divided() -> None:
    found = compare("<p>Eins. Zwei.</p>", "<p>Eins.</p><p>Zwei.</p>")
    assert found.new == f'<p>Eins.</p><p><ins data-edge="both">{PILCROW}</ins>Zwei.</p>'
    assert not marks(found.old)


def test_one_change_across_tags_says_where_it_begins_and_ends() -> None:
    found = compare("<p>x</p>", "<p>a <em>b</em> c</p>")
    assert re.findall(r"<ins( [^>]*)?>", found.new) == [
        ' data-edge="begin"', "", ' data-edge="end"',
    ]  # fmt: skip


def test_changes_with_one_word_between_are_one_change() -> None:
    found = compare("<p>rund hundert und zwanzig Leute</p>", "<p>genau achtzig und vier Leute</p>")
    assert marks(found.new) == ["genau achtzig und vier"]


def test_signs_that_must_be_entities_stay_entities() -> None:
    found = compare("<p>a &lt; b &amp; c</p>", "<p>a &lt; b &amp; d &gt; e</p>")
    assert marks(found.old) == ["c"]
    assert marks(found.new) == ["d &gt; e"]


# -- leaving out -------------------------------------------------------------------------------
def test_excerpt_keeps_changed_paragraphs_with_their_heading_on_both_sides() -> None:
    old = "<p>a</p><h3>Ziele</h3><p>b</p><p>c</p>"
    new = "<p>a</p><h3>Ziele</h3><p>b neu</p><p>c</p>"
    found = compare(old, new, in_full=False)
    assert found.old == "<p>[…]</p><h3>Ziele</h3><p>b</p><p>[…]</p>"
    assert found.new.startswith("<p>[…]</p><h3>Ziele</h3><p>b <ins")


# -- safety and size ---------------------------------------------------------------------------
@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_result_holds_nothing_that_acts_or_loads(hostile: str) -> None:
    found = compare("<p>vorher</p>", hostile)
    for html in (found.new, marked(found.new, 3), marked(hostile, 3)):
        assert traces_in(html.replace(' class="kern-sr-only"', "")) == []


PIECES = (
    "<p>", "</p>", "<ul><li>", "</li></ul>", "<table>", "<td>", "</table>", "<strong>", "</strong>",
    '<a href="https://a.example/">', "</a>", "<br>", "Bus", "Bahn ", " im Takt", ".", "&amp;", "<", "\n",
)  # fmt: skip
MARKUP = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@given(MARKUP, MARKUP)
def test_marks_change_nothing_but_themselves(old: str, new: str) -> None:
    # Links inside links inside tables are sorted out by the parser in several steps.
    assume(clean(clean(new)) == clean(new))
    found = compare(old, new)
    assert without_marks(found.old) == clean(old)
    assert without_marks(found.new) == clean(new)
    assert clean_marked(found.new) == found.new
    assert compare(old, old).has_marks is False
    # What is left out never breaks a tag.
    shortened = compare(old, new, in_full=False)
    assert clean_marked(shortened.new) == shortened.new


@pytest.mark.slow
def test_text_that_is_too_long_is_compared_by_paragraphs() -> None:
    same = "<p>Dieser Absatz bleibt.</p>"
    old = same + "<p>" + "alt wie neu " * MOST_WORDS + "</p>"
    new = same + "<p>" + "neu wie alt " * MOST_WORDS + "</p>"
    found = compare(old, new)
    assert found.is_coarse
    assert len(marks(found.old)) == len(marks(found.new)) == 1
    assert plain_text(marks(found.new)[0]).startswith("neu wie alt")


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 40], ids=["one long paragraph", "many paragraphs"])
def test_two_huge_texts_take_as_long_as_they_are(times: int) -> None:
    def two(length: int) -> tuple[str, str]:
        words = [f"wort{n % 101} eigen{n}" for n in range(length)]
        size = len(words) // times
        parts = [words[at : at + size] for at in range(0, len(words), size)]
        old = "".join(f"<p>{' '.join(part)}</p>" for part in parts)
        new = "".join(f"<p>{' '.join(reversed(part))}</p>" for part in parts)
        return old, new

    assert_growth(lambda texts: compare(*texts), two, 30_000)


# -- showing -----------------------------------------------------------------------------------
def test_screen_readers_hear_where_a_mark_begins_and_ends() -> None:
    found = compare("<p>alt</p>", "<p>ganz <em>neu</em></p>")
    shown = marked(found.new, 3)
    assert shown.count("[eingefügt: ") == shown.count(">]<") == 1
    assert "[gestrichen: " in marked(found.old, 3)


def test_headings_inside_come_below_the_heading_outside() -> None:
    assert marked("<h2>Ziele</h2><h3>Takt</h3>", 3) == "<h4>Ziele</h4><h5>Takt</h5>"
