"""Entering what came by letter or by phone."""

import uuid
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.contributions.forms.fields import MunicipalityField, WordsField
from participation.contributions.models import Contribution
from participation.forums.actions.entering import CHANNELS, enter_in_topic
from participation.forums.models import Post, Topic
from smartregion.core.forms import DateField


class EnterForm(forms.Form):
    """What somebody wrote on paper or said on the phone, as the topic will show it."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Wie es kam"),
        choices=[(channel.value, channel.label) for channel in CHANNELS],
        initial=Contribution.Channel.LETTER,
        widget=forms.RadioSelect,
    )
    received_on = DateField(
        label=gettext_lazy("Eingegangen am"),
        help_text=gettext_lazy("Tag des Eingangs oder des Anrufs; so steht der Beitrag im Thema."),
    )
    author_name = forms.CharField(
        label=gettext_lazy("Von wem"),
        max_length=80,
        required=False,
        help_text=gettext_lazy(
            "Der Name, unter dem der Beitrag öffentlich erscheinen darf, zum Beispiel „Bürger aus "
            "Beelitz“. Ohne Angabe steht dort „ohne Namen“."
        ),
    )
    municipality = MunicipalityField(label=gettext_lazy("Gemeinde"))
    text = WordsField(
        label=gettext_lazy("Wortlaut"),
        help_text=gettext_lazy(
            "Einen Brief im Wortlaut, einen Anruf so, wie die Person es am Telefon bestätigt hat. "
            "Ohne Anschrift, Telefonnummer und Namen Dritter."
        ),
        rows=10,
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid.uuid4(), "received_on": on, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.on:
            raise ValidationError(_("Dieser Tag liegt in der Zukunft."), code="future")
        return day

    def enter_in(self, topic: Topic, *, by: Any, at: datetime) -> tuple[Post, str]:
        return enter_in_topic(topic=topic, by=by, at=at, **self.cleaned_data)
