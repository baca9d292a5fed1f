"""The frame of strategies is public; those who write the strategy keep it."""

from typing import Any

from strategy.models import Framework
from tests.architecture.access.table import Row, only, public

WRITERS = ("strategy_office", "editor", "consultant")


def framework() -> dict[str, Any]:
    return {"pk": Framework.objects.first().pk}


TABLE: dict[str, Row] = {
    "strategy:frame": public(),
    "strategy:frame_manage": only(*WRITERS),
    "strategy:framework_create": only(*WRITERS),
    "strategy:framework_edit": only(*WRITERS, where=framework),
    "strategy:framework_delete": only(*WRITERS, where=framework),
}
