"""Setting up working groups, and writing a project profile together."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.events.actions.groups import (
    begin_profile,
    change_group,
    create_group,
    write_profile,
)
from participation.events.models import Event, ProjectProfile, WorkingGroup
from smartregion.core.forms import TOO_LONG, MomentField
from strategy.models import Element

# Four answers of this length and a title make a contribution that is not too long.
MOST = 900


class GroupForm(forms.ModelForm[WorkingGroup]):
    """A table, what it works on, and until when."""

    closes_at = MomentField(label=_("Schreiben möglich bis"))

    class Meta:
        model = WorkingGroup
        fields = ["title", "task", "element", "closes_at"]
        help_texts = {
            "title": _(
                "Steht als Verfasserin über den Projekten, zum Beispiel: Arbeitsgruppe Jugend"
            ),
            "task": _("Ein bis drei Sätze, die alle am Tisch lesen."),
            "element": _("Projekte der Gruppe gehören zu diesem Handlungsfeld."),
        }
        widgets = {"task": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["element"]
        field.queryset = Element.objects.fields_of_action()
        field.empty_label = _("alle Handlungsfelder der Veranstaltung")

    def store(self, *, event: Event, by: Any) -> WorkingGroup:
        """Create the group or change it."""
        if self.instance._state.adding:
            return create_group(event=event, by=by, **self.cleaned_data)
        change_group(group=self.instance, by=by, **self.cleaned_data)
        return self.instance


class BeginForm(forms.Form):
    """The title with which a profile begins."""

    title = forms.CharField(
        label=_("Titel des Projekts"),
        max_length=160,
        error_messages={"required": _("Bitte geben Sie dem Projekt einen Titel.")},
    )

    def begin(self, group: WorkingGroup, *, at: datetime) -> ProjectProfile:
        return begin_profile(group=group, at=at, **self.cleaned_data)


class ProfileForm(forms.ModelForm[ProjectProfile]):
    """The profile: what gets better, what we do, with whom, and how it begins."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ProjectProfile
        fields = ["title", "goal", "idea", "partners", "first_step"]
        help_texts = {
            "goal": _("Für wen und woran merken wir es?"),
            "idea": _("So, dass es jemand versteht, der nicht am Tisch saß."),
            "partners": _("Stellen, Vereine, Betriebe; bitte keine Namen von Personen."),
            "first_step": _("Was kann schon in den nächsten drei Monaten beginnen?"),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ProjectProfile.QUESTIONS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["lock_version"] = self.instance.lock_version
        for name in ProjectProfile.QUESTIONS:
            self._limit(self.fields[name])

    def _limit(self, field: Any) -> None:
        field.max_length = MOST
        field.widget.attrs["maxlength"] = str(MOST)
        field.validators.append(_at_most)

    def write(self, profile: ProjectProfile, *, at: datetime) -> None:
        write_profile(profile=profile, at=at, **self.cleaned_data)


def _at_most(value: str) -> None:
    if len(value) > MOST:
        raise forms.ValidationError(
            TOO_LONG, code="max_length", params={"limit_value": MOST, "show_value": len(value)}
        )
