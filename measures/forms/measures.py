"""Writing a measure, saying where it comes from."""

import re
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.actions import add_origin, change_measure, create_measure
from measures.actions.measures import MANY
from measures.forms.conflicts import Difference, differences
from measures.models import Measure, Origin
from participation.contributions.models import Contribution
from smartregion.accounts.models import Role, User
from smartregion.core.fields import EuroField
from smartregion.core.forms import DateField, RichTextField
from smartregion.county.models import Municipality, Organisation
from strategy.models import Element

# What only those may change who manage all measures, not the person responsible for one.
MANAGED = ("number", "kind", "is_key_project", "is_public", "responsible")
UUID_IN_TEXT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class LockForm(forms.Form):
    """The version of the measure that was on the screen when the form was opened."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)


class MeasureForm(forms.ModelForm):  # type: ignore[type-arg]
    """The profile of a measure; people who do not manage all measures see fewer fields."""

    body = RichTextField(label=_("Beschreibung"), required=False)
    starts_on = DateField(label=_("geplanter Beginn"), required=False)
    ends_on = DateField(label=_("geplantes Ende"), required=False)
    started_on = DateField(label=_("tatsächlicher Beginn"), required=False)
    ended_on = DateField(label=_("tatsächliches Ende"), required=False)
    cost_eur = EuroField(
        label=_("Kostenrahmen in Euro"), required=False, help_text=_("Zum Beispiel 285.000")
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Measure
        fields = [
            "number", "title", "summary", "body", "kind", "is_key_project", "is_public",
            "field", "further_fields", "lead", "responsible", "target_groups", "municipalities",
            "starts_on", "ends_on", "started_on", "ended_on", "cost_eur",
        ]  # fmt: skip
        labels = {"further_fields": _("Weitere Handlungsfelder"), "municipalities": _("Gemeinden")}
        help_texts = {
            "number": _("Zum Beispiel HF3-M07"),
            "summary": _("Ein Satz, den alle verstehen; er steht in Listen und Berichten."),
            "is_public": _("Nur öffentliche Maßnahmen erscheinen auf der Website."),
            "responsible": _("Wird intern um Sachstände gebeten und nirgends öffentlich genannt."),
            "municipalities": _("Ohne Auswahl gilt die Maßnahme für den ganzen Landkreis."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "further_fields": forms.CheckboxSelectMultiple,
            "municipalities": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.is_new = self.instance._state.adding
        self.fields["lock_version"].required = not self.is_new
        self.initial["lock_version"] = self.instance.lock_version
        self._set_choices()
        if not by.has_perm("measures.manage"):
            for name in MANAGED:
                del self.fields[name]
        elif not self.is_new and self.instance.state not in Measure.RENUMBERABLE:
            self.fields["number"].disabled = True

    def _set_choices(self) -> None:
        elements = Element.objects.fields_of_action()
        in_force = Q(retired_in__isnull=True)
        if self.is_new:
            elements = elements.filter(in_force)
        else:
            # A measure stays with its strategy, and may stay with a field of an earlier version.
            chosen = Q(pk=self.instance.field_id) | Q(pk__in=self.instance.further_fields.all())
            elements = elements.filter(in_force | chosen, strategy=self.instance.strategy_id)
        owners = User.objects.filter(
            is_active=True,
            role_assignments__role__in=(Role.MEASURE_OWNER, Role.STRATEGY_OFFICE, Role.EDITOR),
        )
        choices = {
            "field": elements,
            "further_fields": elements,
            "lead": Organisation.objects.filter(ended_on__isnull=True),
            "responsible": owners.distinct().order_by("display_name"),
            "municipalities": Municipality.objects.all(),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def save(self, *, at: datetime) -> Measure:  # type: ignore[override]
        values = dict(self.cleaned_data)
        lock_version = values.pop("lock_version")
        if self.is_new:
            return create_measure(by=self.by, **values)
        return change_measure(
            measure=self.instance, by=self.by, at=at, lock_version=lock_version, **values
        )

    def differences_to(self, stored: Measure) -> list[Difference]:
        """Where what was typed differs from what somebody else has stored in the meantime."""
        return differences(self, partial(_stored, stored))


def _stored(measure: Measure, name: str) -> Any:
    value = getattr(measure, name)
    return value.all() if name in MANY else value


class OriginForm(forms.Form):
    """Where a measure comes from; a contribution is named by the address of its page."""

    kind = forms.ChoiceField(
        label=_("Art der Herkunft"), choices=Origin.Kind.choices, widget=forms.RadioSelect
    )
    contribution = forms.CharField(
        label=_("Adresse des Beitrags"),
        required=False,
        max_length=300,
        help_text=_("Kopieren Sie die Adresse aus der Seite des Beitrags."),
    )
    note = forms.CharField(
        label=_("Hinweis"),
        required=False,
        max_length=300,
        help_text=_("Zum Beispiel: Themenwerkstatt 2.0, Arbeitsgruppe Jugend"),
    )

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_contribution(self) -> Contribution | None:
        text = self.cleaned_data["contribution"]
        if not text:
            return None
        named = UUID_IN_TEXT.search(text)
        readable = Contribution.objects.visible_to(self.by)
        found = readable.filter(pk=UUID(named.group())).first() if named else None
        if found is None:
            raise ValidationError(_("Unter dieser Adresse gibt es keinen Beitrag."))
        return found

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if values.get("kind") == Origin.Kind.CONTRIBUTION:
            if "contribution" in values and not values["contribution"]:
                self.add_error("contribution", _("Bitte nennen Sie den Beitrag."))
        elif not values.get("note"):
            self.add_error("note", _("Bitte sagen Sie in einem Satz, woher die Maßnahme kommt."))
        return values

    def save(self, *, measure: Measure, at: datetime) -> Origin:
        return add_origin(measure=measure, by=self.by, at=at, **self.cleaned_data)
