"""Weighing one comment or several, and choosing which to look at."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.consultations import actions
from participation.consultations.actions.commenting import BY_HAND
from participation.consultations.models import Comment
from participation.consultations.queries import (
    CONSIDERED,
    OPEN,
    Wanted,
    elements_with_comments,
    municipalities_heard,
)
from participation.contributions.models import Answer, Contribution
from smartregion.county.models import Municipality
from strategy.models import Element, StrategyVersion

Channel = Contribution.Channel


class DecisionForm(forms.Form):
    """What the county makes of it, why, and who says so."""

    decision = forms.ChoiceField(
        label=_("Abwägung"), choices=Answer.Decision.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Öffentliche Begründung"),
        help_text=_(
            "Diesen Text lesen alle. Sagen Sie, was sich im Entwurf ändert oder warum sich nichts "
            "ändert."
        ),
        max_length=4000,
        error_messages={"required": _("Eine Abwägung braucht eine Begründung.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    office = forms.CharField(label=_("Antwortende Stelle"), max_length=120)


class ConsiderForm(DecisionForm):
    """``seen`` tells which answer the person had before them when they began to write."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def save(self, *, comment: Comment, by: Any, at: datetime) -> Answer:
        return actions.consider_comment(comment=comment, by=by, at=at, **self.cleaned_data)


class ConsiderManyForm(DecisionForm):
    """One decision and one reason for several comments."""

    def save(self, *, comments: Sequence[Comment], by: Any, at: datetime) -> list[Answer]:
        return actions.consider_comments(comments=comments, by=by, at=at, **self.cleaned_data)


class ConsiderationFilter(forms.Form):
    """Which comments of a version the office wants to see; all of it stands in the URL."""

    decision = forms.ChoiceField(
        label=_("Abwägung"),
        required=False,
        choices=[
            ("", _("alle")),
            (OPEN, _("offen")),
            (CONSIDERED, _("abgewogen")),
            *Answer.Decision.choices,
        ],
    )
    element = forms.ModelChoiceField(
        Element.objects.none(), label=_("Abschnitt"), required=False, empty_label=_("alle")
    )
    channel = forms.ChoiceField(
        label=_("Weg"),
        required=False,
        choices=[
            ("", _("alle")),
            *((channel.value, channel.label) for channel in (Channel.COMMENT, *BY_HAND)),
        ],
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Gemeinde"),
        required=False,
        to_field_name="slug",
        empty_label=_("alle"),
    )

    def __init__(self, *args: Any, version: StrategyVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["element"].queryset = elements_with_comments(version)
        fields["municipality"].queryset = municipalities_heard(version)

    @property
    def wanted(self) -> Wanted:
        """What was asked for; nonsense in the URL asks for nothing."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})
