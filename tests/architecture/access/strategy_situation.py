"""The situation of the county: read by everybody, kept by those who write the strategy."""

from typing import Any

from strategy.models import ExistingProject, Finding, StructureFigure
from tests.architecture.access.strategy import WRITERS
from tests.architecture.access.table import Row, only, public


def figure() -> StructureFigure:
    return StructureFigure.objects.select_related("characteristic", "municipality")[0]


def characteristic() -> dict[str, Any]:
    return {"code": figure().characteristic.code}


def day() -> dict[str, Any]:
    return {**characteristic(), "day": figure().as_of.isoformat()}


def municipality() -> dict[str, Any]:
    return {"slug": figure().municipality.slug}


def field() -> dict[str, Any]:
    found = Finding.objects.filter(field_of_action__isnull=False).select_related("field_of_action")
    return {"slug": found[0].field_of_action.slug}


def finding() -> dict[str, Any]:
    return {"pk": Finding.objects.all()[0].pk}


def project() -> dict[str, Any]:
    return {"pk": ExistingProject.objects.all()[0].pk}


TABLE: dict[str, Row] = {
    "strategy:situation": public(),
    "strategy:situation_table": public(),
    "strategy:characteristic": public(where=characteristic),
    "strategy:municipality": public(where=municipality),
    "strategy:existing_projects": public(),
    "strategy:findings": public(),
    "strategy:field_findings": public(where=field),
    "strategy:situation_manage": only(*WRITERS),
    "strategy:figures_import": only(*WRITERS),
    "strategy:figures_accept": only(*WRITERS, post=True),
    "strategy:figures_template": only(*WRITERS),
    "strategy:figures_delete": only(*WRITERS, where=day),
    "strategy:characteristic_create": only(*WRITERS),
    "strategy:characteristic_edit": only(*WRITERS, where=characteristic),
    "strategy:characteristic_move": only(*WRITERS, where=characteristic, post=True),
    "strategy:characteristic_delete": only(*WRITERS, where=characteristic),
    "strategy:existing_project_manage": only(*WRITERS),
    "strategy:existing_project_create": only(*WRITERS),
    "strategy:existing_project_edit": only(*WRITERS, where=project),
    "strategy:existing_project_delete": only(*WRITERS, where=project),
    "strategy:finding_manage": only(*WRITERS),
    "strategy:finding_create": only(*WRITERS),
    "strategy:finding_edit": only(*WRITERS, where=finding),
    "strategy:finding_move": only(*WRITERS, where=finding, post=True),
    "strategy:finding_delete": only(*WRITERS, where=finding),
}
