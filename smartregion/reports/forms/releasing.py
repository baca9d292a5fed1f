"""What somebody says when a report is taken out of force."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Warum gilt der Bericht nicht mehr?"),
        help_text=_(
            "Steht öffentlich auf der Seite des Berichts. Bitte nennen Sie keine Personen."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
