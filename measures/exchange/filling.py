"""Storing a file: its rows fill in the forms that people fill in, all or none of them.

Looking first is storing it and taking everything back, so what was shown is what happens.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.exchange.book import HANGING, NUMBER, PROFILE
from measures.exchange.entries import Pen, faults_of, filled_in, unfilled
from measures.exchange.known import Known
from measures.exchange.plans import Fault, FieldPlan, MeasurePlan, Plan, RowPlan
from measures.exchange.reading import Given, RawRow
from measures.exchange.sheets import GivenRow, HangingSheet, Pair, Sheet, Values, paired
from measures.exchange.stock import stored_under
from measures.forms.measures import MeasureForm
from measures.models import Measure
from smartregion.core.audit import record
from smartregion.core.forms import refusals_on
from strategy.models import Strategy


def look_into(given: Given, *, by: Any, at: datetime) -> Plan:
    """What storing the file would do. Nothing of it is kept and nobody hears of it."""
    with transaction.atomic():
        plan = _Filling(given, by=by, at=at).run()
        transaction.set_rollback(True)
    return plan


@transaction.atomic
def import_measures(given: Given, *, expected: str, by: Any, at: datetime) -> Plan:
    """Store a file exactly as the preview showed it (``expected`` is the fingerprint of its plan)."""
    plan = _Filling(given, by=by, at=at).run()
    if plan.faults or plan.fingerprint != expected:
        raise ValidationError(
            _("Seit der Vorschau hat jemand dieselben Maßnahmen geändert. Gespeichert ist nichts."),
            code="changed_since",
        )
    counts = {"new": len(plan.new), "changed": len(plan.changed)}
    numbers = [measure.number for measure in plan.measures]
    for strategy in Strategy.objects.filter(measures__number__in=numbers).distinct():
        record(by=by, verb="import_measures", subject=strategy, changes=counts)
    return plan


class _Filling:
    """One walk through a file: first the measures, then what hangs on them."""

    def __init__(self, given: Given, *, by: Any, at: datetime) -> None:
        self.given, self.pen = given, Pen(by, at, Known(timezone.localdate(at)))
        self.plan = Plan(faults=list(given.faults), notes=list(given.notes))
        rows = (row for sheet in given.rows.values() for row in sheet)
        self.stored = stored_under(row.number for row in rows)
        self.planned: dict[str, MeasurePlan] = {}
        self.refused: set[str] = set()
        self.kept = 0

    def run(self) -> Plan:
        lines: dict[str, int] = {}
        for row in self.given.rows.get(PROFILE.key, []):
            if row.number in lines:
                reason = _("Diese Nummer steht schon in Zeile %(n)d.") % {"n": lines[row.number]}
                self._refuse(Fault(PROFILE.title, row.line, NUMBER, reason))
            elif lines.setdefault(row.number, row.line):
                self._profile(row)
        self.pen.known.forget_measures()
        for sheet in HANGING:
            for number, rows in self._by_measure(sheet):
                self._hanging(sheet, number, rows)
        self.plan.measures = list(self.planned.values())
        self._say_what_stays()
        return self.plan

    def _refuse(self, *faults: Fault) -> None:
        self.plan.faults += faults

    # -- the measures themselves -------------------------------------------------------------------
    def _profile(self, raw: RawRow) -> None:
        measure = self.stored.get(raw.number)
        given = self._understood(raw)
        if given is None:
            self.refused.add(raw.number)
            return
        given.values["number"] = raw.number
        before = PROFILE.values_of(measure, self.pen.known) if measure else {}
        pair = Pair(given.settled(before), measure, before)
        saved = self._save_profile(pair) if pair.is_new or pair.changed else measure
        if saved is None:
            self.refused.add(raw.number)
            return
        # What was fetched with everything that hangs on it stays: the profile is all that has changed.
        self.stored.setdefault(raw.number, saved)
        rows = [_row_plan(pair, self.pen.known)] if pair.is_new or pair.changed else []
        self.planned[raw.number] = MeasurePlan(
            raw.number, saved.title, pair.is_new, saved.is_public, rows
        )

    def _save_profile(self, pair: Pair) -> Measure | None:
        form = self._form(pair)
        refused = list(unfilled(PROFILE, form, pair))
        # What the form shows is known only now; it reads what is sent when it is asked whether it is valid.
        form.data = filled_in(form, PROFILE, pair, self.pen)
        if form.is_valid() and not refused:
            with refusals_on(form):
                saved: Measure = form.save(at=self.pen.at)
                return saved
        self._refuse(*refused, *faults_of(PROFILE, pair.row.line, form))
        return None

    def _form(self, pair: Pair) -> MeasureForm:
        # Validating writes into the instance, and what is stored is still to be compared.
        instance = Measure.objects.get(pk=pair.stored.pk) if pair.stored else None
        return MeasureForm({}, instance=instance, by=self.pen.by, on=self.pen.on)

    # -- what hangs on them ------------------------------------------------------------------------
    def _by_measure(self, sheet: HangingSheet) -> Iterator[tuple[str, list[GivenRow]]]:
        rows: dict[str, list[GivenRow]] = {}
        for raw in self.given.rows.get(sheet.key, []):
            if raw.number not in self.stored and raw.number not in self.refused:
                reason = self.pen.known.measures.stranger(raw.number)
                self._refuse(Fault(sheet.title, raw.line, NUMBER, reason))
            elif given := self._understood(raw):
                rows.setdefault(raw.number, []).append(given)
        return ((number, rows[number]) for number in rows if number not in self.refused)

    def _hanging(self, sheet: HangingSheet, number: str, rows: Sequence[GivenRow]) -> None:
        measure, known = self.stored[number], self.pen.known
        stored = sheet.stored_at(measure) if number not in self._new_numbers else []
        pairs = paired(sheet, rows, stored, known)
        self.kept += sum(1 for pair in pairs if pair.given is None)
        touched = [pair for pair in pairs if pair.given and (pair.is_new or pair.changed)]
        plan = self.planned.setdefault(
            number, MeasurePlan(number, measure.title, False, measure.is_public, [])
        )
        if touched:
            fresh = Measure.objects.get(pk=measure.pk)
            self._refuse(*sheet.filler.fill(sheet, fresh, pairs, self.pen))
            plan.rows.extend(_row_plan(pair, known) for pair in touched)

    @property
    def _new_numbers(self) -> set[str]:
        return {number for number, plan in self.planned.items() if plan.is_new}

    # -- cells -------------------------------------------------------------------------------------
    def _understood(self, raw: RawRow) -> GivenRow | None:
        """The values of a row; None where a cell makes no sense, which is told."""
        values: Values = {}
        is_sound = True
        for name, cell in raw.cells.items():
            column = raw.sheet.column(name)
            try:
                value = column.from_cell(cell, self.pen.known)
            except ValueError as fault:
                self._refuse(Fault(raw.sheet.title, raw.line, column.heading, str(fault)))
                is_sound = False
            else:
                if not (column.keeps and value in (None, "")):
                    values[name] = value
        return GivenRow(raw.sheet, raw.line, raw.number, values) if is_sound else None

    def _say_what_stays(self) -> None:
        if self.kept:
            text = ngettext(
                "%(n)d gespeicherte Zeile steht nicht in der Datei; sie bleibt, wie sie ist.",
                "%(n)d gespeicherte Zeilen stehen nicht in der Datei; sie bleiben, wie sie sind.",
                self.kept,
            )
            self.plan.notes.append(text % {"n": self.kept})


def _row_plan(pair: Pair, known: Known) -> RowPlan:
    sheet = pair.row.sheet
    fields = [
        FieldPlan(
            column.heading, _said(pair.before, column, known), _said(pair.after, column, known)
        )
        for column in sheet.columns
        if column.name in pair.changed
    ]
    return RowPlan(sheet.title, pair.row.line, pair.is_new, _name(sheet, pair, known), fields)


def _said(values: Values, column: Any, known: Known) -> str:
    return str(column.said(values[column.name], known)) if column.name in values else ""


def _name(sheet: Sheet, pair: Pair, known: Known) -> str:
    """What a row is called: the cells by which it is found."""
    words = (_said(pair.after, sheet.column(name), known) for name in sheet.identity)
    return ", ".join(filter(None, words))
