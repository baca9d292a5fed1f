"""Stages, material, series, and what comes by letter: the pages of a topic beside its talk."""

from typing import Any

from participation.forums.models import Topic, TopicMaterial, TopicStage
from tests.architecture.access.table import Row, only, public

HOSTS = ("strategy_office", "moderator", "administration")
ANSWERING = ("strategy_office", "moderator", "editor")


def topic() -> dict[str, Any]:
    return _address(Topic.objects.filter(stages__isnull=False).first())


def forum() -> dict[str, Any]:
    return {"forum": topic()["forum"]}


def stage() -> dict[str, Any]:
    found = TopicStage.objects.select_related("topic__forum").first()
    return {**_address(found.topic), "pk": found.pk}


def material() -> dict[str, Any]:
    """A file: a link is no address of ours."""
    found = TopicMaterial.objects.exclude(file="").select_related("topic__forum").first()
    return {**_address(found.topic), "pk": found.pk}


def _address(found: Topic) -> dict[str, Any]:
    return {"forum": found.forum.slug, "topic": found.slug}


TABLE: dict[str, Row] = {
    "forums:carry_on": only(*HOSTS, where=forum),
    "forums:enter": only(*ANSWERING, where=topic),
    "forums:material": public(where=material),
    "forums:material_move": only(*HOSTS, where=material, post=True, sent={"direction": "down"}),
    "forums:material_remove": only(*HOSTS, where=material),
    "forums:materials": only(*HOSTS, where=topic),
    "forums:stage_edit": only(*HOSTS, where=stage),
    "forums:stage_remove": only(*HOSTS, where=stage),
    "forums:stages": only(*HOSTS, where=topic),
}
