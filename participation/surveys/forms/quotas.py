"""A quota: what it is called, how many answers are enough, and what people read after that."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.forms.texts import area
from participation.surveys.models import Quota
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.core.slugs import free_slug


class QuotaForm(forms.Form):
    """Everything but who belongs to it, which is a condition (forms/conditions.py)."""

    title = forms.CharField(
        label=_("Bezeichnung"),
        max_length=120,
        help_text=_("Nur für Sie, zum Beispiel: Unter 30 Jahren, ländlicher Raum"),
    )
    limit = forms.IntegerField(
        label=_("Genug ab"),
        min_value=1,
        max_value=1_000_000,
        help_text=_(
            "So viele Antworten nimmt die Umfrage aus dieser Gruppe an. Wer danach kommt, liest den Hinweis."
        ),
    )
    text = forms.CharField(
        label=_("Hinweis für alle, die danach kommen"),
        max_length=1000,
        widget=area(3),
        help_text=_(
            "Danken Sie, und sagen Sie, warum es nicht weitergeht. Übersetzt wird er unter „Sprachen und Übersetzungen“."
        ),
    )

    def __init__(self, data: Any = None, *, quota: Quota, kept: Any = None) -> None:
        """``kept`` is what was typed when a button of the condition was pressed: not judged yet."""
        initial = {
            "title": quota.title,
            "limit": quota.limit,
            "text": quota.text.get(MAIN_LANGUAGE, ""),
        }
        names = initial if kept else ()
        initial |= {name: kept.get(name, "") for name in names}
        super().__init__(data, initial=initial)
        self.quota = quota

    def save(self, *, condition: Any, by: Any) -> None:
        data = self.cleaned_data
        actions.save_quota(
            quota=self.quota,
            code=self.quota.code or self._new_code(),
            title=data["title"],
            limit=data["limit"],
            text={**self.quota.text, MAIN_LANGUAGE: data["text"]},
            condition=condition,
            by=by,
        )

    def _new_code(self) -> str:
        """Nobody has to invent one; it names the quota through all versions."""
        others = Quota.objects.filter(survey=self.quota.survey)
        taken = [code.replace("_", "-") for code in others.values_list("code", flat=True)]
        words = self.cleaned_data["title"]
        return free_slug(words, taken=taken, otherwise="quote", length=16).replace("-", "_")
