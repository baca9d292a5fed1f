"""A workbook with 500 measures: written, looked at, stored, and looked at again; beside it what reading its cells takes."""

import time
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone
from openpyxl import load_workbook

from benchmarks.figure import Figure
from measures.exchange.filling import import_measures, look_into
from measures.exchange.reading import read_workbook
from measures.exchange.stock import whole_measures
from measures.exchange.writing import workbook
from measures.models import Measure
from smartregion.accounts.models import User
from strategy.models import Element

MANY = 500
OFFICE = "stabsstelle@pm.example"


def figures() -> list[Figure]:
    """Every measure of the file is new; everything is taken back afterwards."""
    office, at = User.objects.get(email=OFFICE), timezone.now()
    with transaction.atomic():
        content, write = _written()
        floor = _timed(lambda: _cells(content))[1]
        plan, look = _timed(lambda: look_into(read_workbook(content), by=office, at=at))
        if plan.faults:
            raise ValueError(plan.faults[:3])
        expected = plan.fingerprint
        store = _timed(
            lambda: import_measures(read_workbook(content), expected=expected, by=office, at=at)
        )[1]
        again = _timed(lambda: look_into(read_workbook(content), by=office, at=at))[1]
        transaction.set_rollback(True)
    named = {"write it": write, "look at it": look, "store it": store, "the same again": again}
    return [
        Figure(f"workbook of {MANY} measures: {deed} (floor: read cells)", seconds, "s", floor, 1)
        for deed, seconds in named.items()
    ]


def _written() -> tuple[bytes, float]:
    """The workbook of measures that are there only for so long."""
    with transaction.atomic():
        keys = _measures()
        measures = whole_measures(Measure.objects.filter(pk__in=keys).order_by("number"))
        written = _timed(lambda: workbook(measures, internal=True, on=timezone.localdate()))
        transaction.set_rollback(True)
    return written


def _measures() -> list[Any]:
    field = Element.objects.fields_of_action().filter(retired_in=None).earliest("position")
    made = [
        Measure(
            strategy=field.strategy, field=field, number=f"BENCH-{n}", title=f"Vorhaben {n}",
            summary="Was es bringt.", body=f"<p>{'Ein Satz. ' * 60}</p>", cost_eur=1000 + n,
        )
        for n in range(MANY)
    ]  # fmt: skip
    return [measure.pk for measure in Measure.objects.bulk_create(made)]


def _cells(content: bytes) -> int:
    book = load_workbook(BytesIO(content), read_only=True)
    return sum(len(row) for page in book for row in page.iter_rows(values_only=True))


def _timed(deed: Any) -> tuple[Any, float]:
    began = time.perf_counter()
    outcome = deed()
    return outcome, time.perf_counter() - began
