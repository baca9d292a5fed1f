"""The list of the office, and what in it says much the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from participation.contributions.models import Answer, Contribution, ContributionQuerySet
from participation.contributions.queries.reading import Said, said
from participation.contributions.rules import ANSWERING_ROLES
from participation.contributions.slots import Place, places

State = Contribution.State
# So many open contributions are compared with one another; the oldest ones first.
COMPARED = 600
# So many similar ones stand beside a contribution that is being answered.
NEAREST = 5


@dataclass(frozen=True)
class Waiting:
    """A row of the office's list; ``text`` also shows what readers do not see."""

    said: Said
    channel: str
    place: Place | None
    text: str

    @property
    def is_weighed_elsewhere(self) -> bool:
        """Comments on a draft are weighed on a page of their own."""
        return bool(self.place and self.place.answer_url)

    @property
    def may_join(self) -> bool:
        """Whether it may be ticked to be read or answered with others."""
        return not (self.said.is_final or self.said.is_hidden or self.is_weighed_elsewhere)


def filtered(
    user: Any,
    *,
    state: str = "",
    channel: str = "",
    municipality: str = "",
    field: str = "",
    words: str = "",
) -> ContributionQuerySet:
    """Contributions for the office's list: by default those that wait for an answer."""
    found = Contribution.objects.visible_to(user).select_related("municipality")
    if channel:
        found = found.filter(channel=channel)
    if municipality:
        found = found.filter(municipality__slug=municipality)
    if field:
        about = Q(elements__slug=field) | Q(elements__successor__slug=field)
        found = found.filter(pk__in=Contribution.objects.filter(about).values("pk"))
    for word in words.split():
        found = found.filter(text__icontains=word)
    if state == "all":
        return found
    return found.filter(state=state) if state in State.values else found.unanswered()


def answerable(user: Any, **wanted: Any) -> ContributionQuerySet:
    """What this person may answer of them."""
    return filtered(user, **wanted).within(user, *ANSWERING_ROLES)


def rows(contributions: Sequence[Contribution], *, visible_to: Any) -> list[Waiting]:
    """One page of the list, with the place of each contribution."""
    shown = said(contributions)
    where = places.of([one.pk for one in contributions], visible_to=visible_to)
    return [
        Waiting(shown[one.pk], one.get_channel_display(), next(iter(where[one.pk]), None), one.text)
        for one in contributions
    ]


# -- what says much the same -----------------------------------------------------------------
@dataclass(frozen=True)
class Proposal:
    """Open contributions that seem to say much the same, and the words they share."""

    words: list[str]
    rows: list[Waiting]


def proposals(found: ContributionQuerySet, *, visible_to: Any) -> list[Proposal]:
    """Groups among these open contributions; what is weighed elsewhere stays there."""
    # Only this page compares texts, so only it loads what is needed for that.
    from participation.contributions.similarity import alike  # noqa: PLC0415

    compared = list(_joinable(found).order_by("written_at", "pk")[:COMPARED])
    by_key = {row.said.id: row for row in rows(compared, visible_to=visible_to) if row.may_join}
    groups = alike({key: row.text for key, row in by_key.items()})
    return [Proposal(group.words, [by_key[key] for key in group.keys]) for group in groups]


@dataclass(frozen=True)
class Alongside:
    """What is similar to a contribution: still open, or answered so that its answer may serve again."""

    open: list[Waiting]
    answered: list[Waiting]


def similar_to(contribution: Contribution, *, visible_to: Any) -> Alongside:
    """What helps to answer this one: others that may be answered with it, and earlier answers."""
    from participation.contributions.similarity import nearest  # noqa: PLC0415

    others = Contribution.objects.filter(is_hidden=False).exclude(pk=contribution.pk)
    texts = {
        **_texts(_joinable(others).order_by("written_at", "pk")),
        **_texts(others.filter(state__in=Contribution.FINAL).order_by("-written_at", "pk")),
    }
    keys = nearest(contribution.text, texts, limit=2 * NEAREST)
    found = Contribution.objects.filter(pk__in=keys).select_related("municipality")
    by_key = {row.said.id: row for row in rows(list(found), visible_to=visible_to)}
    ordered = [by_key[key] for key in keys if key in by_key]
    return Alongside(
        open=[row for row in ordered if row.may_join][:NEAREST],
        answered=[row for row in ordered if row.said.is_final and row.said.answer][:NEAREST],
    )


def _joinable(found: ContributionQuerySet) -> ContributionQuerySet:
    # Comments on a draft would all be left out again.
    unhidden = found.unanswered().filter(is_hidden=False)
    return unhidden.exclude(channel=Contribution.Channel.COMMENT).select_related("municipality")


def _texts(found: ContributionQuerySet) -> dict[UUID, str]:
    return dict(found.values_list("pk", "text")[:COMPARED])


def reusable_answer(contribution: Contribution) -> dict[str, str]:
    """The answer that holds, as the beginning of another one; empty where there is none."""
    last = Answer.objects.filter(contribution=contribution).order_by("at", "pk").last()
    return {"state": last.state, "reason": last.reason, "office": last.office} if last else {}
