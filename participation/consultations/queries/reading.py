"""The draft and its passages as everybody reads them, with what people said about them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from participation.consultations.drafts import Draft, Paragraph, Passage, Spot
from participation.consultations.models import Comment
from participation.consultations.queries.windows import Window, consulted_versions, window_of
from participation.contributions.models import Contribution
from participation.contributions.queries import Said, said
from strategy.models import StrategyVersion

Key = tuple[UUID | None, int | None]


# -- all consultations ----------------------------------------------------------------------------
@dataclass(frozen=True)
class Consultation:
    """A draft in the list of all that were ever out for consultation."""

    version: StrategyVersion
    window: Window
    comments: int


def consultations(*, visible_to: Any, on: date) -> list[Consultation]:
    """All consultations, those that are open first."""
    versions = list(consulted_versions(visible_to))
    counts = Counter(
        Comment.objects.filter(version__in=versions, contribution__is_hidden=False).values_list(
            "version", flat=True
        )
    )
    found = [Consultation(one, window_of(one, on=on), counts[one.pk]) for one in versions]
    return sorted(found, key=lambda one: one.window == Window.OVER)


# -- the whole draft ------------------------------------------------------------------------------
@dataclass(frozen=True)
class CountedParagraph:
    """A paragraph with the number of comments on it."""

    paragraph: Paragraph
    url: str
    comments: int


@dataclass(frozen=True)
class CountedPassage:
    """A passage with the number of comments on it as a whole and on each of its paragraphs."""

    passage: Passage
    url: str
    comments: int
    paragraphs: list[CountedParagraph]
    heading_level: int


@dataclass(frozen=True)
class CountedPart:
    """A part of the outline with its passages."""

    heading: Any
    anchor: str
    passages: list[CountedPassage]


@dataclass(frozen=True)
class DraftPage:
    """The whole draft, counted through."""

    parts: list[CountedPart]
    whole_url: str
    whole_comments: int
    comments: int


def draft_page(version: StrategyVersion, draft: Draft) -> DraftPage:
    """The whole draft, with one query for all the comments on it."""
    counts = _counts(version, draft)
    parts = [
        CountedPart(
            part.heading,
            part.anchor,
            [
                _counted(version, passage, counts, top=3 if part.heading else 2)
                for passage in part.passages
            ],
        )
        for part in draft.parts
    ]
    return DraftPage(parts, Spot().url_in(version), counts[None, None], sum(counts.values()))


def _counted(
    version: StrategyVersion, passage: Passage, counts: Counter[Key], *, top: int
) -> CountedPassage:
    return CountedPassage(
        passage,
        url=Spot(passage).url_in(version),
        comments=counts[passage.key, None],
        paragraphs=[
            _counted_paragraph(version, passage, one, counts) for one in passage.paragraphs
        ],
        heading_level=top + passage.level,
    )


def _counted_paragraph(
    version: StrategyVersion, passage: Passage, paragraph: Paragraph, counts: Counter[Key]
) -> CountedParagraph:
    spot = Spot(passage, paragraph)
    comments = 0 if paragraph.is_heading else counts[spot.key]
    return CountedParagraph(paragraph, spot.url_in(version), comments)


def _counts(version: StrategyVersion, draft: Draft) -> Counter[Key]:
    return Counter(spot.key for spot in _spots(_said_in(version), draft).values())


def _said_in(version: StrategyVersion) -> Any:
    return Comment.objects.filter(version=version, contribution__is_hidden=False)


def _spots(comments: Any, draft: Draft) -> dict[UUID, Spot]:
    places = comments.values_list("pk", "element", "paragraph", "quote", "snapshot")
    return {
        pk: draft.spot_of(element, paragraph, quote=quote, snapshot=snapshot)
        for pk, element, paragraph, quote, snapshot in places
    }


# -- one passage ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Remark:
    """A comment below its passage; ``earlier_words`` where it was made about another wording."""

    said: Said
    earlier_words: str


@dataclass(frozen=True)
class PassagePage:
    """One passage, what was said about it, and its neighbours."""

    spot: Spot
    url: str
    remarks: list[Remark]
    before: Spot | None
    before_url: str
    after: Spot | None
    after_url: str


def passage_page(version: StrategyVersion, draft: Draft, spot: Spot) -> PassagePage:
    """One passage with the comments on it, newest first, and the ways to its neighbours."""
    before, after = draft.around(spot)
    return PassagePage(
        spot=spot,
        url=spot.url_in(version),
        remarks=_remarks(version, draft, spot),
        before=before,
        before_url=before.url_in(version) if before else "",
        after=after,
        after_url=after.url_in(version) if after else "",
    )


def _remarks(version: StrategyVersion, draft: Draft, spot: Spot) -> list[Remark]:
    element, _number = spot.key
    near = _said_in(version)
    # What was said about an element that is gone stands with the draft as a whole.
    near = near.filter(element=element) if element else near
    here = [pk for pk, place in _spots(near, draft).items() if place == spot]
    comments = list(
        Comment.objects.filter(pk__in=here)
        .select_related("contribution__municipality")
        .order_by("-contribution__written_at", "pk")
    )
    shown = said(contributions_of(comments))
    return [Remark(shown[one.pk], one.quote if one.quote != spot.quote else "") for one in comments]


def contributions_of(comments: Iterable[Comment]) -> list[Contribution]:
    return [comment.contribution for comment in comments]


def spot_of(comment: Comment, draft: Draft) -> Spot:
    """Where a comment stands in this wording."""
    return draft.spot_of(
        comment.element_id, comment.paragraph, quote=comment.quote, snapshot=comment.snapshot_id
    )
