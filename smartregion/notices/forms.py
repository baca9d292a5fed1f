"""How often to write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smartregion.notices import actions
from smartregion.notices.models import Recipient

EXPLAINED = {
    Recipient.Frequency.NONE: _("gar nicht"),
    Recipient.Frequency.AT_ONCE: _("sofort, wenn etwas geschieht"),
    Recipient.Frequency.DAILY: _("höchstens einmal am Tag, morgens um 7 Uhr"),
    Recipient.Frequency.WEEKLY: _("höchstens einmal in der Woche, montags um 7 Uhr"),
}


class FrequencyForm(forms.Form):
    """One choice; whatever was chosen, everything can be read on the page as well."""

    frequency = forms.ChoiceField(
        label=_("Wie oft sollen wir Ihnen schreiben?"),
        choices=[(frequency.value, words) for frequency, words in EXPLAINED.items()],
        widget=forms.RadioSelect,
    )

    def store(self, *, recipient: Recipient, by: Any = None) -> None:
        actions.choose_frequency(recipient=recipient, by=by, **self.cleaned_data)
