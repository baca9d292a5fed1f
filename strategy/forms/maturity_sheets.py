"""The sheet on which a municipality says where it stands.

One form holds all dimensions, and each is a unit of its own: what is complete is stored, what is
not stays in the form with its error, so nobody loses what they have typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.core.editing import EditConflict
from strategy.actions import maturity as actions
from strategy.models import LEVELS, MaturityScore
from strategy.queries.maturity_sheets import Entry, Sheet, fingerprint

NAMES = ("actual", "target", "evidence", "confirmed", "lock_version", "seen")


@dataclass(frozen=True)
class Part:
    """The fields of one dimension, as the template shows them."""

    entry: Entry
    fields: dict[str, forms.BoundField]
    # What somebody else has stored since this sheet was opened.
    theirs: MaturityScore | None = None

    @property
    def has_errors(self) -> bool:
        return any(bound.errors for bound in self.fields.values())


@dataclass
class Outcome:
    """What became of a sheet that was sent."""

    stored: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


class SheetForm(forms.Form):
    """All dimensions of one municipality; field names begin with the key of their dimension."""

    def __init__(
        self, data: QueryDict | None, *, sheet: Sheet, conflicts: tuple[str, ...] = ()
    ) -> None:
        super().__init__(data)
        self.sheet, self.conflicts = sheet, conflicts
        self.typed = data or QueryDict()
        # The button of one dimension says that its answer holds, changed or not.
        self.pressed = self.typed.get("deed", "")
        for entry in sheet.entries:
            self.fields |= {f"{entry.key}-{name}": f for name, f in _fields(entry).items()}

    @property
    def parts(self) -> list[Part]:
        return [self._part(entry) for entry in self.sheet.entries]

    def _part(self, entry: Entry) -> Part:
        names = [name for name in NAMES if f"{entry.key}-{name}" in self.fields]
        theirs = entry.stored if entry.key in self.conflicts else None
        return Part(entry, {name: self[f"{entry.key}-{name}"] for name in names}, theirs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for entry in self.sheet.entries:
            if self._is_given(entry):
                self._check(entry)
        return cleaned

    def _value(self, entry: Entry, name: str) -> Any:
        return self.cleaned_data.get(f"{entry.key}-{name}")

    def _is_given(self, entry: Entry) -> bool:
        """Whether the person has said something here: changed it, ticked it, pressed its button."""
        if self.pressed == entry.key or self._value(entry, "confirmed"):
            return True
        now = fingerprint(
            self._value(entry, "actual"),
            self._value(entry, "target"),
            self._value(entry, "evidence") or "",
        )
        return bool(now != self._value(entry, "seen"))

    def _check(self, entry: Entry) -> None:
        actual, target = self._value(entry, "actual"), self._value(entry, "target")
        if actual is None and f"{entry.key}-actual" not in self.errors:
            self.add_error(
                f"{entry.key}-actual", _("Bitte wählen Sie die Stufe, auf der Sie heute stehen.")
            )
        if actual is not None and target is not None and target < actual:
            self.add_error(
                f"{entry.key}-target", _("Das Ziel darf nicht unter der heutigen Stufe liegen.")
            )

    def store(self, *, by: Any, on: date) -> Outcome:
        """Store every dimension that is given and complete; call it after ``is_valid()``."""
        outcome = Outcome()
        for entry, answer in self._answers():
            try:
                actions.report_maturity(
                    opened=self.sheet.round,
                    municipality=self.sheet.municipality,
                    dimension_id=entry.asked.pk,
                    answer=answer,
                    lock_version=self._value(entry, "lock_version") or 0,
                    by=by,
                    on=on,
                )
                outcome.stored.append(entry.key)
            except EditConflict:
                outcome.conflicts.append(entry.key)
        return outcome

    def _answers(self) -> Iterator[tuple[Entry, actions.Answer]]:
        faulty = {name.rsplit("-", 1)[0] for name in self.errors}
        for entry in self.sheet.entries:
            if entry.key not in faulty and self._is_given(entry):
                values = (self._value(entry, name) for name in ("actual", "target", "evidence"))
                yield entry, actions.Answer(*values)

    def again(self, outcome: Outcome, sheet: Sheet) -> "SheetForm":
        """The same input over the rows as they are now, for a page that still needs an answer."""
        typed = self.typed.copy()
        typed.pop("deed", None)
        for entry in sheet.entries:
            if entry.key in outcome.stored:
                typed[f"{entry.key}-seen"] = entry.fingerprint
                typed.pop(f"{entry.key}-confirmed", None)
            if entry.key in (*outcome.stored, *outcome.conflicts):
                typed[f"{entry.key}-lock_version"] = str(entry.lock_version)
        form = SheetForm(typed, sheet=sheet, conflicts=tuple(outcome.conflicts))
        form.pressed = self.pressed if self.pressed not in outcome.stored else ""
        return form


class LevelField(forms.TypedChoiceField):
    """The level of today: asked for, so not marked as voluntary, but a sheet may be sent in parts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, widget=forms.RadioSelect, **kwargs)

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:
            super().validate(value)


def _fields(entry: Entry) -> dict[str, forms.Field]:
    shown = entry.shown
    fields: dict[str, forms.Field] = {
        "actual": LevelField(
            label=entry.asked.words.question,
            choices=[(level, _level(entry, level)) for level in LEVELS],
            initial=shown.actual if shown else None,
        ),
        "target": forms.TypedChoiceField(
            label=gettext_lazy("Ziel in drei Jahren"),
            choices=[("", _("kein Ziel gesetzt")), *((n, _target(n)) for n in LEVELS)],
            coerce=int,
            empty_value=None,
            required=False,
            initial=shown.target if shown else None,
        ),
        "evidence": forms.CharField(
            label=gettext_lazy("Woran man es sieht"),
            help_text=gettext_lazy("Ein bis zwei Sätze. Sie werden veröffentlicht."),
            max_length=500,
            required=False,
            initial=shown.evidence if shown else "",
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
        "lock_version": forms.IntegerField(
            required=False, initial=entry.lock_version, widget=forms.HiddenInput
        ),
        "seen": forms.CharField(
            required=False, initial=entry.fingerprint, widget=forms.HiddenInput
        ),
    }
    if entry.is_carried:
        fields["confirmed"] = forms.BooleanField(
            label=gettext_lazy("Stimmt weiterhin"), required=False
        )
    return fields


def _level(entry: Entry, level: int) -> str:
    return f"{level} – {entry.asked.words.levels[level]}"


def _target(level: int) -> str:
    return _("Stufe %(level)d") % {"level": level}
