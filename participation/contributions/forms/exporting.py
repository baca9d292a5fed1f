"""Ordering a file of contributions."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions import actions
from participation.contributions.exports import Selection
from participation.contributions.models import ContributionExport


class ExportForm(forms.Form):
    """In which format, and whether with what points to persons."""

    format = forms.ChoiceField(
        label=_("Format"),
        choices=ContributionExport.Format.choices,
        initial=ContributionExport.Format.XLSX,
        widget=forms.RadioSelect,
    )
    with_personal_data = forms.BooleanField(
        label=_("Mit personenbezogenen Angaben"),
        help_text=_(
            "E-Mail-Adressen, ausgeblendete Texte und der Wortlaut von Meldungen. Nur, wenn Sie es für "
            "Ihre Aufgabe brauchen: Bei jedem Herunterladen fragen wir nach Ihrem Passwort, und die Datei bleibt nur bis morgen."
        ),
        required=False,
    )

    def __init__(self, *args: Any, may_take_personal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_take_personal:
            del self.fields["with_personal_data"]

    def order(
        self, *, wanted: dict[str, Any], language: str, by: Any, at: datetime
    ) -> ContributionExport:
        with_personal_data = self.cleaned_data.get("with_personal_data", False)
        return actions.order_contribution_export(
            selection=Selection.of(by, wanted, with_personal_data=with_personal_data),
            format_=self.cleaned_data["format"],
            language=language,
            by=by,
            at=at,
        )
