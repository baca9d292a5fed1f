"""Whoever may read two versions may also read what changed between them."""

from typing import Any

from strategy.models import Strategy, StrategyVersion
from tests.architecture.access.table import Row, public


def strategy() -> dict[str, Any]:
    return {"slug": Strategy.objects.earliest("pk").slug}


def two_versions() -> dict[str, Any]:
    labels = StrategyVersion.objects.public().order_by("pk").values_list("label", flat=True)
    return {**strategy(), "old": labels[0], "new": labels[1]}


TABLE: dict[str, Row] = {
    "strategy:synopsis_choose": public(where=strategy),
    "strategy:synopsis": public(where=two_versions),
}
