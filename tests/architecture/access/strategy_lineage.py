"""Those who write texts also number, merge, split and take up again."""

from typing import Any

from strategy.models import Element, StrategyVersion
from tests.architecture.access.strategy import WRITERS, adopted
from tests.architecture.access.table import Row, only


def field() -> dict[str, Any]:
    version = StrategyVersion.objects.adopted().get()
    text = version.texts.filter(element__kind=Element.Kind.FIELD).first()
    return {**adopted(), "key": text.element_id}


def dropped() -> dict[str, Any]:
    """A field that the revision of the demo county has merged into another."""
    revision = StrategyVersion.objects.exclude(based_on=None).select_related("strategy").get()
    link = revision.links.filter(kind="merged_into").first()
    return {"slug": revision.strategy.slug, "label": revision.label, "key": link.source_id}


TABLE: dict[str, Row] = {
    "strategy:renumber": only(*WRITERS, where=adopted),
    "strategy:merge": only(*WRITERS, where=adopted),
    "strategy:split": only(*WRITERS, where=field),
    "strategy:restore": only(*WRITERS, where=dropped, post=True),
}
