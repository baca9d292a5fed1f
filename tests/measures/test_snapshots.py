"""Cycles that were frozen by earlier releases: one file for each shape, read and corrected as the newest is.

The files are never changed. Whoever gives the document a new shape adds one of the shape before.
"""

import dataclasses
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from measures.actions.correcting import correct_cycle
from measures.documents import SCHEMA_VERSION, UPGRADES
from measures.models import Cycle
from measures.queries import cycle_summary
from measures.queries.documents import document_of
from smartregion.accounts.models import User
from smartregion.core.models import Snapshot
from smartregion.core.snapshots import SnapshotTampered, content_of, freeze
from tests.factories.dates import NOON
from tests.factories.measures import CycleFactory, MeasureFactory, closed
from tests.factories.strategy import ElementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.behaviour("R13"), pytest.mark.slow]
FOLDER = Path(__file__).parent / "snapshots"


def stored(version: int) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / f"cycle_{version}.json").read_text())
    return content


def cycle_frozen_as(version: int) -> Cycle:
    """A closed cycle with what an earlier release had frozen, and its measures of today."""
    content = stored(version)
    field = ElementFactory(kind="field")
    for row in content["measures"]:
        MeasureFactory(field=field, pk=row["measure_id"], number=row["number"])
    snapshot = freeze(
        kind="cycle", subject="", content=content, by=None, at=NOON, schema_version=version
    )
    cycle = CycleFactory(strategy=field.strategy, cutoff_on=date(2025, 12, 31))
    Cycle.objects.filter(pk=cycle.pk).update(state="closed", snapshot=snapshot, closed_at=NOON)
    return Cycle.objects.get(pk=cycle.pk)


def test_there_is_a_file_for_each_shape_that_is_brought_up_to_date() -> None:
    assert sorted(UPGRADES) == list(range(1, SCHEMA_VERSION))
    assert {path.stem for path in FOLDER.iterdir()} == {f"cycle_{each}" for each in UPGRADES}


@pytest.mark.parametrize("version", UPGRADES)
def test_cycle_of_an_earlier_release_is_read(version: int) -> None:
    summary = cycle_summary(cycle_frozen_as(version))
    shown = [(line.number, line.light.value if line.light else "") for line in summary.lines]
    assert shown == [("HF1-M01", "green"), ("HF2-M03", "missing")]


def test_first_shape_had_one_text_of_next_steps_and_only_counted_milestones() -> None:
    first, second = document_of(cycle_frozen_as(1)).measures
    assert (first.next_steps, second.next_steps) == (["Kurse ausschreiben", "Geräte kaufen"], [])
    assert (first.milestones_done, first.milestones_total) == (2, 5)
    assert (first.milestones, first.indicators, first.costs) == (None, None, None)


@pytest.mark.parametrize("version", UPGRADES)
def test_cycle_of_an_earlier_release_is_corrected(version: int, office: User) -> None:
    cycle = cycle_frozen_as(version)
    row = dataclasses.replace(document_of(cycle).measures[0], light="red")
    correction = correct_cycle(
        cycle=cycle, row=row, seen=0, by=office, at=NOON, reason="Es fehlte ein Standort."
    )
    assert correction.snapshot.schema_version == SCHEMA_VERSION
    [after, missing] = document_of(cycle).measures
    assert (after.light, after.milestones_done, after.milestones_total) == ("red", 2, 5)
    assert missing.is_missing
    assert cycle.snapshot is not None
    assert content_of(cycle.snapshot) == stored(version)


def test_tampered_cycle_is_not_shown() -> None:

    cycle = closed((MeasureFactory(), "green"))
    assert cycle.snapshot is not None
    # Read before: what was read once is not read again, but checked again.
    assert document_of(cycle).measures[0].light == "green"
    content = cycle.snapshot.content.replace('"light":"green"', '"light":"red"')
    assert content != cycle.snapshot.content
    cycle.snapshot = Snapshot(content=content, sha256=cycle.snapshot.sha256, schema_version=2)
    with pytest.raises(SnapshotTampered):
        document_of(cycle)
