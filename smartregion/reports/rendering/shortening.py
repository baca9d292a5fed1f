"""How a profile that is longer than its page is told shorter: cut with "…" or counted, never clipped.

The two columns are shortened each for itself, so that a long list of risks does not cost a measure its
description. How far is first guessed from letters (columns.py); the page itself has the last word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

Content = dict[str, Any]


@dataclass(frozen=True)
class Limits:
    """How much of a column is printed: letters of the body, other texts and names; rows of each list."""

    body: int
    text: int
    rows: int
    names: int


# From everything to what fits even where all is as long as the forms allow.
LEVELS = (
    Limits(body=10_000, text=2_000, rows=40, names=400),
    Limits(body=2_000, text=500, rows=12, names=300),
    Limits(body=1_500, text=360, rows=9, names=240),
    Limits(body=1_200, text=280, rows=7, names=200),
    Limits(body=950, text=220, rows=6, names=170),
    Limits(body=800, text=180, rows=5, names=150),
    Limits(body=650, text=150, rows=4, names=130),
    Limits(body=520, text=130, rows=4, names=120),
    Limits(body=420, text=110, rows=3, names=110),
    Limits(body=320, text=100, rows=3, names=100),
    Limits(body=220, text=90, rows=2, names=90),
    Limits(body=120, text=70, rows=2, names=70),
    Limits(body=0, text=50, rows=2, names=50),
    Limits(body=0, text=40, rows=1, names=40),
)
# The summary says in one sentence what it is about; it is the last to be cut.
SUMMARY = 140
# Where whole paragraphs are left out, the sign for it would take a line of its own.
LEFT_OUT = re.compile(r"</(p|li)><\1>…</\1>")
# Letters of a word, with the space behind it.
A_WORD = 7
# Lists of each column with the texts of their rows: as long as a name, and in somebody's own words.
Lists = dict[str, tuple[Sequence[str], Sequence[str]]]
MAIN: Lists = {
    "milestones": (("title",), ()),
    "indicators": (("name", "baseline_said", "target_said"), ()),
    "grants": (("programme", "authority"), ()),
}
BESIDE: Lists = {
    "parties": (("name",), ()),
    "objectives": (("name",), ()),
    "guidelines": (("name",), ("reason",)),
    "origins": ((), ("text",)),
    "risks": (("title",), ("response",)),
    "dependencies": (("title",), ("note",)),
    "evidence": ((), ("question", "note")),
}


def shortened(measure: Content, main: Limits, beside: Limits) -> Content:
    """The profile within these limits; ``more`` counts what each list leaves out."""
    short = {**measure, "more": {}}
    _shorten_main(short, main)
    _shorten_beside(short, beside)
    short["card"] = {
        **measure["card"],
        "title": _cut(measure["card"]["title"], main.names),
        "summary": _cut(measure["card"]["summary"], main.text + SUMMARY),
        "lead": _cut(measure["card"]["lead"], beside.names),
    }
    return short


def is_cut(measure: Content, short: Content) -> bool:
    """Whether anything was left out."""
    return any(short["more"].values()) or any(
        short[name] != measure[name] for name in measure if name in short
    )


def _shorten_main(short: Content, limits: Limits) -> None:
    _shorten_lists(short, MAIN, limits)
    words = Truncator(short["body"])
    body = words.words(limits.body // A_WORD, html=True) if limits.body else ""
    short["body"] = LEFT_OUT.sub(r" …</\1>", body)
    for name in ("state_reason", "no_indicator_reason"):
        short[name] = _cut(short.get(name, ""), limits.text)
    if short["latest"]:
        told = ("done_since", "next_steps", "obstacles")
        short["latest"] = _with(short["latest"], limits.text, *told)


def _shorten_beside(short: Content, limits: Limits) -> None:
    _shorten_lists(short, BESIDE, limits)
    short["target_groups"] = _cut(short["target_groups"], limits.text)
    towns = short["municipalities"]
    short["municipalities"] = towns[: limits.rows]
    short["more_municipalities"] = len(towns) - len(short["municipalities"])


def _shorten_lists(short: Content, lists: Lists, limits: Limits) -> None:
    """Profiles of earlier days do not have all of these lists."""
    for name, (names, texts) in lists.items():
        rows = short.get(name, [])
        kept = _around_next(rows, limits.rows) if name == "milestones" else rows[: limits.rows]
        short["more"][name] = len(rows) - len(kept)
        short[name] = [_with(_with(row, limits.names, *names), limits.text, *texts) for row in kept]


def _around_next(steps: Sequence[Content], most: int) -> Sequence[Content]:
    """The milestones that come next, after the last one that was reached."""
    is_open = [not step["done_on"] and not step.get("waived_reason") for step in steps]
    following = is_open.index(True) if any(is_open) else len(steps)
    first = max(0, min(following - 1, len(steps) - most))
    return steps[first : first + most]


def _with(row: Content, letters: int, *names: str) -> Content:
    return {**row, **{name: _cut(row[name], letters) for name in names}}


def _cut(text: str, letters: int) -> str:
    """Whole words, as many as fit; a word that is longer than that is cut."""
    if len(text) <= letters:
        return text
    kept, space, _rest = text[: letters - 1].rpartition(" ")
    return f"{kept} …" if space else f"{text[: letters - 1]}…"
