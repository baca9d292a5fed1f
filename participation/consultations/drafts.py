"""A draft as it was frozen for a round of consultation, cut into the passages people talk about.

It is read from the snapshot and not from the texts: while the office already works in what was
said, everybody still sees the words that the comments are about.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.core.models import Snapshot
from smartregion.core.richtext import blocks, plain_text
from smartregion.core.snapshots import content_of
from strategy.models import Element, StrategyVersion

Kind = Element.Kind
WHOLE = "entwurf"
HEADING = re.compile(r"<h[2-4]>")


@dataclass(frozen=True)
class Paragraph:
    """A block of the body: a paragraph, a list, a table, or a heading, which has no number."""

    number: int | None
    html: str
    words: str

    @property
    def is_heading(self) -> bool:
        return self.number is None


@dataclass(frozen=True)
class Passage:
    """One element in its frozen wording; ``level`` is 0 for what stands on its own."""

    key: UUID
    kind: str
    number: str
    title: str
    summary: str
    level: int
    paragraphs: list[Paragraph]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def anchor(self) -> str:
        return f"stelle-{self.key}"

    @property
    def words(self) -> str:
        """What somebody has before them who comments on the element as a whole."""
        return f"{self.title}: {self.summary}" if self.summary else self.title


@dataclass(frozen=True)
class Spot:
    """What a comment is about: a paragraph, a whole element, or (without a passage) the draft."""

    passage: Passage | None = None
    paragraph: Paragraph | None = None

    def __str__(self) -> str:
        if self.passage is None:
            return _("Entwurf als Ganzes")
        if self.paragraph is None:
            return str(self.passage)
        return _("%(title)s, Absatz %(number)d") % {
            "title": self.passage,
            "number": self.paragraph.number,
        }

    @property
    def quote(self) -> str:
        if self.paragraph:
            return self.paragraph.words
        return self.passage.words if self.passage else ""

    @property
    def key(self) -> tuple[UUID | None, int | None]:
        return (
            self.passage.key if self.passage else None,
            self.paragraph.number if self.paragraph else None,
        )

    @property
    def place(self) -> str:
        """The spot in one word, for forms and query strings."""
        return "/".join(str(part) for part in self.key if part is not None) or WHOLE

    def url_in(self, version: StrategyVersion) -> str:
        """The screen on which this spot is read and commented on."""
        key, number = self.key
        address = (version.strategy.slug, version.label)
        if key is None:
            return reverse("consultations:whole", args=address)
        if number is None:
            return reverse("consultations:passage", args=(*address, key))
        return reverse("consultations:paragraph", args=(*address, key, number))


@dataclass(frozen=True)
class Part:
    """Passages under one heading of the page, such as all guidelines."""

    heading: str | Promise
    anchor: str
    passages: list[Passage]


@dataclass(frozen=True)
class Draft:
    """The whole frozen draft, in reading order."""

    snapshot_id: UUID
    parts: list[Part] = field(default_factory=list)

    @cached_property
    def passages(self) -> list[Passage]:
        return [passage for part in self.parts for passage in part.passages]

    @cached_property
    def spots(self) -> dict[tuple[UUID | None, int | None], Spot]:
        """Everything that can be commented on, in reading order: first the draft as a whole."""
        every = [Spot()]
        for passage in self.passages:
            every.append(Spot(passage))
            every += [Spot(passage, one) for one in passage.paragraphs if not one.is_heading]
        return {spot.key: spot for spot in every}

    def spot(self, key: UUID | None, paragraph: int | None) -> Spot | None:
        return self.spots.get((key, paragraph))

    def spot_of(
        self, key: UUID | None, paragraph: int | None, *, quote: str, snapshot: UUID
    ) -> Spot:
        """Where a comment stands today: with the words it was made about, not with their number.

        A comment of an earlier round moves with its words; where these are gone it stands with the
        element, and where that is gone with the draft as a whole.
        """
        whole = self.spots.get((key, None), self.spots[None, None])
        if paragraph is None or whole.passage is None:
            return whole
        if snapshot == self.snapshot_id:
            return self.spots.get((key, paragraph), whole)
        same = (one for one in whole.passage.paragraphs if one.words == quote)
        found = next(same, None)
        return Spot(whole.passage, found) if found else whole

    def around(self, spot: Spot) -> tuple[Spot | None, Spot | None]:
        """The spots before and after this one, for reading on screen by screen."""
        every = list(self.spots.values())
        here = every.index(spot)
        before = every[here - 1] if here else None
        return before, every[here + 1] if here + 1 < len(every) else None


def draft_of(snapshot: Snapshot) -> Draft:
    """Cut a frozen wording into passages."""
    texts: list[dict[str, Any]] = content_of(snapshot)["texts"]
    children: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
    for text in texts:
        children[text["parent"]].append(text)
    first = next((n for n, text in enumerate(texts) if text["kind"] == Kind.VISION), 0)
    before = {text["element"] for text in texts[:first]}
    parts = [
        Part(heading, anchor, list(_below(None, children, chosen)))
        for heading, anchor, chosen in _outline(before)
    ]
    return Draft(snapshot.pk, [part for part in parts if part.passages])


def _outline(before: set[str]) -> list[tuple[str | Promise, str, Any]]:
    """The parts of the page, and which texts of the first level belong to each."""

    def of_kind(kind: str) -> Any:
        return lambda text: text["kind"] == kind

    return [
        ("", "einleitung", lambda t: t["kind"] == Kind.SECTION and t["element"] in before),
        (gettext_lazy("Vision"), "vision", of_kind(Kind.VISION)),
        (gettext_lazy("Leitlinien"), "leitlinien", of_kind(Kind.GUIDELINE)),
        (gettext_lazy("Handlungsfelder"), "handlungsfelder", of_kind(Kind.FIELD)),
        ("", "schluss", lambda t: t["kind"] == Kind.SECTION and t["element"] not in before),
    ]


def _below(
    parent: str | None,
    children: dict[str | None, list[dict[str, Any]]],
    chosen: Any = None,
    level: int = 0,
) -> Iterator[Passage]:
    for text in children.get(parent, []):
        if chosen is None or chosen(text):
            yield _passage(text, level)
            yield from _below(text["element"], children, level=level + 1)


def _passage(text: dict[str, Any], level: int) -> Passage:
    return Passage(
        key=UUID(text["element"]),
        kind=text["kind"],
        number=text["number"],
        title=text["title"],
        summary=text["summary"],
        level=level,
        paragraphs=paragraphs_of(text["body"]),
    )


def paragraphs_of(body: str) -> list[Paragraph]:
    """The blocks of a text, numbered as people count them: headings are not paragraphs."""
    numbers = count(1)
    return [
        Paragraph(None if HEADING.match(block) else next(numbers), block, plain_text(block))
        for block in blocks(body)
    ]
