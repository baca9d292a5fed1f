"""Answering contributions, one or several that say the same, and finding those that wait."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.contributions import actions
from participation.contributions.models import Answer, Cluster, Contribution
from smartregion.county.models import Municipality
from strategy.models import Element


class AnswerForm(forms.Form):
    """The next step of a contribution, in words that its author can read."""

    state = forms.ChoiceField(label=_("Neuer Stand"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Öffentliche Begründung"),
        help_text=_(
            "Diesen Text lesen alle. Nötig, wenn der Beitrag aufgegriffen oder nicht aufgegriffen "
            "wird oder der Landkreis nicht zuständig ist."
        ),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    office = forms.CharField(label=_("Antwortende Stelle"), max_length=120)

    def __init__(self, *args: Any, contribution: Contribution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contribution = contribution
        _offer(self, contribution.next_states)

    def save(self, *, by: Any, at: datetime) -> Answer:
        return actions.answer_contribution(
            contribution=self.contribution, by=by, at=at, **self.cleaned_data
        )


class TogetherForm(AnswerForm):
    """One answer for several contributions, and what they have in common."""

    title = forms.CharField(
        label=_("Worum es in allen geht"),
        help_text=_("Steht öffentlich über der gemeinsamen Antwort."),
        max_length=160,
    )
    field_order = ["title", "state", "reason", "office"]

    def __init__(self, *args: Any, contributions: Sequence[Contribution], **kwargs: Any) -> None:
        super().__init__(*args, contribution=contributions[0], **kwargs)
        self.contributions = contributions
        allowed = [set(one.next_states) for one in contributions]
        _offer(self, [s for s in Contribution.State if all(s in each for each in allowed)])

    def save_all(self, *, by: Any, at: datetime) -> Cluster:
        return actions.answer_together(
            contributions=self.contributions, by=by, at=at, **self.cleaned_data
        )


def _offer(form: forms.Form, states: Sequence[Contribution.State]) -> None:
    form.fields["state"].choices = [(s.value, s.label) for s in states]  # type: ignore[attr-defined]


def _municipalities() -> list[tuple[str, Any]]:
    names = Municipality.objects.order_by("slug").values_list("slug", "name")
    return [("", _("alle")), *names]


def _fields() -> list[tuple[str, Any]]:
    fields = Element.objects.fields_of_action()
    return [("", _("alle")), *((field.slug, field.name) for field in fields)]


class QueueFilter(forms.Form):
    """Which contributions the office wants to see; all of it stands in the address."""

    state = forms.ChoiceField(
        label=_("Stand"),
        required=False,
        choices=[
            ("", _("wartet auf Antwort")),
            *Contribution.State.choices,
            ("all", _("alle")),
        ],
    )
    channel = forms.ChoiceField(
        label=_("Weg"),
        required=False,
        choices=[("", _("alle")), *Contribution.Channel.choices],
    )
    field = forms.ChoiceField(label=_("Handlungsfeld"), required=False)
    municipality = forms.ChoiceField(label=_("Gemeinde"), required=False)
    words = forms.CharField(
        label=_("Wörter im Text"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked once: a callable would be asked again for checking and for showing.
        self.fields["field"].choices = _fields()  # type: ignore[attr-defined]
        self.fields["municipality"].choices = _municipalities()  # type: ignore[attr-defined]
