"""What the protocol of a handover says."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import DateField
from smartregion.county.models import County
from smartregion.reports.actions import Delivery, hand_over
from smartregion.reports.models import Handover, Report, ReportFile


class FileChoice(forms.ModelChoiceField[ReportFile]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.get_format_display())


class HandoverForm(forms.Form):
    file = FileChoice(
        ReportFile.objects.none(),
        label=_("Was wurde übergeben?"),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("Das Protokoll hält die Prüfsumme dieser Datei fest."),
    )
    recipient = forms.CharField(
        label=_("Empfangende Stelle"),
        max_length=200,
        help_text=_("Ein Amt oder ein Gremium, zum Beispiel „Kreistag“; bitte keine Person."),
    )
    handed_over_by = forms.CharField(label=_("Übergebende Stelle"), max_length=200)
    handed_over_on = DateField(label=_("Tag der Übergabe"))
    way = forms.ChoiceField(label=_("Weg"), choices=Handover.Way.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Anmerkung"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Steht im Protokoll, zum Beispiel die Sitzung oder die Zahl der Drucke."),
    )

    def __init__(self, *args: Any, report: Report, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report, county = report, County.objects.first()
        files = report.files.final()
        self.fields["file"].queryset = files  # type: ignore[attr-defined]
        self.fields["file"].initial = files.filter(format="pdf").first() or files.first()
        self.fields["handed_over_by"].initial = county.contact_office if county else ""
        self.fields["handed_over_on"].initial = on
        self.fields["way"].initial = Handover.Way.MEETING

    def save(self, *, by: Any, at: datetime) -> Handover:
        return hand_over(report=self.report, delivery=Delivery(**self.cleaned_data), by=by, at=at)
