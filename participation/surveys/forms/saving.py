"""Going on later: the code, and an address to which it is sent."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SavedForm(forms.Form):
    """The code under which answers were put aside; from paper, or from the address behind its "#"."""

    code = forms.CharField(
        label=_("Code zum Weitermachen"),
        max_length=40,
        help_text=_(
            "13 Zeichen, zum Beispiel K7QM-9XTR-2F4WP; Groß- und Kleinschreibung ist gleich."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "data-from-fragment": ""}
        ),
        error_messages={"required": _("Bitte geben Sie Ihren Code ein.")},
    )


class CodeMailForm(forms.Form):
    """Where a code is sent. The address is used for this one mail and stored nowhere."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        max_length=254,
        help_text=_("Wir schicken eine einzige Nachricht und speichern die Adresse nicht."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Bitte geben Sie eine E-Mail-Adresse ein."),
            "invalid": _("Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@example.org."),
        },
    )
