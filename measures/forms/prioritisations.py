"""Running a round of prioritisation: what is asked, about which measures, whom, and how it ends."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from measures.actions.prioritisations import (
    change_prioritisation,
    create_prioritisation,
    freeze_prioritisation,
    set_criteria,
    set_rated_measures,
    set_raters,
)
from measures.default_criteria import CriterionRow
from measures.models import Criterion, Measure, Prioritisation
from measures.models.scoring import ALL_POINTS
from smartregion.accounts.models import Role, RoleAssignment, User
from smartregion.accounts.queries import people_with
from smartregion.core.forms import DateField
from strategy.actions import Ruling
from strategy.models import Resolution, Strategy

# Whoever holds one of these may be asked to rate (see measures.rate in rules.py).
RATING_ROLES = (Role.STRATEGY_OFFICE, Role.EDITOR, Role.CONSULTANT, Role.MEASURE_OWNER)


class NewRoundForm(forms.Form):
    """A round begins with the criteria that the product proposes, or those of an earlier one."""

    strategy = forms.ModelChoiceField(
        Strategy.objects.order_by("-period_start"), label=_("Strategie"), empty_label=None
    )
    title = forms.CharField(
        label=_("Titel"), max_length=120, help_text=_("Zum Beispiel: Priorisierung Herbst 2026")
    )
    criteria_of = forms.ModelChoiceField(
        Prioritisation.objects.all(),
        label=_("Kriterien übernehmen"),
        required=False,
        empty_label=_("vorgeschlagene acht Kriterien"),
        help_text=_("Sie können die Kriterien und ihre Gewichte danach ändern."),
    )

    def save(self, *, by: Any, at: datetime) -> Prioritisation:
        return create_prioritisation(by=by, at=at, **self.cleaned_data)


class RoundSettingsForm(forms.Form):
    """What is shown to whom; the only things that may change after a round has ended."""

    title = forms.CharField(label=_("Titel"), max_length=120)
    shows_ranking = forms.BooleanField(
        label=_("Rangfolge zeigen"),
        required=False,
        help_text=_(
            "Ohne Rangfolge stehen die Maßnahmen nach ihrer Nummer, mit Median und Spanne."
        ),
    )
    is_public = forms.BooleanField(
        label=_("Ergebnis veröffentlichen"),
        required=False,
        help_text=_("Öffentlich wird es erst, wenn die Runde abgeschlossen ist, und ohne Namen."),
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, prioritisation: Prioritisation, **kwargs: Any) -> None:
        self.prioritisation = prioritisation
        kwargs["initial"] = {name: getattr(prioritisation, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def save(self, *, by: Any) -> None:
        change_prioritisation(prioritisation=self.prioritisation, by=by, **self.cleaned_data)


class CriterionForm(forms.Form):
    """One criterion with its weight, and what the marks mean."""

    name = forms.CharField(label=_("Kriterium"), max_length=80)
    weight = forms.IntegerField(
        label=_("Gewicht in Punkten"), min_value=0, max_value=ALL_POINTS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    source = forms.ChoiceField(label=_("Woher"), choices=Criterion.Source.choices)
    axis = forms.ChoiceField(
        label=_("Achse im Portfolio"), required=False,
        choices=[("", _("keine")), ("benefit", _("Nutzen")), ("effort", _("Aufwand"))],
    )  # fmt: skip
    question = forms.CharField(label=_("Leitfrage"), max_length=200, required=False)
    low = forms.CharField(label=_("1 bedeutet"), max_length=120, required=False)
    middle = forms.CharField(label=_("3 bedeutet"), max_length=120, required=False)
    high = forms.CharField(label=_("5 bedeutet"), max_length=120, required=False)

    @property
    def heading(self) -> str:
        return str(self.initial.get("name", ""))


class CriterionSet(BaseFormSet):  # type: ignore[type-arg]
    """All criteria of a round on one page, with some empty ones at the end."""

    def __init__(self, *args: Any, prioritisation: Prioritisation, **kwargs: Any) -> None:
        self.prioritisation = prioritisation
        names = list(CriterionRow.__dataclass_fields__)
        kwargs["initial"] = list(prioritisation.criteria.values(*names))
        super().__init__(*args, **kwargs)

    def filled(self) -> Iterator[CriterionRow]:
        for form in self.forms:
            values = form.cleaned_data
            if values and not values["DELETE"]:
                yield CriterionRow(**{name: values[name] for name in CriterionForm.base_fields})

    def save(self, *, by: Any, lock_version: int) -> None:
        set_criteria(
            prioritisation=self.prioritisation,
            rows=list(self.filled()),
            lock_version=lock_version,
            by=by,
        )

    def add_error(self, _field: None, refusal: ValidationError) -> None:
        """What the action refuses concerns all rows together and stands above them."""
        self._non_form_errors = self.error_class([*self.non_form_errors(), *refusal.messages])


CriterionRows: Any = forms.formset_factory(
    CriterionForm, formset=CriterionSet, extra=2, can_delete=True, can_delete_extra=False
)


class MeasureChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Measures with what they are and where they stand."""

    def label_from_instance(self, obj: Any) -> str:
        words = {"measure": str(obj), "state": obj.get_state_display()}
        return str(_("%(measure)s (%(state)s)") % words)


