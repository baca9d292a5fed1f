"""Organisations that take part in a measure, each with its part."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.actions import set_parties
from measures.forms.rows import RowForm, rows_of
from measures.models import Party
from smartregion.county.models import Organisation


class PartyForm(RowForm):
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none()
    )
    part = forms.ChoiceField(
        label=_("Rolle"), choices=Party.Part.choices, initial=Party.Part.CONTRIBUTOR
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation: Any = self.fields["organisation"]
        # One that has ended stays where it already took part.
        named = self.measure.parties.values("organisation")
        organisation.queryset = Organisation.objects.filter(
            Q(ended_on__isnull=True) | Q(pk__in=named)
        )


class PartyRows(rows_of(PartyForm)):  # type: ignore[misc]
    relation, heading = "parties", _("Beteiligte")
    columns = ("organisation", "part")

    def save(self, *, by: Any, at: datetime, lock_version: int) -> None:
        parties = [(row["organisation"], row["part"]) for row in self.filled()]
        set_parties(measure=self.measure, by=by, at=at, lock_version=lock_version, parties=parties)
