"""How rows of a file fill in the forms of a measure.

A filler takes the pairs of one measure and one sheet, saves what changes, and tells what is refused by
line and column.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.exchange.known import Known, folded
from measures.exchange.plans import Fault
from measures.exchange.sheets import Pair, Sheet
from measures.forms.grants import GrantForm
from measures.forms.indicator_values import CorrectionForm, ValueForm
from measures.forms.indicators import IndicatorForm
from measures.models import Measure
from measures.spoken import understood
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on


@dataclass(frozen=True)
class Pen:
    """Who writes, when, and the names they may use."""

    by: Any
    at: datetime
    known: Known

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)


def filled_in(form: forms.BaseForm, sheet: Sheet, pair: Pair, pen: Pen) -> dict[str, Any]:
    """What the form would send: what it shows, and over it what the file says."""
    sent = {
        name: field.prepare_value(form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
    }
    for name, value in (pair.given.values if pair.given else {}).items():
        sent[name] = sheet.column(name).to_form(value, pen.known)
    return sent


def faults_of(sheet: Sheet, line: int, form: forms.BaseForm) -> Iterator[Fault]:
    """What a form refuses, beside the columns that it means."""
    for name, reasons in form.errors.items():
        heading = sheet.heading_of(name)
        label = "" if heading or name not in form.fields else f"{form.fields[name].label}: "
        for reason in reasons:
            yield Fault(sheet.title, line, heading, f"{label}{reason}")


def unfilled(sheet: Sheet, form: forms.BaseForm, pair: Pair) -> Iterator[Fault]:
    """What the file changes although no form could: the state, or what a state does not know."""
    line = pair.row.line
    for name in pair.changed:
        column, value = sheet.column(name), pair.after[name]
        if column.told:
            if not (pair.is_new and column.starts in (None, value)):
                yield Fault(sheet.title, line, column.heading, str(column.told))
        elif name not in (*form.fields, *sheet.identity) and value not in (None, "", ()):
            reason = _("Diese Angabe passt nicht zum Stand und lässt sich hier nicht ändern.")
            yield Fault(sheet.title, line, column.heading, reason)


# -- rows that are saved together ------------------------------------------------------------------
@dataclass(frozen=True)
class Rows:
    """Rows of one page, all stored ones with the changes of the file and the new ones behind them."""

    formset: Any

    def fill(
        self, sheet: Sheet, measure: Measure, pairs: Sequence[Pair], pen: Pen
    ) -> Iterator[Fault]:
        rows = self.formset(self._sent(sheet, pairs, pen), measure=measure, on=pen.on)
        if rows.is_valid():
            with refusals_on(rows):
                rows.save(by=pen.by, at=pen.at, lock_version=measure.lock_version)
        first = next(pair.given.line for pair in pairs if pair.given)
        for pair, form in zip(pairs, rows.forms, strict=True):
            if pair.given:
                yield from faults_of(sheet, pair.row.line, form)
            else:
                yield from (_of_stored(sheet, first, pair, each) for each in _reasons(form))
        for reason in rows.non_form_errors():
            yield Fault(sheet.title, first, "", str(reason))

    def _sent(self, sheet: Sheet, pairs: Sequence[Pair], pen: Pen) -> dict[str, Any]:
        stored = sum(1 for pair in pairs if not pair.is_new)
        sent: dict[str, Any] = {
            "form-TOTAL_FORMS": len(pairs), "form-INITIAL_FORMS": stored,
        }  # fmt: skip
        for place, pair in enumerate(pairs):
            for name, value in self._row(sheet, pair, pen).items():
                sent[f"form-{place}-{name}"] = value
        return sent

    def _row(self, sheet: Sheet, pair: Pair, pen: Pen) -> dict[str, Any]:
        fields = self.formset.form.base_fields
        row = {name: field.initial for name, field in fields.items()}
        for name, value in pair.after.items():
            row[name] = sheet.column(name).to_form(value, pen.known)
        return row | ({"pk": pair.stored.pk} if pair.stored and "pk" in fields else {})


def _reasons(form: forms.BaseForm) -> Iterator[str]:
    yield from (str(reason) for reasons in form.errors.values() for reason in reasons)


def _of_stored(sheet: Sheet, line: int, pair: Pair, reason: str) -> Fault:
    said = _("Schon gespeichert ist „%(row)s“: %(reason)s") % {"row": pair.stored, "reason": reason}
    return Fault(sheet.title, line, "", said)


# -- rows with a form of their own -----------------------------------------------------------------
class Entries:
    """Rows that are saved one by one, each by the form of its own page."""

    def fill(
        self, sheet: Sheet, measure: Measure, pairs: Sequence[Pair], pen: Pen
    ) -> Iterator[Fault]:
        for pair in pairs:
            if pair.given and (pair.is_new or pair.changed):
                yield from self._fill_one(sheet, measure, pair, pen)

    def _fill_one(self, sheet: Sheet, measure: Measure, pair: Pair, pen: Pen) -> Iterator[Fault]:
        measure.refresh_from_db(fields=["lock_version"])
        try:
            form = self.form({}, measure, pair, pen)
        except LookupError as missing:
            yield Fault(sheet.title, pair.row.line, sheet.columns[0].heading, str(missing))
            return
        refused = list(unfilled(sheet, form, pair))
        # What the form shows is known only now; it reads what is sent when it is asked whether it is valid.
        form.data = self.sent(filled_in(form, sheet, pair, pen), form)
        if form.is_valid() and not refused:
            try:
                with refusals_on(form):
                    self.save(form, measure, pair, pen)
            except WrongState as refusal:
                form.add_error(None, ValidationError(str(refusal)))
        yield from refused
        yield from faults_of(sheet, pair.row.line, form)

    def form(self, sent: Any, measure: Measure, pair: Pair, pen: Pen) -> Any:
        raise NotImplementedError

    def sent(self, sent: dict[str, Any], form: forms.BaseForm) -> dict[str, Any]:  # noqa: ARG002
        """The last word about what is sent."""
        return sent

    def save(self, form: Any, measure: Measure, pair: Pair, pen: Pen) -> None:  # noqa: ARG002
        form.save(by=pen.by, at=pen.at)


class Grants(Entries):
    def form(self, sent: Any, measure: Measure, pair: Pair, pen: Pen) -> Any:  # noqa: ARG002
        return GrantForm(sent, measure=measure, instance=pair.stored)


class Indicators(Entries):
    def form(self, sent: Any, measure: Measure, pair: Pair, pen: Pen) -> Any:  # noqa: ARG002
        return IndicatorForm(sent, instance=pair.stored)

    def save(self, form: Any, measure: Measure, pair: Pair, pen: Pen) -> None:
        if pair.is_new:
            form.add(by=pen.by, at=pen.at, measure=measure)
        else:
            form.change(by=pen.by, at=pen.at)


class Observations(Entries):
    """Values of indicators; another value for the same day corrects the stored one."""

    def form(self, sent: Any, measure: Measure, pair: Pair, pen: Pen) -> Any:
        if pair.stored:
            return CorrectionForm(sent, entry=pair.stored)
        name = pair.after["indicator"]
        for indicator in measure.indicators.all():
            if folded(indicator.name) == folded(name):
                return ValueForm(sent, indicator=indicator, today=pen.on)
        raise LookupError(_("Eine Kennzahl „%(name)s“ hat diese Maßnahme nicht.") % {"name": name})

    def sent(self, sent: dict[str, Any], form: Any) -> dict[str, Any]:
        """A choice is sent by its number, also where the file says it in words."""
        entry = getattr(form, "entry", None)
        indicator = entry.indicator if entry else form.indicator
        if isinstance(form.fields["value"], forms.ChoiceField):
            try:
                value = understood(str(sent["value"]), kind=indicator.kind, scale=indicator.scale)
            except ValueError:
                return sent
            return sent | {"value": str(int(value))}
        return sent
