"""Reporting a text, and objecting to what moderation did with one's own."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions import actions
from participation.contributions.models import Contribution, Moderation, Objection, Report
from participation.contributions.spam import Limit, UnhurriedMixin
from smartregion.core.forms import TOO_LONG

LONGEST = 2000


class ReportForm(UnhurriedMixin):
    """What is wrong with a text; nobody has to say who they are."""

    limits = (
        Limit("report", times=10, seconds=3600),
        Limit("report-day", times=50, seconds=24 * 3600),
    )

    category = forms.ChoiceField(
        label=_("Worum geht es?"), choices=Report.Category, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Was ist daran nicht in Ordnung?"),
        help_text=_(
            "Zum Beispiel: welche Stelle Sie meinen und wer davon betroffen ist. Lesen kann das "
            "nur die Moderation."
        ),
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("category") in NEEDS_WORDS and not cleaned.get("text", "").strip():
            self.add_error("text", _("Bitte beschreiben Sie kurz, worum es geht."))
        return cleaned

    def save(self, *, contribution: Contribution, by: Any, at: datetime) -> Report:
        return actions.report_contribution(
            contribution=contribution, by=by, at=at, **self.cleaned_data
        )


# An insult speaks for itself; these nobody can judge without a word.
NEEDS_WORDS = (Report.Category.UNLAWFUL, Report.Category.OTHER)


class ObjectionForm(forms.Form):
    """Why the author does not agree."""

    text = forms.CharField(
        label=_("Warum sind Sie nicht einverstanden?"),
        max_length=LONGEST,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def save(self, *, moderation: Moderation, at: datetime) -> Objection:
        return actions.make_objection(moderation=moderation, at=at, **self.cleaned_data)


class ReportCodeForm(forms.Form):
    """The code that stood on the page after a report was sent."""

    code = forms.CharField(
        label=_("Code Ihrer Meldung"),
        help_text=_("13 Buchstaben und Ziffern, zum Beispiel K7QM-9XTR-2F4WP"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
