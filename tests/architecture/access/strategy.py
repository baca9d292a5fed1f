"""Reading is for everybody; writing for those who write; the last steps for the strategy office."""

from typing import Any

from strategy.models import Element, ElementText, ProcessPhase, Strategy, StrategyVersion
from tests.architecture.access.table import Row, only, public

WRITERS = ("strategy_office", "editor", "consultant")


def strategy() -> dict[str, Any]:
    # Journeys through the same county begin further ones.
    return {"slug": Strategy.objects.earliest("pk").slug}


def adopted() -> dict[str, Any]:
    version = StrategyVersion.objects.adopted().select_related("strategy").get()
    return {"slug": version.strategy.slug, "label": version.label}


def text() -> dict[str, Any]:
    text = ElementText.objects.filter(version__in=StrategyVersion.objects.adopted()).first()
    return {**adopted(), "key": text.element_id}


def phase() -> dict[str, Any]:
    return {**strategy(), "pk": ProcessPhase.objects.first().pk}


def element() -> dict[str, Any]:
    return {"key": Element.objects.first().pk}


TABLE: dict[str, Row] = {
    "strategy:reading": public(),
    "strategy:process": public(),
    "strategy:element": public(where=element),
    "strategy:version": public(where=adopted),
    "strategy:manage": only(*WRITERS, "administration"),
    "strategy:strategy_create": only("strategy_office", "editor"),
    "strategy:version_create": only("strategy_office", "editor", where=strategy),
    "strategy:version_edit": only(*WRITERS, "administration", where=adopted),
    "strategy:version_move": only("strategy_office", where=lambda: {**adopted(), "to": "adopted"}),
    "strategy:phases": only("strategy_office", "editor", where=strategy),
    "strategy:phase_create": only("strategy_office", "editor", where=strategy),
    "strategy:phase_edit": only("strategy_office", "editor", where=phase),
    "strategy:phase_delete": only("strategy_office", "editor", where=phase),
    "strategy:text_create": only(*WRITERS, where=lambda: {**adopted(), "kind": "guideline"}),
    "strategy:text_edit": only(*WRITERS, where=text),
    "strategy:text_move": only(*WRITERS, where=text, post=True),
    "strategy:text_delete": only(*WRITERS, where=text),
}
