"""The report on one measure, to be answered in two minutes."""

from datetime import date, datetime
from itertools import chain
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from measures.actions import save_assessment, submit_assessment
from measures.figures import Figures
from measures.forms.conflicts import Difference, differences
from measures.forms.reporting.costs import Costs
from measures.forms.reporting.milestones import Milestones
from measures.forms.reporting.parts import Question, ReportPart
from measures.forms.reporting.promises import Promises
from measures.forms.reporting.values import Values
from measures.forms.steps import few_enough
from measures.judging import Judgement
from measures.models import Assessment
from measures.queries.lights import Light, light
from measures.queries.reporting import proposal_of, sheet_of

LIGHTS = {
    Assessment.Light.GREEN: ("success", _("Termine und Kosten werden gehalten.")),
    Assessment.Light.YELLOW: ("warning", _("Es gibt Verzug oder Mehrkosten, das Ziel bleibt.")),
    Assessment.Light.RED: ("danger", _("Das Ziel ist ohne Entscheidung nicht zu erreichen.")),
    Assessment.Light.GREY: ("dark-mode", _("Zurzeit wird nicht daran gearbeitet.")),
}
# Fields of the report that are fields of the form, too.
WORDS = (
    "light", "light_reason", "done_since", "next_steps", "obstacles", "decision_needed",
    "decision_by",
)  # fmt: skip


def _text(
    label: Any, rows: int, hint: Any = "", limit: int = 3000, **kwargs: Any
) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=limit, help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}), **kwargs,
    )  # fmt: skip


class AssessmentForm(forms.Form):
    """Promises, milestones, indicators and costs of one measure, its light, and what is to be said.

    A draft may be incomplete; what was typed and cannot be taken is told, and the rest is kept.
    """

    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    light = forms.ChoiceField(label=_("Ampel"), widget=forms.RadioSelect)
    light_reason = _text(
        _("Warum die Ampel vom Vorschlag abweicht"), 2, limit=500,
        hint=_("Nur nötig, wenn Sie anders entscheiden; alle können es lesen."),
    )  # fmt: skip
    done_since = _text(_("Was wurde seit dem letzten Mal erreicht?"), 4)
    next_steps = _text(
        _("Was sind die nächsten Schritte?"), 4,
        hint=_("Ein Schritt je Zeile. Im nächsten Zyklus wird nach jedem gefragt."),
        validators=[few_enough],
    )  # fmt: skip
    obstacles = _text(_("Was behindert die Umsetzung?"), 3)
    decision_needed = _text(
        _("Was muss entschieden werden, damit es weitergeht?"), 2,
        hint=_("Leer heißt: Es braucht keine Entscheidung."),
    )  # fmt: skip
    decision_by = forms.ChoiceField(
        label=_("Wer muss entscheiden?"), required=False,
        choices=[("", "–"), *Assessment.DecisionBy.choices],
    )  # fmt: skip

    def __init__(
        self, *args: Any, assessment: Assessment, today: date, is_draft: bool = False, **kwargs: Any
    ) -> None:
        self.assessment, self.is_draft = assessment, is_draft
        self.sheet = sheet_of(assessment, today=today)
        self.promises, self.milestones = Promises(self.sheet), Milestones(self.sheet)
        self.values, self.costs = Values(self.sheet), Costs(self.sheet)
        kwargs["initial"] = self._stored()
        super().__init__(*args, **kwargs)
        own = {name: self.fields.pop(name) for name in WORDS}
        for part in self.parts:
            self.fields.update(part.fields())
        self.fields.update(own)
        self._offer_lights()

    @property
    def parts(self) -> tuple[ReportPart, ...]:
        return (self.promises, self.milestones, self.values, self.costs)

    def _stored(self) -> dict[str, Any]:
        """What stands in the report now, by name of the field."""
        own = {name: getattr(self.assessment, name) for name in ("lock_version", *WORDS)}
        return own | dict(chain.from_iterable(part.initial().items() for part in self.parts))

    def _offer_lights(self) -> None:
        field: Any = self.fields["light"]
        field.required = not self.is_draft
        field.choices = [(kind.value, _light_label(kind)) for kind in LIGHTS]

    def clean(self) -> dict[str, Any]:
        for name in WORDS:
            # Browsers end lines with two characters; the same text shall be the same text.
            if name in self.cleaned_data:
                self.cleaned_data[name] = self.cleaned_data[name].replace("\r\n", "\n")
        for part in self.parts:
            part.check(self)
        needed, by = (self.cleaned_data.get(name) for name in ("decision_needed", "decision_by"))
        if needed and not by and not self.is_draft and "decision_by" not in self.errors:
            self.add_error("decision_by", _("Bitte wählen Sie, wer entscheiden muss."))
        return self.cleaned_data

    # -- what the template needs -------------------------------------------------------------------
    @cached_property
    def asked(self) -> dict[str, list[Question]]:
        """The questions that follow from the profile, by part."""
        return {
            "promises": self.promises.questions(self),
            "milestones": self.milestones.questions(self),
            "values": self.values.questions(self),
            "costs": self.costs.questions(self),
        }

    @property
    def later_milestones(self) -> list[Question]:
        """Those that need no answer yet."""
        return [question for question in self.asked["milestones"] if question.is_later]

    @cached_property
    def proposal(self) -> Judgement | None:
        """The light that follows from what is typed, as far as it can be taken."""
        return proposal_of(self.sheet, self._figures() if self.is_bound else self.sheet.figures)

    @property
    def proposal_light(self) -> Light | None:
        return light(self.proposal.light) if self.proposal else None

    # -- what was said -----------------------------------------------------------------------------
    def said(self) -> dict[str, Any]:
        """Everything that can be taken; what cannot be stays as it was."""
        words = {name: self.cleaned_data[name] for name in WORDS if name in self.cleaned_data}
        if not words.get("decision_needed", True):
            words["decision_by"] = ""
        return {**words, "figures": self._figures(), "checks": self.promises.said(self)}

    def _figures(self) -> Figures:
        return Figures(
            milestones=self.milestones.said(self),
            values=self.values.said(self),
            costs=self.costs.said(self),
        )

    def save_draft(self, *, by: Any, is_quiet: bool = False) -> Assessment:
        return save_assessment(
            assessment=self.assessment, by=by, is_quiet=is_quiet,
            lock_version=self.cleaned_data["lock_version"], **self.said(),
        )  # fmt: skip

    def submit(self, *, by: Any, at: datetime) -> Assessment:
        return submit_assessment(
            assessment=self.assessment, by=by, at=at,
            lock_version=self.cleaned_data["lock_version"], **self.said(),
        )  # fmt: skip

    def differences_to(self, stored: "AssessmentForm") -> list[Difference]:
        """Where what was typed differs from what somebody else has stored in the meantime."""
        return differences(self, stored.initial.get)


def _light_label(kind: Assessment.Light) -> str:
    sign, meaning = LIGHTS[kind]
    return format_html(
        '<span class="kern-icon kern-icon--{} kern-icon--default" aria-hidden="true"></span> '
        "<strong>{}</strong> <span>– {}</span>",
        sign, kind.label, meaning,
    )  # fmt: skip
