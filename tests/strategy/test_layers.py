"""The strategy knows nothing of the rooms above it."""

from importlib import import_module
from pkgutil import walk_packages

import grimp
import pytest
from django.db.migrations.loader import MigrationLoader

import strategy

ABOVE = {"participation", "measures", "reports", "home", "demo"}


@pytest.mark.behaviour("S13")
@pytest.mark.slow
def test_migrations_depend_on_no_room_above() -> None:
    loader = MigrationLoader(None)
    needed = {
        app
        for (room, _name), migration in loader.disk_migrations.items()
        if room == "strategy"
        for app, _needed in migration.dependencies
    }
    assert needed
    assert not needed & ABOVE


@pytest.mark.behaviour("S13")
@pytest.mark.slow
def test_modules_import_no_room_above() -> None:
    graph = grimp.build_graph("smartregion", "strategy", "participation", "measures")
    rooms = [f"smartregion.{room}" for room in ("reports", "home", "demo", "urls")]
    for room in ("participation", "measures", *rooms):
        assert not graph.find_shortest_chains("strategy", room), room


def test_every_module_can_be_imported() -> None:
    for module in walk_packages(strategy.__path__, "strategy."):
        import_module(module.name)
