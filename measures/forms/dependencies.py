"""What a measure needs, holds up, or has to do with."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.actions.dependencies import DependencyRow, dependency_in_words, set_dependencies
from measures.forms.rows import RowForm, rows_of
from measures.models import Dependency, Measure
from measures.ordering import GIVEN_UP
from measures.queries.dependencies import warnings_of


class DependencyForm(RowForm):
    kind = forms.ChoiceField(
        label=_("Diese Maßnahme …"), choices=Dependency.Kind.choices, initial=Dependency.Kind.NEEDS
    )
    other = forms.TypedChoiceField(label=_("… welche andere?"))
    note = forms.CharField(label=_("Erläuterung"), max_length=300, required=False)

    def __init__(self, *args: Any, others: dict[str, Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other: Any = self.fields["other"]
        # Asked also about what is stored, and about what was never offered: that is refused later.
        other.coerce = lambda key: others.get(str(key))
        other.choices = [("", "---------"), *((key, str(each)) for key, each in others.items())]

    def clean_other(self) -> Measure:
        other: Measure = self.cleaned_data["other"]
        if other == self.measure:
            raise ValidationError(_("Eine Maßnahme hängt nicht von sich selbst ab."))
        return other


class DependencyRows(rows_of(DependencyForm)):  # type: ignore[misc]
    relation, heading = "dependencies", _("Abhängigkeiten")
    lead = _(
        "Was zuerst fertig sein muss, und was auf diese Maßnahme wartet. Was eine andere Maßnahme "
        "über diese sagt, steht bei der anderen."
    )
    columns = ("other", "kind", "note")
    words = staticmethod(dependency_in_words)

    @cached_property
    def others(self) -> dict[str, Measure]:
        """The measures that can be named, asked once for all rows."""
        named = self.measure.dependencies.values("other")
        alive = Q(strategy=self.measure.strategy_id) & ~Q(state__in=GIVEN_UP)
        found = Measure.objects.filter(alive | Q(pk__in=named)).exclude(pk=self.measure.pk)
        return {str(other.pk): other for other in found.order_by("number")}

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "others": self.others}

    def save(self, *, by: Any, at: datetime, lock_version: int) -> None:
        rows = [
            DependencyRow(**{name: row[name] for name in self.columns}) for row in self.filled()
        ]
        set_dependencies(measure=self.measure, by=by, at=at, lock_version=lock_version, rows=rows)

    def warnings(self) -> list[str]:
        return warnings_of(self.measure)
