"""A part of a topic's window and what it allows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.forums.actions import stages
from participation.forums.models import Topic, TopicStage
from smartregion.core.forms import MomentField


class StageForm(forms.Form):
    """What people may do from a moment on, until the next stage begins."""

    title = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_(
            "Leserinnen und Leser sehen ihn, zum Beispiel „Ideen sammeln“ oder „Gewichten“."
        ),
    )
    begins_at = MomentField(
        label=_("Beginnt"), help_text=_("Der Abschnitt gilt, bis der nächste beginnt.")
    )
    allows = forms.MultipleChoiceField(
        label=_("Was in dieser Zeit möglich ist"),
        choices=Topic.Act.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ohne Auswahl kann das Thema nur gelesen werden."),
    )

    def add_to(self, topic: Topic, *, by: Any) -> TopicStage:
        return stages.add_stage(topic=topic, by=by, **self.cleaned_data)

    def change(self, stage: TopicStage, *, by: Any) -> TopicStage:
        return stages.change_stage(stage=stage, by=by, **self.cleaned_data)
