"""Everybody reads a draft and what was made of the comments; the office weighs them."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from participation.consultations.drafts import draft_of
from participation.consultations.models import Comment
from strategy.models import Element, StrategyVersion
from tests.architecture.access.table import Row, only, public

WEIGHING = ("strategy_office", "moderator", "editor")


def consulted() -> StrategyVersion:
    """The revision that is out for consultation; without one, the version in force."""
    versions = StrategyVersion.objects.select_related("strategy", "snapshot")
    state = StrategyVersion.State.CONSULTATION
    return versions.filter(state=state).first() or versions.get()


def version() -> dict[str, Any]:
    found = consulted()
    return {"slug": found.strategy.slug, "label": found.label}


def passage() -> dict[str, Any]:
    found = consulted()
    return {**version(), "key": found.texts.filter(element__kind=Element.Kind.FIELD)[0].element_id}


def paragraph() -> dict[str, Any]:
    snapshot = consulted().snapshot
    assert snapshot
    key, number = next(key for key in draft_of(snapshot).spots if key[1])
    return {**version(), "key": key, "paragraph": number}


def _first(comments: QuerySet[Comment]) -> UUID:
    """The same in every run: keys are drawn by lot."""
    return comments.earliest("contribution__written_at", "contribution__text").pk


def comment() -> dict[str, Any]:
    return {**version(), "pk": _first(Comment.objects.filter(version=consulted()))}


def comment_open() -> dict[str, Any]:
    waiting = Comment.objects.filter(version=consulted()).unconsidered()
    return {**version(), "pk": _first(waiting)}


TABLE: dict[str, Row] = {
    "consultations:consultation_list": public(),
    "consultations:draft": public(where=version),
    "consultations:whole": public(where=version),
    "consultations:passage": public(where=passage),
    "consultations:paragraph": public(where=paragraph),
    "consultations:permalink": public(where=comment),
    "consultations:table": public(where=version),
    "consultations:table_csv": public(where=version),
    "consultations:considerations": only(*WEIGHING, where=version),
    "consultations:record": only(*WEIGHING, where=version),
    "consultations:consider": only(*WEIGHING, where=comment_open),
    "consultations:consider_many": only(*WEIGHING, where=version),
}
