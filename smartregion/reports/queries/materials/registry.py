"""The materials that chapters are made of, each collected under its name."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from smartregion.reports.briefs import Brief

Content = dict[str, Any]
Collector = Callable[[Brief, datetime], Any]

MATERIALS: dict[str, Collector] = {}


def material(name: str) -> Callable[[Collector], Collector]:
    """Register what collects a material: JSON values, in German, as everybody may read them."""

    def register(collect: Collector) -> Collector:
        MATERIALS[name] = collect
        return collect

    return register
