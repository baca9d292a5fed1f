"""Rows that hang on a measure: some empty ones at the end, so adding needs no script."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from measures.actions import MilestoneRow, set_guidelines, set_milestones, set_parties
from measures.forms.conflicts import Difference
from measures.models import Measure, Party
from smartregion.core.forms import DateField
from smartregion.county.models import Organisation
from strategy.models import Element

LEVELS = [
    ("", _("nicht bewertet")),
    (0, _("0 – kein Beitrag")),
    (1, _("1 – geringer Beitrag")),
    (2, _("2 – deutlicher Beitrag")),
    (3, _("3 – zentraler Beitrag")),
]


class MilestoneForm(forms.Form):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Meilenstein"), max_length=200)
    due_on = DateField(label=_("fällig am"))
    done_on = DateField(label=_("erreicht am"), required=False)

    def __init__(self, *args: Any, measure: Measure, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure, self.on = measure, on

    def clean_due_on(self) -> date:
        due: date = self.cleaned_data["due_on"]
        starts, ends = self.measure.starts_on, self.measure.ends_on
        if (starts and due < starts) or (ends and due > ends):
            raise ValidationError(_("Liegt außerhalb der geplanten Laufzeit der Maßnahme."))
        return due

    def clean_done_on(self) -> date | None:
        done: date | None = self.cleaned_data["done_on"]
        if done and done > self.on:
            raise ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return done


class PartyForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.filter(ended_on__isnull=True)
    )
    part = forms.ChoiceField(label=_("Rolle"), choices=Party.Part.choices)


class GuidelineForm(forms.Form):
    guideline = forms.ModelChoiceField(Element.objects.guidelines(), widget=forms.HiddenInput)
    level = forms.TypedChoiceField(
        label=_("Beitrag"), choices=LEVELS, required=False, coerce=int, empty_value=None
    )
    reason = forms.CharField(label=_("Begründung"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("level") and not values.get("reason"):
            self.add_error("reason", _("Bitte begründen Sie den Beitrag in einem Satz."))
        return values


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """Rows of one measure, saved together under its optimistic lock."""

    measure: Measure
    relation: str
    heading: Any

    def filled(self) -> Iterator[dict[str, Any]]:
        """The rows that were filled in and not marked for removal."""
        for form in self.forms:
            values = form.cleaned_data
            if values and not values.get("DELETE"):
                yield values

    def differences_to(self, stored: Measure) -> list[Difference]:
        """What somebody else has stored; what was typed still stands in the rows."""
        lines = [str(row) for row in getattr(stored, self.relation).all()]
        return [Difference(str(self.heading), "", "\n".join(lines))]


def _rows(form: type[forms.Form], *, extra: int, can_delete: bool) -> Any:
    return forms.formset_factory(
        form, formset=Rows, extra=extra, can_delete=can_delete, can_delete_extra=False
    )


class MilestoneRows(_rows(MilestoneForm, extra=3, can_delete=True)):  # type: ignore[misc]
    relation, heading = "milestones", _("Meilensteine")

    def __init__(self, *args: Any, measure: Measure, on: date, **kwargs: Any) -> None:
        self.measure = measure
        kwargs["initial"] = list(measure.milestones.values("pk", "title", "due_on", "done_on"))
        super().__init__(*args, form_kwargs={"measure": measure, "on": on}, **kwargs)

    def save(self, *, by: Any, lock_version: int) -> None:
        rows = [
            MilestoneRow(
                pk=row["pk"], title=row["title"], due_on=row["due_on"], done_on=row["done_on"]
            )
            for row in self.filled()
        ]
        set_milestones(measure=self.measure, by=by, lock_version=lock_version, rows=rows)


class PartyRows(_rows(PartyForm, extra=3, can_delete=True)):  # type: ignore[misc]
    relation, heading = "parties", _("Beteiligte")

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        self.measure = measure
        kwargs["initial"] = list(measure.parties.order_by("pk").values("organisation", "part"))
        super().__init__(*args, **kwargs)

    def save(self, *, by: Any, lock_version: int) -> None:
        parties = [(row["organisation"], row["part"]) for row in self.filled()]
        set_parties(measure=self.measure, by=by, lock_version=lock_version, parties=parties)


class GuidelineRows(_rows(GuidelineForm, extra=0, can_delete=False)):  # type: ignore[misc]
    """One row for each guideline of the strategy."""

    relation, heading = "guidelines", _("Beitrag zu den Leitlinien")

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        self.measure = measure
        judged = {served.guideline_id: served for served in measure.guidelines.all()}
        guidelines = list(Element.objects.guidelines().filter(strategy=measure.strategy_id))
        kwargs["initial"] = [
            {
                "guideline": guideline.pk,
                "level": judged[guideline.pk].level if guideline.pk in judged else "",
                "reason": judged[guideline.pk].reason if guideline.pk in judged else "",
            }
            for guideline in guidelines
        ]
        super().__init__(*args, **kwargs)
        for form, guideline in zip(self.forms, guidelines, strict=False):
            form.heading = guideline.name_with_number

    def save(self, *, by: Any, lock_version: int) -> None:
        levels = {
            row["guideline"]: (row["level"], row["reason"])
            for row in self.filled()
            if row.get("level") is not None
        }
        set_guidelines(measure=self.measure, by=by, lock_version=lock_version, levels=levels)
