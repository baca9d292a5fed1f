"""Values of indicators in a report."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from measures.figures import ValueReport
from measures.forms.indicator_values import value_field
from measures.forms.reporting.parts import FUTURE, Question, ReportPart, given_in
from measures.models import Indicator, IndicatorValue
from measures.queries.indicators import value_said
from smartregion.core.days import short_day
from smartregion.core.forms import DateField


class Values(ReportPart):
    """What was observed of the indicators, or why there is nothing new."""

    def _asked(self) -> list[Indicator]:
        return [row for row in self.sheet.indicators if row.pk not in self.sheet.surveyed]

    def fields(self) -> Iterator[tuple[str, forms.Field]]:
        for row in self._asked():
            yield f"value_{row.pk}", _optional_value(row)
            yield (
                f"value_{row.pk}_on",
                DateField(label=_("Stand zu „%(name)s“") % {"name": row.name}, required=False),
            )
            yield (
                f"value_{row.pk}_none",
                forms.CharField(
                    label=_("Oder: Es gibt keinen neuen Wert, weil"), max_length=300, required=False
                ),
            )

    def initial(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for row in self._asked():
            said = self.sheet.figures.values.get(str(row.pk), ValueReport())
            is_choice = row.kind in {Indicator.Kind.YES_NO, Indicator.Kind.ORDINAL}
            value = str(int(said.value)) if is_choice and said.value is not None else said.value
            found |= {
                f"value_{row.pk}": "" if value is None else value,
                f"value_{row.pk}_on": said.on or self.sheet.on,
                f"value_{row.pk}_none": said.none_because,
            }
        return found

    def check(self, form: forms.Form) -> None:
        for row in self._asked():
            name = f"value_{row.pk}"
            value, day, none = (
                form.cleaned_data.get(n) for n in (name, f"{name}_on", f"{name}_none")
            )
            if value in (None, ""):
                continue
            if none:
                form.add_error(
                    f"{name}_none",
                    _(
                        "Sie haben einen Wert eingetragen. Bitte nennen Sie entweder den Wert oder den Grund."
                    ),
                )
            if fault := self._fault_of(form, row, Decimal(value), day):
                form.add_error(f"{name}_on", fault)

    def _fault_of(
        self, form: forms.Form, row: Indicator, value: Decimal, day: date | None
    ) -> str | None:
        if f"value_{row.pk}_on" in form.errors:
            return None
        if day is None:
            return _("Bitte geben Sie den Tag an, für den der Wert gilt.")
        if day > self.sheet.today:
            return str(FUTURE)
        known = self.sheet.value_of(row, day)
        return _already(row, known) if known and known.value != value else None

    def said(self, form: forms.Form) -> dict[str, ValueReport]:
        found = {}
        for row in self._asked():
            key, name = str(row.pk), f"value_{row.pk}"
            given = given_in(form, name, f"{name}_on", f"{name}_none")
            if given is None and key in self.sheet.figures.values:
                found[key] = self.sheet.figures.values[key]
            elif given and given[0] not in (None, ""):
                found[key] = ValueReport(on=given[1], value=Decimal(given[0]))
            elif given and given[2]:
                found[key] = ValueReport(none_because=given[2])
        return found

    def questions(self, form: forms.Form) -> list[Question]:
        return [
            Question(
                row,
                [form[f"value_{row.pk}"], form[f"value_{row.pk}_on"], form[f"value_{row.pk}_none"]],
                _latest(row, self.sheet.latest(row)),
            )
            for row in self._asked()
        ]


def _optional_value(row: Indicator) -> forms.Field:
    """The question for a value, which may stay open."""
    field = value_field(row)
    field.required = False
    if isinstance(field, forms.TypedChoiceField):
        # Kept as it is sent, so that what is stored and what is typed can be compared.
        field.coerce = str
        choices: Any = field.choices
        field.choices = [("", _("kein neuer Wert")), *choices]
        field.label = row.name
    else:
        unit = "%" if row.kind == Indicator.Kind.PERCENT else row.unit
        label = "%(name)s (%(unit)s)" if unit else "%(name)s"
        field.label = label % {"name": row.name, "unit": unit}
    return field


def _latest(row: Indicator, entry: IndicatorValue | None) -> str:
    """The last value and the target, so that nobody has to look them up."""
    parts = [_("bisher ohne Wert")]
    if entry:
        said = {"value": value_said(row, entry.value), "day": short_day(entry.on)}
        parts = [_("zuletzt %(value)s am %(day)s") % said]
    if row.target is not None:
        parts.append(_("Ziel %(value)s") % {"value": value_said(row, row.target)})
    return ", ".join(parts)


def _already(row: Indicator, known: IndicatorValue) -> str:
    sentence = _(
        "Für diesen Tag steht im Steckbrief schon %(value)s. Ist das falsch, berichtigen Sie es dort."
    )
    return sentence % {"value": value_said(row, known.value)}
