"""Formatted text of strangers: nothing acts in it, cleaning ends after one time, and long texts cost no more than others."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from lxml import html

from smartregion.core.richtext import ATTRIBUTES, TAGS, blocks, clean, plain_text
from tests.core.hostile import HOSTILE
from tests.growth import assert_growth

# How parsers are led astray: what is text for one of them is a tag for the next (mutation XSS).
MUTANTS = [
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">', '<math><mi><style><!--</style><img src=x onerror=alert(1)>--></math>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>", '<p title="--><script>alert(1)</script>">x</p>', "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>", '<a href="&#x6a;avascript:alert(1)">x</a>', "<svg><p><style><g title='</style><img src=x onerror=alert(1)>'>",
    "<table><td><svg><desc><td><img src=x onerror=alert(1)></table>", "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'>", "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
    "<template><script>alert(1)</script></template>", "<plaintext><img src=x onerror=alert(1)>", "<title><img src=x onerror=alert(1)></title>",
    "<svg><animate onbegin=alert(1) attributeName=x>", "<details open ontoggle=alert(1)>x</details>", "<x/onclick=alert(1)>x", "<a\x00href=javascript:alert(1)>x",
    "<<script>script>alert(1)<</script>/script>", "<math href='javascript:alert(1)'>x</math>", "<isindex type=image src=1 onerror=alert(1)>",
    "<a href='javas\x00cript:alert(1)'>x</a>", "<select><template><img src=x onerror=alert(1)></template></select>", "<td background='javascript:alert(1)'>x",
]  # fmt: skip
WAYS = [*MUTANTS, *HOSTILE.values()]


def acting(markup: str) -> Iterator[str]:
    """What there is besides formatting: other tags, other attributes (but for titles), links to anything but a page."""
    for node in html.fragment_fromstring(markup or " ", create_parent="div").iterdescendants():
        if node.tag not in TAGS:
            yield str(node.tag)
            continue
        yield from set(node.attrib) - ATTRIBUTES.get(node.tag, set()) - {"rel", "title"}
        if urlsplit(node.get("href", "")).scheme not in ("", "http", "https", "mailto"):
            yield node.get("href")


@pytest.mark.behaviour("P19")
def test_these_ways_act_where_nobody_cleans() -> None:
    """Control: whoever looks below would see them; all but two, which lead other parsers astray than this one."""
    assert sum(any(acting(markup)) for markup in WAYS) >= len(WAYS) - 2


@pytest.mark.behaviour("P19")
@pytest.mark.parametrize("markup", WAYS)
def test_nothing_acts_and_cleaning_twice_is_cleaning_once(markup: str) -> None:
    once = clean(markup)
    # Escaped it is text, which people may read; as markup there is nothing left of it.
    assert list(acting(once)) == []
    assert clean(once) == once


LENGTH = 100_000
BENIGN = "<p>Mehr Busse auf dem Land, und am Abend ein Rufbus für alle Dörfer.</p>\n"
ADVERSARIAL = {
    "open tags": "<", "open links": "<a href='", "entities": "&", "half entities": "&#x", "comments": "<!--", "nested": "<b>",
    "nested tables": "<table><tr><td>", "quotes": "<p title=\"'", "slashes": "</", "blanks": " \t", "brackets": "<![", "lists": "<ul><li>",
    "misnested": "<b><i></b>", "words without end": "a", "breaks": "<br>\n",
}  # fmt: skip
READERS: dict[str, Callable[[str], object]] = {
    "clean": clean,
    "plain text": plain_text,
    "blocks": blocks,
}


@pytest.mark.slow
@pytest.mark.behaviour("P24")
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", ADVERSARIAL)
def test_a_hostile_text_takes_as_long_as_it_is(reader: str, name: str) -> None:
    piece = ADVERSARIAL[name]
    assert_growth(READERS[reader], lambda size: (piece * size)[:size], LENGTH)


@pytest.mark.behaviour("P24")
def test_a_harmless_text_of_that_length_stays_as_it_is() -> None:
    """The other side: long texts are neither cut nor emptied nor turned into mere words to be quick."""
    times = LENGTH // len(BENIGN)
    whole = BENIGN * times
    assert clean(whole) == whole
    assert len(blocks(whole)) == times
    assert plain_text(whole).count("Rufbus") == times
