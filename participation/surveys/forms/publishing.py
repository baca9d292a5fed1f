"""Publishing, with a tick where the checks have warned."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.checks.findings import Finding
from participation.surveys.models import Survey, SurveyVersion


class PublishForm(forms.Form):
    """Warnings do not stand in the way, but somebody has to have read them."""

    accepted = forms.BooleanField(
        label=_("Ich habe die Hinweise gelesen und möchte trotzdem veröffentlichen."),
        error_messages={"required": _("Bitte lesen Sie die Hinweise und bestätigen Sie das hier.")},
    )

    def __init__(self, *args: Any, warnings: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not warnings:
            del self.fields["accepted"]

    def save(self, *, survey: Survey, by: Any, at: datetime) -> SurveyVersion:
        return actions.publish_survey(survey=survey, by=by, at=at)
