"""Reporting in a cycle, closing it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.actions import close_cycle
from measures.models import Cycle


class CloseCycleForm(forms.Form):
    """The second look before a cycle closes for good."""

    force = forms.BooleanField(
        label=_("Die fehlenden Meldungen entfallen und werden als „nicht gemeldet“ geführt."),
        required=False,
    )

    def __init__(self, *args: Any, has_gaps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_gaps:
            del self.fields["force"]

    def save(self, *, cycle: Cycle, by: Any, at: datetime) -> None:
        close_cycle(cycle=cycle, by=by, at=at, force=self.cleaned_data.get("force", False))
