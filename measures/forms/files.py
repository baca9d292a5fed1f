"""A file or link that lies beside a measure."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.actions.files import lay_beside, show_file
from measures.models import Measure, MeasureFile
from participation.contributions.forms.materials import MaterialForm
from participation.contributions.models import Material


class MeasureFileForm(MaterialForm):
    """As beside topics and events; here not everything is meant for everybody."""

    is_public = forms.BooleanField(
        label=_("Öffentlich zeigen"),
        required=False,
        help_text=_("Sonst sehen es nur Mitarbeitende. Sie können das später ändern."),
    )

    def save(self, measure: Measure, *, by: Any, at: datetime) -> Material:
        is_public = self.cleaned_data["is_public"]

        def lay_out() -> Material:
            return self.add_to(measure.files, by=by, is_public=is_public)

        return lay_beside(measure=measure, lay_out=lay_out, by=by, at=at)


class ShowForm(forms.Form):
    """The button says which of the two it is, so pressing it twice is the same as once."""

    is_public = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def store(self, file: MeasureFile, *, by: Any, at: datetime) -> None:
        show_file(file=file, by=by, at=at, **self.cleaned_data)
