"""What changed between two formatted texts, word by word.

Both texts stay as they are: words that only the old one has are put into ``<del>`` there, words that
only the new one has into ``<ins>`` here. Marks stand around words only, never around tags, so tables,
lists and links stay whole whatever was done to them.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

import nh3

from smartregion.core.richtext import ATTRIBUTES, BLOCKS, TAGS, clean

# Comparing words takes time that grows with their square. What is longer is compared by paragraphs,
# and what has more paragraphs than this counts as rewritten.
MOST_WORDS = 2000
MOST_PARAGRAPHS = 2000

PIECE = re.compile(
    r"""<(?:[^">]|"[^"]*")*>        # a tag
    | &\#?\w+;                      # a character that had to be written as an entity
    | \w+(?:[-–.,:/'’*·]\w+)*       # a word, a number, a date
    | \S                            # a sign
    """,
    re.VERBOSE,
)
TAG = re.compile(r"""<(?:[^">]|"[^"]*")*>""")
TAG_NAME = re.compile(r"</?(\w+)")
# A mark that was set across several tags is one change: its edges say where it begins and ends.
MARK_ATTRIBUTES = {**ATTRIBUTES, "ins": {"data-edge"}, "del": {"data-edge"}}
IN_BLOCKS = BLOCKS | {"li", "thead", "tbody", "tr", "th", "td", "caption"}
NEW_BLOCK, PILCROW = "\n", "¶"
LEFT_OUT = "<p>[…]</p>"

Range = tuple[int, int]


@dataclass(frozen=True)
class Comparison:
    """Two texts with their differences marked; words are counted for a summary."""

    old: str
    new: str
    words_removed: int
    words_added: int
    # Whether something was too long to be compared word by word.
    is_coarse: bool = False

    @property
    def has_marks(self) -> bool:
        return "<del" in self.old or "<ins" in self.new


class _Unit(NamedTuple):
    """A word, a sign or the beginning of a block, and where it stands in the markup."""

    word: str
    format: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, str]:
        return self.word, self.format


class _Change(NamedTuple):
    """Units of the old text, and what stands in their place; either may be none."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def compare(
    old: str, new: str, *, most_words: int = MOST_WORDS, in_full: bool = True
) -> Comparison:
    """Mark in two formatted texts what the other one does not have.

    Unless they are wanted in full, paragraphs that stayed the same are left out on both sides.
    """
    old, new = clean(old), clean(new)
    before, after = list(_units(old)), list(_units(new))
    paragraphs = _changed_paragraphs(before, after)
    changes, is_coarse = _changes(before, after, paragraphs, most_words)
    gone, come = _old_side(changes), _new_side(changes)
    old_marked, new_marked = _marked(old, before, gone, "del"), _marked(new, after, come, "ins")
    if not in_full:
        old_marked = _excerpt(old, old_marked, _stretches(before, _old_side(paragraphs)))
        new_marked = _excerpt(new, new_marked, _stretches(after, _new_side(paragraphs)))
    return Comparison(
        old=old_marked,
        new=new_marked,
        words_removed=_count(before, gone),
        words_added=_count(after, come),
        is_coarse=is_coarse,
    )


def _old_side(changes: Iterable[_Change]) -> list[Range]:
    return [(change.old_start, change.old_end) for change in changes]


def _new_side(changes: Iterable[_Change]) -> list[Range]:
    return [(change.new_start, change.new_end) for change in changes]


def clean_marked(html: str) -> str:
    """Like ``clean`` for formatted text, but the marks stay."""
    return nh3.clean(
        html,
        tags=TAGS | {"ins", "del"},
        attributes=MARK_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


# -- taking apart ------------------------------------------------------------------------------
def _units(html: str) -> Iterator[_Unit]:
    """Words with their formatting; where a block begins, a unit without length says which kind."""
    blocks: list[str] = []
    formats: list[str] = []
    begins = ""
    for found in PIECE.finditer(html):
        piece, start = found[0], found.start()
        if name := TAG_NAME.match(piece):
            if name[1] == "br":
                begins = begins or "br"
            elif name[1] in IN_BLOCKS:
                _follow(blocks, piece, name[1])
                begins = NEW_BLOCK
            else:
                _follow(formats, piece, piece)
            continue
        if begins:
            where = begins if begins == "br" else ">".join(blocks)
            yield _Unit(NEW_BLOCK, where, start, start)
            begins = ""
        # The same word in a table and in a sentence is not the same thing.
        place = "table " if "table" in blocks else ""
        yield _Unit(piece, place + "".join(formats), start, found.end())


def _follow(open_ones: list[str], piece: str, name: str) -> None:
    if not piece.startswith("</"):
        open_ones.append(name)
    elif open_ones:
        open_ones.pop()


def _edges(units: list[_Unit]) -> list[int]:
    """Where blocks begin among the units, and where the last one ends."""
    starts = [at for at, unit in enumerate(units) if unit.word == NEW_BLOCK and unit.format != "br"]
    return sorted({0, *starts, len(units)})


# -- comparing ---------------------------------------------------------------------------------
def _changes(
    old: list[_Unit], new: list[_Unit], paragraphs: list[_Change], most_words: int
) -> tuple[list[_Change], bool]:
    """The words that changed in paragraphs that have no match."""
    changes: list[_Change] = []
    is_coarse = False
    for change in paragraphs:
        words_before = old[change.old_start : change.old_end]
        words_after = new[change.new_start : change.new_end]
        if len(words_before) + len(words_after) > 2 * most_words and words_before and words_after:
            is_coarse = True
            changes.append(change)
        else:
            changes += _shifted(_changed_words(words_before, words_after), change)
    return changes, is_coarse


def _changed_paragraphs(old: list[_Unit], new: list[_Unit]) -> list[_Change]:
    before, after = _edges(old), _edges(new)
    if len(before) + len(after) > 2 * MOST_PARAGRAPHS:
        return [_Change(0, len(old), 0, len(new))]
    return [
        _Change(
            before[change.old_start],
            before[change.old_end],
            after[change.new_start],
            after[change.new_end],
        )
        for change in _differences(_paragraphs(old, before), _paragraphs(new, after))
    ]


def _paragraphs(units: list[_Unit], edges: list[int]) -> list[Hashable]:
    return [tuple(unit.key for unit in units[start:end]) for start, end in pairwise(edges)]


def _changed_words(old: list[_Unit], new: list[_Unit]) -> list[_Change]:
    changes = _differences([unit.key for unit in old], [unit.key for unit in new])
    return list(_without_crumbs(changes, old, new))


def _differences(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[_Change]:
    codes = SequenceMatcher(None, old, new).get_opcodes()
    return [_Change(*code[1:]) for code in codes if code[0] != "equal"]


def _shifted(changes: Iterable[_Change], by: _Change) -> Iterator[_Change]:
    for change in changes:
        yield _Change(
            change.old_start + by.old_start,
            change.old_end + by.old_start,
            change.new_start + by.new_start,
            change.new_end + by.new_start,
        )


def _without_crumbs(
    changes: list[_Change], old: list[_Unit], new: list[_Unit]
) -> Iterator[_Change]:
    """Join changes that only a word or two separate: nobody reads confetti."""
    current: _Change | None = None
    for change in changes:
        if current is None:
            current = change
        elif _is_crumb(current, change, old, new):
            current = _Change(current.old_start, change.old_end, current.new_start, change.new_end)
        else:
            yield current
            current = change
    if current is not None:
        yield current


def _is_crumb(before: _Change, after: _Change, old: list[_Unit], new: list[_Unit]) -> bool:
    """Whether what is the same between two changes is shorter than either and stays in its block."""
    kept = old[before.old_end : after.old_start]
    if len(kept) > 2 or any(unit.word == NEW_BLOCK for unit in kept):
        return False
    return _letters(kept) <= min(_size(before, old, new), _size(after, old, new))


def _size(change: _Change, old: list[_Unit], new: list[_Unit]) -> int:
    gone, come = old[change.old_start : change.old_end], new[change.new_start : change.new_end]
    return max(_letters(gone), _letters(come))


def _letters(units: list[_Unit]) -> int:
    return sum(unit.end - unit.start for unit in units)


# -- marking -----------------------------------------------------------------------------------
def _count(units: list[_Unit], ranges: list[Range]) -> int:
    changed = (unit for start, end in ranges for unit in units[start:end])
    return sum(unit.word[0].isalnum() for unit in changed)


def _marked(html: str, units: list[_Unit], ranges: list[Range], tag: str) -> str:
    written, done = [], 0
    for start, end in ranges:
        passages = _passages(html, units[start:end])
        for place, (begins, ends) in enumerate(passages):
            edge = _edge(place, len(passages))
            words = html[begins:ends] or PILCROW
            written += [html[done:begins], f"<{tag}{edge}>{words}</{tag}>"]
            done = ends
    return "".join([*written, html[done:]])


def _passages(html: str, units: list[_Unit]) -> list[Range]:
    """Where the marks of one change stand: words that no tag separates share one."""
    words = [unit for unit in units if unit.word != NEW_BLOCK]
    if units and units[-1].word == NEW_BLOCK and units[-1].format != "br":
        # A paragraph begins here although the words behind it are the same.
        words.append(units[-1])
    passages: list[Range] = []
    for unit in words:
        if passages and unit.end > unit.start and "<" not in html[passages[-1][1] : unit.start]:
            passages[-1] = passages[-1][0], unit.end
        else:
            passages.append((unit.start, unit.end))
    return passages


def _edge(place: int, total: int) -> str:
    if total == 1:
        return ' data-edge="both"'
    return {0: ' data-edge="begin"', total - 1: ' data-edge="end"'}.get(place, "")


# -- leaving out what stayed the same ------------------------------------------------------------
def _stretches(units: list[_Unit], ranges: list[Range]) -> list[Range]:
    """Where units stand in the markup."""
    return [(units[start].start, units[end - 1].end) for start, end in ranges if start < end]


def _excerpt(html: str, marked: str, stretches: list[Range]) -> str:
    """Only the outermost blocks that a changed stretch touches, each with its heading."""
    blocks, shown = _outermost_blocks(html), _outermost_blocks(marked)
    keep = [
        any(start < ends and end > begins for begins, ends in stretches) for start, end in blocks
    ]
    for at in range(len(blocks) - 1, 0, -1):
        if keep[at] and html.startswith("<h", blocks[at - 1][0]):
            keep[at - 1] = True
    written: list[str] = []
    for is_kept, (start, end) in zip(keep, shown, strict=True):
        if is_kept:
            written.append(marked[start:end])
        elif written[-1:] != [LEFT_OUT]:
            written.append(LEFT_OUT)
    return "".join(written)


def _outermost_blocks(html: str) -> list[Range]:
    """Where the paragraphs, headings, lists and tables of the first level begin and end."""
    found: list[Range] = []
    depth = begin = 0
    for tag in TAG.finditer(html):
        name = TAG_NAME.match(tag[0])
        if name is None or name[1] == "br":
            continue
        is_end, is_block = tag[0].startswith("</"), name[1] in IN_BLOCKS
        depth -= is_end
        if depth == 0 and is_block:
            begin = _close(found, html, begin, tag.end() if is_end else tag.start())
        depth += not is_end
    _close(found, html, begin, len(html))
    return found


def _close(found: list[Range], html: str, begin: int, end: int) -> int:
    if html[begin:end].strip():
        found.append((begin, end))
    return end
