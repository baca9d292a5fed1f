"""Where a comment was made, and how the words that it is about read today."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from participation.consultations.drafts import paragraphs_of
from participation.consultations.models import Comment
from participation.contributions.slots import Place, Rewording
from strategy.models import ElementText, StrategyVersion

# Below this share of common words a paragraph is another one, not a rewording.
ALIKE = 0.5


def places_of(contributions: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Place]]:
    """The passages that these contributions are about, as far as this person may see them."""
    versions = StrategyVersion.objects.visible_to(visible_to)
    comments = Comment.objects.filter(contribution__in=contributions, version__in=versions)
    related = comments.select_related("version__strategy", "element")
    return {comment.pk: [_place(comment)] for comment in related}


def _place(comment: Comment) -> Place:
    version = comment.version
    address = (version.strategy.slug, version.label, comment.pk)
    return Place(
        kind=_("Beteiligung am Entwurf %(label)s") % {"label": version.label},
        title=_named(comment),
        url=reverse("consultations:permalink", args=address),
        quote=comment.quote,
        answer_url=reverse("consultations:consider", args=address),
    )


def _named(comment: Comment) -> str:
    if comment.element is None:
        return _("Entwurf als Ganzes")
    title = comment.element.name_with_number
    if comment.paragraph is None:
        return title
    return _("%(title)s, Absatz %(number)d") % {"title": title, "number": comment.paragraph}


def rewordings_of(contributions: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Rewording]]:
    """How the passages that these contributions are about stand in the newest readable version."""
    comments = list(
        Comment.objects.filter(contribution__in=contributions, element__isnull=False)
        .exclude(quote="")
        .select_related("element", "version")
    )
    newest = _newest_texts({_living(comment) for comment in comments}, visible_to)
    return {
        comment.pk: [_rewording(comment, newest[_living(comment)])]
        for comment in comments
        if _living(comment) in newest and _is_afterwards(newest[_living(comment)], comment)
    }


def _is_afterwards(text: ElementText, comment: Comment) -> bool:
    """While people still comment on a draft, "unchanged" would read like an answer."""
    is_still_open = comment.version.state == StrategyVersion.State.CONSULTATION
    return text.version_id != comment.version_id or not is_still_open


def _living(comment: Comment) -> UUID:
    """The element in which the one that was commented on lives on."""
    element = comment.element
    assert element is not None  # noqa: S101 - asked for comments with an element only
    return element.successor_id or element.pk


def _newest_texts(elements: Iterable[UUID], visible_to: Any) -> dict[UUID, ElementText]:
    texts = ElementText.objects.filter(
        element__in=elements, version__in=StrategyVersion.objects.visible_to(visible_to)
    ).select_related("version", "element")
    return {text.element_id: text for text in texts.order_by("version_id")}


def _rewording(comment: Comment, text: ElementText) -> Rewording:
    if comment.paragraph is None:
        today = f"{text.title}: {text.summary}" if text.summary else text.title
    else:
        today = most_alike(comment.quote, [one.words for one in paragraphs_of(text.body)])
    return Rewording(
        words=today,
        version=text.version.label,
        url=text.element.get_absolute_url(),
        is_unchanged=today == comment.quote,
    )


def most_alike(quote: str, candidates: Sequence[str]) -> str:
    """The candidate that these words have become, or nothing where none is alike."""
    if quote in candidates:
        return quote
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    matcher.set_seq2(quote.split())
    best, likeness = "", ALIKE
    for candidate in candidates:
        matcher.set_seq1(candidate.split())
        if matcher.ratio() >= likeness:
            best, likeness = candidate, matcher.ratio()
    return best
