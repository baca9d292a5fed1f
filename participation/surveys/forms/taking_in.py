"""A table of responses, handed in on a page."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.surveys.actions.taking_in import (
    Table,
    take_in_responses,
    taken_in_before,
    try_responses,
)
from participation.surveys.interchange.responses import Report
from participation.surveys.models import Survey
from smartregion.core.models import AuditEntry

# What a web server reads while somebody waits: 10,000 responses to 300 questions. More goes through
# ``manage.py import_responses``.
LARGEST_TABLE = 10 * 1024 * 1024


class ResponsesForm(forms.Form):
    """The file, and whether half answers come along. Nothing of it is kept between two requests."""

    file = forms.FileField(
        label=_("CSV-Datei"),
        help_text=_("Höchstens 10 MB. Trennzeichen und Zeichensatz werden erkannt."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.vv,.tsv,text/csv"}),
        error_messages={
            "required": _("Bitte wählen Sie die Datei aus."),
            "empty": _("Die Datei ist leer."),
        },
    )
    includes_incomplete = forms.BooleanField(
        label=_("Auch Antworten übernehmen, die nicht abgesendet wurden"), required=False
    )
    again = forms.BooleanField(label=_("Die Datei trotzdem noch einmal einlesen"), required=False)
    # Of the file that was looked at.
    sha256 = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_TABLE:
            raise forms.ValidationError(
                _(
                    "Die Datei ist größer als 10 MB. So viele Antworten liest die Technik mit dem Befehl „import_responses“ ein."
                ),
                code="large",
            )
        return file

    @property
    def _table(self) -> Table:
        file = self.cleaned_data["file"]
        return Table(
            file.file, file.name, includes_incomplete=self.cleaned_data["includes_incomplete"]
        )

    def check(self, *, at: datetime) -> Report:
        """What would be stored."""
        return try_responses(survey=self.survey, table=self._table, at=at)

    def before(self, report: Report) -> AuditEntry | None:
        """When this file was taken in before."""
        return taken_in_before(self.survey, report.sha256)

    def save(self, *, by: Any, at: datetime) -> Report:
        return take_in_responses(
            survey=self.survey,
            table=self._table,
            by=by,
            at=at,
            again=self.cleaned_data["again"],
            sha256=self.cleaned_data["sha256"],
        )
