"""Making a proposal for the next version of the strategy, deciding on it, and finding those there are."""

from datetime import date, datetime
from functools import cached_property, partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.actions.revisions import (
    DECISIONS,
    carry_out_proposal,
    change_proposal,
    decide_proposal,
    propose_revision,
)
from measures.forms.conflicts import Difference, differences
from measures.models import Cycle, Measure, RevisionProposal
from measures.models.revisions import RevisionProposalQuerySet
from strategy.models import Element, StrategyVersion

PARTS = ("kind", "element", "measure", "text", "reason")


class ProposalForm(forms.Form):
    """A proposal, new or to be worded anew."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("Was sich ändern soll"), choices=RevisionProposal.Kind.choices,
        widget=forms.RadioSelect,
    )  # fmt: skip
    element = forms.ModelChoiceField(
        Element.objects.none(), label=_("Teil der Strategie"), required=False,
        empty_label=_("etwas Neues"),
        help_text=_("Nur wenn etwas neu aufgenommen werden soll, bleibt das Feld leer."),
    )  # fmt: skip
    measure = forms.ModelChoiceField(
        Measure.objects.none(), label=_("Maßnahme, an der man es sieht"), required=False,
        empty_label=_("keine einzelne"),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Vorschlag"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Was in der nächsten Fassung anders stehen soll."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Befund der Evaluation"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Woran die Evaluation das zeigt."),
    )  # fmt: skip

    def __init__(self, *args: Any, proposal: RevisionProposal, **kwargs: Any) -> None:
        self.proposal = proposal
        kwargs["initial"] = {name: getattr(proposal, name) for name in (*PARTS, "lock_version")}
        super().__init__(*args, **kwargs)
        strategy = proposal.cycle.strategy_id
        elements: Any = self.fields["element"]
        elements.queryset = (
            Element.objects.filter(strategy=strategy).in_force().order_by("kind", "position", "pk")
        )
        elements.label_from_instance = _named
        measures: Any = self.fields["measure"]
        measures.queryset = Measure.objects.filter(strategy=strategy).order_by("number")

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PARTS}

    def propose(self, *, by: Any, at: datetime) -> RevisionProposal:
        return propose_revision(cycle=self.proposal.cycle, by=by, at=at, **self.said)

    def store(self, *, by: Any) -> None:
        version = self.cleaned_data["lock_version"] or 0
        change_proposal(proposal=self.proposal, by=by, lock_version=version, **self.said)

    def differences_to(self, stored: RevisionProposal) -> list[Difference]:
        """Where what was typed differs from what somebody else has stored in the meantime."""
        return differences(self, partial(getattr, stored))


def _named(element: Element) -> str:
    return f"{element.get_kind_display()}: {element.name_with_number}"


class DecisionForm(forms.Form):
    """Whether a proposal is taken up, and why."""

    state = forms.ChoiceField(
        label=_("Entscheidung"), widget=forms.RadioSelect,
        choices=[(state.value, state.label) for state in DECISIONS],
    )  # fmt: skip
    decision_reason = forms.CharField(
        label=_("Begründung"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Steht öffentlich beim Vorschlag."),
    )  # fmt: skip

    def decide(self, proposal: RevisionProposal, *, by: Any, on: date) -> None:
        decide_proposal(proposal=proposal, by=by, on=on, **self.cleaned_data)


class CarryOutForm(forms.Form):
    """In which version a proposal that was taken up stands now."""

    version = forms.ModelChoiceField(
        StrategyVersion.objects.none(), label=_("Fassung"), empty_label=None
    )

    def __init__(self, *args: Any, proposal: RevisionProposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        versions: Any = self.fields["version"]
        versions.queryset = proposal.cycle.strategy.versions.exclude(
            state=StrategyVersion.State.WITHDRAWN
        ).order_by("-pk")

    def carry_out(self, *, by: Any) -> None:
        carry_out_proposal(proposal=self.proposal, version=self.cleaned_data["version"], by=by)


class ProposalFilter(forms.Form):
    """Which proposals a reader wants to see; everything stands in the address."""

    stand = forms.ChoiceField(label=_("Stand"), required=False)
    zyklus = forms.ModelChoiceField(
        Cycle.objects.none(), to_field_name="slug", label=_("Evaluation"), required=False,
        empty_label=_("alle"),
    )  # fmt: skip
    teil = forms.ModelChoiceField(
        Element.objects.none(), label=_("Teil der Strategie"), required=False,
        empty_label=_("alle"),
    )  # fmt: skip

    def __init__(self, *args: Any, proposals: RevisionProposalQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = proposals
        fields: Any = self.fields
        used = set(proposals.values_list("state", flat=True))
        states = [choice for choice in RevisionProposal.State.choices if choice[0] in used]
        fields["stand"].choices = [("", _("alle")), *states]
        cycles = proposals.values("cycle")
        fields["zyklus"].queryset = Cycle.objects.filter(pk__in=cycles)
        named = Element.objects.filter(pk__in=proposals.values("element"))
        fields["teil"].queryset = named.order_by("kind", "position", "pk")
        fields["teil"].label_from_instance = _named

    @cached_property
    def found(self) -> RevisionProposalQuerySet:
        """Those that are wanted, the newest first."""
        self.is_valid()
        names = {"stand": "state", "zyklus": "cycle", "teil": "element"}
        wanted = {names[key]: value for key, value in self.cleaned_data.items() if value}
        rows = self.proposals.filter(**wanted)
        return rows.select_related("cycle", "element", "measure", "version__strategy")

    @property
    def is_active(self) -> bool:
        self.is_valid()
        return any(self.cleaned_data.values())
