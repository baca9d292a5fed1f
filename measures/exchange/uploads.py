"""The file that an office hands in, and the word that its plan may be carried out."""

from base64 import b64decode, b64encode
from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from measures.exchange.filling import import_measures, look_into
from measures.exchange.plans import Plan
from measures.exchange.reading import MAX_BYTES, read_workbook
from smartregion.core.media_types import XLSX

DAMAGED = _("Die geprüfte Datei ist nicht unverändert angekommen. Gespeichert ist nichts.")


class WorkbookForm(forms.Form):
    """A workbook, as the template or the export made it."""

    file = forms.FileField(
        label=_("Excel-Datei"),
        help_text=_("Eine Arbeitsmappe im Format .xlsx, höchstens 3 MB."),
        widget=forms.FileInput(attrs={"accept": f".xlsx,{XLSX}"}),
        allow_empty_file=True,
    )

    def content(self) -> bytes:
        """What was handed in; one byte more than allowed is enough to be refused."""
        content: bytes = self.cleaned_data["file"].read(MAX_BYTES + 1)
        return content


class AcceptanceForm(forms.Form):
    """The word that a plan may be carried out.

    Nothing is kept between preview and this: the file itself travels through the browser, signed for
    one person, with the fingerprint of what the preview has shown.
    """

    parcel = forms.CharField(widget=forms.HiddenInput, error_messages={"required": DAMAGED})

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    @classmethod
    def carrying(cls, content: bytes, plan: Plan, *, by: Any) -> "AcceptanceForm":
        """The form on the page that shows this plan."""
        parcel = f"{plan.fingerprint}.{b64encode(content).decode()}"
        return cls(by=by, initial={"parcel": _signer(by).sign(parcel)})

    def clean_parcel(self) -> tuple[str, bytes]:
        try:
            parcel = _signer(self.by).unsign(self.cleaned_data["parcel"])
        except signing.BadSignature:
            raise ValidationError(DAMAGED, code="damaged") from None
        fingerprint, _point, content = parcel.partition(".")
        return fingerprint, b64decode(content)

    @property
    def content(self) -> bytes:
        """The file, to show its plan anew."""
        content: bytes = self.cleaned_data["parcel"][1]
        return content

    def store(self, *, at: datetime) -> Plan:
        fingerprint, content = self.cleaned_data["parcel"]
        given = read_workbook(content)
        return import_measures(given, expected=fingerprint, by=self.by, at=at)


def plan_of(content: bytes, *, by: Any, at: datetime) -> Plan:
    """What storing this file would do, or everything that is wrong with it."""
    given = read_workbook(content)
    # What cannot be read at all fills in nothing.
    return look_into(given, by=by, at=at) if given.rows else Plan(faults=given.faults)


def _signer(by: Any) -> signing.Signer:
    return signing.Signer(salt=f"measures.exchange.{by.pk}")
