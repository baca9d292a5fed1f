"""A questionnaire as a file: chosen, read, and taken over on the word of the person."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participation.surveys.interchange.files import read_file
from participation.surveys.interchange.losses import Imported
from participation.surveys.interchange.pending import Pending
from participation.surveys.models import SurveyImport
from smartregion.core.untrusted import LARGEST_FILE


class QuestionnaireFileForm(forms.Form):
    """The file itself; why it cannot be read is told at its field."""

    file = forms.FileField(
        label=_("Datei"),
        help_text=_(
            "LimeSurvey (.lss oder .txt), XLSForm (.xlsx) oder eine eigene Datei (.json), höchstens 20 MB"
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".lss,.xml,.txt,.tsv,.xlsx,.json"}),
    )

    pending: Pending
    format: SurveyImport.Format
    imported: Imported

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        # One byte more than allowed is enough to be refused, however large the file is.
        data = file.read(LARGEST_FILE + 1)
        if not data:
            raise ValidationError(_("Die Datei ist leer."), code="empty")
        self.pending = Pending(file.name, data)
        self.format, self.imported = read_file(file.name, data)
        return file
