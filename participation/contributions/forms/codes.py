"""Entering the code from a mail."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The six digits from the mail."""

    code = forms.CharField(
        label=_("Code aus der E-Mail"),
        help_text=_("Sechs Ziffern"),
        max_length=20,
        error_messages={"required": _("Bitte geben Sie den Code ein.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).split())
