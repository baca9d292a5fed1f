"""One's own words: changing them, and finding them again."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from participation.contributions import actions, queries
from participation.contributions.forms.fields import WordsField
from participation.contributions.models import Contribution
from participation.contributions.spam import Limit, too_often

# Only wrong codes count; a good one opens however many came before it.
WRONG_CODES = Limit("receipt", times=20, seconds=3600)
# Each change is read by everybody from then on, and each earlier edition stays.
CHANGES = Limit("edits", times=10, seconds=600)


class EditForm(forms.Form):
    """A text that was said, open for its author to change."""

    text = WordsField(label=_("Ihr Beitrag"), rows=8)

    def __init__(
        self,
        *args: Any,
        contribution: Contribution,
        request: HttpRequest,
        at: datetime,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"text": contribution.text}
        super().__init__(*args, **kwargs)
        self.contribution = contribution
        self._request, self._at = request, at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (self.errors or CHANGES.holds(self._request, self._at)):
            raise ValidationError(too_often(CHANGES.seconds), code="frequent")
        return cleaned

    def save(self, *, by: Any, at: datetime) -> Contribution:
        return actions.edit_contribution(
            contribution=self.contribution, text=self.cleaned_data["text"], by=by, at=at
        )


class ReceiptForm(forms.Form):
    """The code of a receipt; ``contribution`` is what it belongs to."""

    code = forms.CharField(
        label=_("Beleg-Code"),
        help_text=_("13 Zeichen, zum Beispiel K7QM-9XTR-2F4WP. Groß oder klein ist gleich."),
        max_length=40,
        error_messages={"required": _("Bitte geben Sie den Code ein.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    contribution: Contribution

    def __init__(self, *args: Any, request: HttpRequest, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request, self._at = request, at

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        found = queries.contribution_with(code)
        if found is None:
            self._refuse(WRONG_CODES.holds(self._request, self._at))
        else:
            self.contribution = found
        return code

    def _refuse(self, may_guess: bool) -> None:
        if not may_guess:
            raise ValidationError(
                _("Das waren zu viele Versuche. Bitte warten Sie eine Stunde."), code="too_often"
            )
        raise ValidationError(
            _("Zu diesem Code gibt es keinen Beitrag. Bitte prüfen Sie die Schreibweise."),
            code="unknown",
        )
