"""The milestones of a measure, with the days that are possible."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from measures.actions import MilestoneRow, set_milestones
from measures.actions.milestones import milestone_in_words
from measures.forms.rows import RowForm, StoredKey, rows_of
from smartregion.core.forms import DateField


class MilestoneForm(RowForm):
    pk = StoredKey()
    title = forms.CharField(label=_("Meilenstein"), max_length=200)
    due_on = DateField(label=_("fällig am"))
    done_on = DateField(label=_("erreicht am"), required=False)
    waived_reason = forms.CharField(label=_("entfällt, weil"), max_length=300, required=False)
    proof = forms.URLField(
        label=_("Nachweis (Link)"), max_length=500, required=False, assume_scheme="https"
    )

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

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("done_on") and values.get("waived_reason"):
            self.add_error(
                "waived_reason", _("Ein Meilenstein ist erreicht oder er entfällt, nicht beides.")
            )
        return values


class MilestoneRows(rows_of(MilestoneForm)):  # type: ignore[misc]
    relation, heading = "milestones", _("Meilensteine")
    lead = _(
        "Schritte, deren Erreichen man von außen sieht. Was nicht mehr kommt, bekommt eine "
        "öffentliche Begründung, statt gelöscht zu werden. Ein Nachweis ist zum Beispiel ein "
        "Bericht oder eine Pressemitteilung."
    )
    columns = ("pk", "title", "due_on", "done_on", "waived_reason", "proof")
    words = staticmethod(milestone_in_words)

    def save(self, *, by: Any, at: datetime, lock_version: int) -> None:
        rows = [MilestoneRow(**{name: row[name] for name in self.columns}) for row in self.filled()]
        set_milestones(measure=self.measure, by=by, at=at, lock_version=lock_version, rows=rows)
