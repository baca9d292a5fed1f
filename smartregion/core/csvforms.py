"""The fields with which people hand in a table, shared by all who read one (core/csvfile.py)."""

from typing import TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from smartregion.core.csvfile import MAX_BYTES, Delimiter, Encoding


class Upload(TypedDict):
    """What the readers of tables are given; the content may be one byte longer than is allowed."""

    data: bytes
    encoding: Encoding
    delimiter: Delimiter


class CsvForm(forms.Form):
    """A file, and how it was saved."""

    file = forms.FileField(
        label=_("CSV-Datei"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )
    encoding = forms.ChoiceField(
        label=_("Zeichensatz"),
        choices=Encoding.choices,
        initial=Encoding.UTF8,
        widget=forms.RadioSelect,
    )
    delimiter = forms.ChoiceField(
        label=_("Trennzeichen"),
        choices=Delimiter.choices,
        initial=Delimiter.SEMICOLON,
        widget=forms.RadioSelect,
    )

    def upload(self) -> Upload:
        """The content of a form that is valid; may be asked for once."""
        return Upload(
            # One byte more than allowed is enough to be refused, however large the file is.
            data=self.cleaned_data["file"].read(MAX_BYTES + 1),
            encoding=Encoding(self.cleaned_data["encoding"]),
            delimiter=Delimiter(self.cleaned_data["delimiter"]),
        )