class RatedMeasuresForm(forms.Form):
    """Which measures of the strategy are rated: those nobody has decided upon yet."""

    measures = MeasureChoices(
        Measure.objects.none(), label=_("Maßnahmen"), widget=forms.CheckboxSelectMultiple
    )
    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, prioritisation: Prioritisation, **kwargs: Any) -> None:
        self.prioritisation = prioritisation
        chosen = list(prioritisation.measures.values_list("pk", flat=True))
        rateable = Measure.objects.filter(
            strategy=prioritisation.strategy_id, state__in=Prioritisation.RATED
        )
        kwargs["initial"] = {
            "measures": chosen or list(rateable.values_list("pk", flat=True)),
            "lock_version": prioritisation.lock_version,
        }
        super().__init__(*args, **kwargs)
        self.fields["measures"].queryset = rateable.order_by("number")  # type: ignore[attr-defined]

    def save(self, *, by: Any) -> None:
        set_rated_measures(prioritisation=self.prioritisation, by=by, **self.cleaned_data)


class RatersForm(forms.Form):
    """Who is asked; people may join while the round is open."""

    raters = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Wer bewertet"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Am besten Menschen aus verschiedenen Bereichen, mindestens zwei."),
    )

    def __init__(self, *args: Any, prioritisation: Prioritisation, on: date, **kwargs: Any) -> None:
        self.prioritisation = prioritisation
        asked = prioritisation.ballots.values_list("rater", flat=True)
        kwargs["initial"] = {"raters": list(asked)}
        super().__init__(*args, **kwargs)
        self.fields["raters"].queryset = possible_raters(prioritisation, on)  # type: ignore[attr-defined]

    def save(self, *, by: Any, at: datetime) -> None:
        raters = self.cleaned_data["raters"]
        set_raters(prioritisation=self.prioritisation, raters=raters, by=by, at=at)


def possible_raters(prioritisation: Prioritisation, on: date) -> Any:
    """Everybody with a role that rates, and whoever is already asked."""
    held = RoleAssignment.objects.unlimited().filter(role__in=RATING_ROLES)
    return people_with(held, on=on, also=prioritisation.ballots.values("rater"))


class FreezeForm(forms.Form):
    """The decision that refers to the round: one that is known, or one that is written down now."""

    NEW = ("body", "decided_on", "paper_number", "result")
    # Some fields are needed on one way only; the server knows which was chosen.
    use_required_attribute = False

    resolution = forms.ModelChoiceField(
        Resolution.objects.none(),
        label=_("Beschluss, der sich auf diese Runde bezieht"),
        required=False,
        empty_label=_("ein neuer Beschluss, ich trage ihn unten ein"),
        help_text=_("Wenn Sie einen auswählen, bleiben die Felder darunter leer."),
    )
    body = forms.CharField(label=_("Gremium"), max_length=120)
    decided_on = DateField(label=_("Datum des Beschlusses"))
    paper_number = forms.CharField(label=_("Vorlagennummer"), max_length=60)
    result = forms.ChoiceField(label=_("Ergebnis"), choices=Resolution.Result.choices)

    def __init__(self, *args: Any, prioritisation: Prioritisation, on: date, **kwargs: Any) -> None:
        self.prioritisation = prioritisation
        super().__init__(*args, **kwargs)
        taken = Resolution.objects.filter(decided_on__lte=on).order_by("-decided_on", "-pk")
        self.fields["resolution"].queryset = taken  # type: ignore[attr-defined]
        chosen = bool(self.data.get("resolution"))
        self.fields["resolution"].required = chosen or not self.is_bound
        for name in self.NEW:
            self.fields[name].required = not chosen

    def _post_clean(self) -> None:
        """What was needed on the other way only reads as needed again when the page comes back."""
        super()._post_clean()  # type: ignore[misc]
        for field in self.fields.values():
            field.required = True

    def save(self, *, by: Any, at: datetime) -> None:
        values = self.cleaned_data
        known = values["resolution"]
        freeze_prioritisation(
            prioritisation=self.prioritisation,
            resolution=known,
            ruling=None if known else Ruling(**{name: values[name] for name in self.NEW}),
            by=by,
            at=at,
        )
