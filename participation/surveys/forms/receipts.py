"""Asking for one's own answers."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReceiptForm(forms.Form):
    """The code with which people find their own answers again."""

    code = forms.CharField(
        label=_("Beleg-Code"),
        max_length=40,
        help_text=_(
            "13 Zeichen, zum Beispiel K7QM-9XTR-2F4WP; Groß- und Kleinschreibung ist gleich."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Bitte geben Sie Ihren Beleg-Code ein.")},
    )
