"""Reporting in a cycle, closing it."""

from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from measures.actions import close_cycle, save_assessment, submit_assessment
from measures.forms.conflicts import Difference, differences
from measures.models import Assessment, Cycle

LIGHTS = {
    Assessment.Light.GREEN: ("success", _("Termine und Kosten werden gehalten.")),
    Assessment.Light.YELLOW: ("warning", _("Es gibt Verzug oder Mehrkosten, das Ziel bleibt.")),
    Assessment.Light.RED: ("danger", _("Das Ziel ist ohne Entscheidung nicht zu erreichen.")),
    Assessment.Light.GREY: ("dark-mode", _("Zurzeit wird nicht daran gearbeitet.")),
}


class AssessmentForm(forms.Form):
    """The report on one measure; a draft may be incomplete."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    light = forms.ChoiceField(label=_("Ampel"), widget=forms.RadioSelect)
    done_since = forms.CharField(
        label=_("Was wurde seit dem letzten Mal erreicht?"), required=False, max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    next_steps = forms.CharField(
        label=_("Was sind die nächsten Schritte?"), required=False, max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    obstacles = forms.CharField(
        label=_("Was behindert die Umsetzung?"), required=False, max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, assessment: Assessment, is_draft: bool = False, **kwargs: Any
    ) -> None:
        self.assessment = assessment
        kwargs["initial"] = {name: getattr(assessment, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        light: Any = self.fields["light"]
        light.required = not is_draft
        light.choices = [(kind.value, _light_label(kind)) for kind in LIGHTS]

    def save_draft(self, *, by: Any) -> Assessment:
        return save_assessment(assessment=self.assessment, by=by, **self.cleaned_data)

    def submit(self, *, by: Any, at: datetime) -> Assessment:
        return submit_assessment(assessment=self.assessment, by=by, at=at, **self.cleaned_data)

    def differences_to(self, stored: Assessment) -> list[Difference]:
        """Where what was typed differs from what somebody else has stored in the meantime."""
        return differences(self, partial(getattr, stored))


def _light_label(kind: Assessment.Light) -> str:
    sign, meaning = LIGHTS[kind]
    return format_html(
        '<span class="kern-icon kern-icon--{} kern-icon--default" aria-hidden="true"></span> '
        "<strong>{}</strong> <span>– {}</span>",
        sign, kind.label, meaning,
    )  # fmt: skip


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
