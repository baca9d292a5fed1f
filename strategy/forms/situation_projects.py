"""Existing projects: the form of the office, and the filters of the public list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from smartregion.county.models import Municipality, Organisation
from strategy.actions.situation_projects import save_existing_project
from strategy.forms.parts import FieldChoice, FieldChoices, refuse_end_before_start
from strategy.models import Element, ExistingProject
from strategy.models.situation import ExistingProjectQuerySet
from strategy.queries.situation_findings import visible_fields

ANY = ("", _("alle"))


class ExistingProjectForm(forms.ModelForm[ExistingProject]):
    """A project that exists already, where it works and which fields of action it serves."""

    fields_of_action = FieldChoices(
        label=_("Handlungsfelder"),
        required=False,
        queryset=Element.objects.none(),
    )
    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https", max_length=200)

    class Meta:
        model = ExistingProject
        fields = [
            "title",
            "summary",
            "organisation",
            "state",
            "started_in",
            "ended_in",
            "fields_of_action",
            "municipalities",
            "link",
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "state": forms.RadioSelect,
            "municipalities": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "summary": _("Ein oder zwei Sätze für Menschen, die das Projekt nicht kennen"),
            "municipalities": _("Keine auswählen, wenn das Projekt im ganzen Landkreis wirkt"),
        }

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fields_of_action"].queryset = self._fields(by)  # type: ignore[attr-defined]
        self.fields["state"].choices = ExistingProject.State.choices  # type: ignore[attr-defined]
        # An organisation that has ended stays where it is named, but is not offered anew.
        offered = Organisation.objects.filter(ended_on__isnull=True)
        if self.instance.organisation_id:
            offered |= Organisation.objects.filter(pk=self.instance.organisation_id)
        self.fields["organisation"].queryset = offered  # type: ignore[attr-defined]

    def _fields(self, by: Any) -> QuerySet[Element]:
        offered = visible_fields(by)
        if self.instance.pk:
            offered |= Element.objects.filter(existing_projects=self.instance)
        return offered.distinct()

    def clean_started_in(self) -> int | None:
        return _in_our_time(self.cleaned_data["started_in"])

    def clean_ended_in(self) -> int | None:
        return _in_our_time(self.cleaned_data["ended_in"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_end_before_start(self, "started_in", "ended_in")
        return cleaned

    def store(self, *, by: Any) -> ExistingProject:
        return save_existing_project(
            project=self.instance,
            municipalities=self.cleaned_data["municipalities"],
            fields_of_action=self.cleaned_data["fields_of_action"],
            by=by,
        )


def _in_our_time(year: int | None) -> int | None:
    """Catch a slip of the finger: 202 and 20225 are no years of a project."""
    if year is not None and not 1900 <= year <= 2200:
        raise ValidationError(_("Bitte prüfen Sie das Jahr."), code="year")
    return year


class ExistingProjectFilter(forms.Form):
    """What a reader wants to see; a value that makes no sense is said and left out."""

    field = FieldChoice(
        label=_("Handlungsfeld"),
        required=False,
        to_field_name="slug",
        empty_label=_("alle"),
        queryset=Element.objects.none(),
    )
    state = forms.ChoiceField(
        label=_("Stand"), required=False, choices=[ANY, *ExistingProject.State.choices]
    )
    municipality = forms.ModelChoiceField(
        label=_("Gemeinde"),
        required=False,
        to_field_name="slug",
        empty_label=_("alle"),
        queryset=Municipality.objects.all(),
    )

    def __init__(self, *args: Any, visible_to: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Slugs are unique within a strategy only; a field of the newest one wins.
        fields = visible_fields(visible_to).filter(existing_projects__isnull=False)
        self.fields["field"].queryset = fields.distinct()  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    @property
    def is_active(self) -> bool:
        """Whether anything is left out."""
        return any(self.wanted.values())

    def apply(self, projects: ExistingProjectQuerySet) -> ExistingProjectQuerySet:
        """The projects that are wanted, by title."""
        wanted = self.wanted
        if field := wanted.get("field"):
            projects = projects.in_field(field)
        if state := wanted.get("state"):
            projects = projects.filter(state=state)
        if municipality := wanted.get("municipality"):
            projects = projects.serving(municipality)
        return projects.order_by("title")
