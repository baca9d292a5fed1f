"""No export lags behind its models: a field is exported, or left out by name and with a reason."""

import pytest
from django.apps import apps
from django.db.models import Model

from participation.contributions import exports
from participation.contributions.exports import Table
from participation.events.exports import tables as events
from participation.forums import exports as forums

WINGS = ("contributions", "forums", "events")
NOT_TAKEN_ALONG = {
    **exports.NOT_TAKEN_ALONG, **forums.NOT_TAKEN_ALONG, **events.NOT_TAKEN_ALONG,
}  # fmt: skip


def models_of(wing: str) -> list[type[Model]]:
    return [
        model
        for model in apps.get_app_config("participation").get_models()
        if model.__module__.startswith(f"participation.{wing}.")
    ]


def fields_of(model: type[Model]) -> set[str]:
    return {each.name for each in (*model._meta.fields, *model._meta.many_to_many)}


def covered(table: Table) -> set[str]:
    names = {column.field.partition("__")[0].removesuffix("_id") for column in table.columns}
    return names - {"pk"} | set(table.left_out)


@pytest.mark.behaviour("F24")
@pytest.mark.parametrize("wing", WINGS)
def test_every_model_has_a_table_or_a_reason(wing: str) -> None:
    known = {table.model for table in exports.tables} | set(NOT_TAKEN_ALONG)
    assert [model.__name__ for model in models_of(wing) if model not in known] == []
    assert all(NOT_TAKEN_ALONG.values())


@pytest.mark.behaviour("F24")
@pytest.mark.parametrize("table", list(exports.tables), ids=lambda table: table.name)
def test_every_field_is_exported_or_left_out_by_name(table: Table) -> None:
    fields = fields_of(table.model)
    assert fields - covered(table) == set(), "neither a column nor left out"
    assert covered(table) - fields == set(), "named, but no field"
    assert all(table.left_out.values())


@pytest.mark.parametrize("table", list(exports.tables), ids=lambda table: table.name)
def test_columns_are_explained_and_have_names_of_their_own(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    assert all(name.isascii() and name == name.lower() for name in names)
    assert all(str(column.about) for column in table.columns)
