"""The agenda of an event, all items at once."""

from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from participation.events import actions
from participation.events.models import AgendaItem, Event

FIELDS = ["starts_at", "minutes", "title", "speaker", "role", "text", "topic"]


class AgendaItemForm(forms.ModelForm[AgendaItem]):
    class Meta:
        model = AgendaItem
        fields = FIELDS
        widgets = {
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "text": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "speaker": _("Bei einem Impuls: wer ihn gibt."),
            "topic": _("Dort kann das Gespräch vorher und nachher weitergehen."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        # An untouched new row must look untouched.
        fields["minutes"].initial = None
        fields["topic"].empty_label = _("kein Thema")

    @property
    def heading(self) -> str:
        """What the row is called before anybody changed it."""
        return str(self.initial.get("title", ""))


Rows: Any = forms.formset_factory(
    AgendaItemForm, formset=BaseFormSet, extra=3, can_delete=True, can_delete_extra=False
)


class Agenda(Rows):  # type: ignore[misc]
    """All items as one form, with empty rows for new ones."""

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        self.event = event
        kwargs["initial"] = list(event.agenda.values(*FIELDS))
        super().__init__(*args, **kwargs)

    def store(self, *, by: Any) -> None:
        kept = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        items = [{name: row[name] for name in FIELDS} for row in kept]
        actions.set_agenda(event=self.event, items=items, by=by)
