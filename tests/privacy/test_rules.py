"""Every table has its rule, every way to a person its fate: a new one without either fails here."""

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from smartregion.accounts.models import User
from smartregion.core.retention import (
    NO_PERSONAL_DATA,
    OnClosing,
    Retention,
    Rule,
    declared,
    removers,
    rule_of,
)
from smartregion.privacy.queries.people import leading_to

MODELS = sorted(apps.get_models(), key=lambda model: model._meta.label)
RULED = [model for model in MODELS if isinstance(rule_of(model), Retention)]
# What tells who somebody is, by the words in which columns are called.
TELLING = {
    "email",
    "address",
    "display_name",
    "author_name",
    "ip",
    "user_agent",
    "answers",
    "phone",
}
# They remove files that were never finished, and the journal of the nights themselves.
WITHOUT_ROWS = {"halves", "retention_runs"}


def label(model: type[models.Model]) -> str:
    return str(model._meta.label)


def without_rule(every: list[type[models.Model]]) -> list[str]:
    return [label(model) for model in every if rule_of(model) is None]


def unnamed_links(every: list[type[models.Model]]) -> list[str]:
    """Columns that lead to an account, or to a row that is somebody's, and are not named in the rule."""
    targets, found = [User], []
    for target in targets:
        for model, column in leading_to(target):
            rule = rule_of(model) or Rule()
            if column.name not in rule.links and model in every:
                found.append(f"{label(model)}.{column.name}")
            elif model not in targets and rule.links[column.name].is_theirs:
                targets.append(model)
    return found


@pytest.mark.behaviour("D1")
def test_every_table_has_a_rule() -> None:
    assert without_rule(MODELS) == []


@pytest.mark.behaviour("D1")
def test_every_way_to_a_person_is_named() -> None:
    assert unnamed_links(MODELS) == []


def test_nothing_is_said_about_tables_or_columns_that_are_not_there() -> None:
    assert set(declared()) <= {label(model) for model in MODELS}
    for model in MODELS:
        rule: Any = rule_of(model)
        names = [*rule.links, *(name for link in rule.links.values() for name in link.shows)]
        if isinstance(rule, Retention):
            names += [name for name in (rule.since, rule.address, *rule.address_shows) if name]
        for name in names:
            try:
                model._meta.get_field(name)
            except FieldDoesNotExist:
                pytest.fail(f"{label(model)}.{name}")


@pytest.mark.parametrize("model", RULED, ids=label)
def test_a_rule_says_everything_and_is_kept_by_somebody(model: type[models.Model]) -> None:
    rule: Any = rule_of(model)
    assert all(map(str, (rule.label, rule.whose, rule.ground, rule.period)))
    assert bool(rule.due) == bool(rule.removed_by)
    assert not rule.removed_by or rule.removed_by in removers()


def test_every_remover_is_named_by_a_rule() -> None:
    named = {rule.removed_by for model in RULED if isinstance(rule := rule_of(model), Retention)}
    assert set(removers()) - WITHOUT_ROWS <= named


@pytest.mark.parametrize("model", [m for m in MODELS if m not in RULED], ids=label)
def test_what_is_said_to_hold_no_personal_data_holds_none(model: type[models.Model]) -> None:
    names = {field.name for field in model._meta.concrete_fields}
    assert not names & TELLING
    to_people = [column.name for each, column in leading_to(User) if each is model]
    assert not to_people


def test_a_rule_is_not_inherited() -> None:
    """A child may hold more than its parent: it has to speak for itself."""

    class Parent(models.Model):
        retention = NO_PERSONAL_DATA

        class Meta:
            abstract = True
            app_label = "nowhere"

    class Child(Parent):
        class Meta:
            app_label = "nowhere"
            abstract = True

    assert rule_of(Parent) is NO_PERSONAL_DATA
    assert rule_of(Child) is None


def test_what_goes_is_told_before() -> None:
    """Whoever thinks about leaving reads in their export what becomes of each row."""
    fates = {
        link.on_closing for model in MODELS for link in (rule_of(model) or Rule()).links.values()
    }
    assert fates == set(OnClosing)
