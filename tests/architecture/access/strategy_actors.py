"""Who had a voice is public; those who write the strategy keep it. Titles: who opens versions."""

from typing import Any

from strategy.models import ActorGroup, Involvement, Strategy
from tests.architecture.access.table import Row, only, public

WRITERS = ("strategy_office", "editor", "consultant")


def strategy() -> dict[str, Any]:
    return {"slug": Strategy.objects.earliest("pk").slug}


def group() -> dict[str, Any]:
    return {"slug": ActorGroup.objects.first().slug}


def involvement() -> dict[str, Any]:
    return {"pk": Involvement.objects.first().pk}


TABLE: dict[str, Row] = {
    "strategy:actors": public(),
    "strategy:actors_manage": only(*WRITERS),
    "strategy:actor_group_create": only(*WRITERS),
    "strategy:actor_group_edit": only(*WRITERS, where=group),
    "strategy:actor_group_delete": only(*WRITERS, where=group),
    "strategy:involvement_create": only(*WRITERS, where=strategy),
    "strategy:involvement_edit": only(*WRITERS, where=involvement),
    "strategy:involvement_delete": only(*WRITERS, where=involvement),
    "strategy:strategy_edit": only("strategy_office", "editor", where=strategy),
}
