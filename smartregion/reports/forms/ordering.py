"""What goes into a report."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.models import Cycle
from participation.forums.models import Forum
from participation.surveys.models import Survey
from smartregion.reports.actions import order_report
from smartregion.reports.briefs import Brief, brief_of
from smartregion.reports.models import Format, Kind, Manuscript, Report
from smartregion.reports.queries import default_title
from smartregion.reports.rendering import WRITERS
from strategy.models import StrategyVersion
from strategy.queries import current_version

# Printed where people still wait for an answer of the county.
OVERRIDE = _("Warum der Bericht trotz offener Beiträge entsteht")
OVERRIDE_HELP = _(
    "Nur nötig, solange in Foren Beiträge ungelesen oder zugesagte Antworten überfällig sind. "
    "Die Begründung wird im Bericht abgedruckt."
)


class OrderForm(forms.Form):
    """A final report with its usual chapters and nobody's own words."""

    version = forms.ModelChoiceField(
        StrategyVersion.objects.none(),
        label=_("Fassung der Strategie"),
        empty_label=None,
        help_text=_(
            "Vision, Leitlinien, Handlungsfelder und Texte werden dieser Fassung entnommen."
        ),
    )
    cycle = forms.ModelChoiceField(
        Cycle.objects.none(),
        label=_("Evaluationszyklus"),
        required=False,
        empty_label=_("ohne Evaluation"),
        help_text=_("Nur abgeschlossene Zyklen: Ihre Zahlen ändern sich nicht mehr."),
    )
    surveys = forms.ModelMultipleChoiceField(
        Survey.objects.none(),
        label=_("Umfragen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bei laufenden Umfragen nennt der Bericht den Zwischenstand."),
    )
    title = forms.CharField(
        label=_("Titel des Berichts"),
        max_length=200,
        required=False,
        help_text=_("Leer lassen für „Abschlussbericht“ mit dem Namen der Strategie."),
    )

    override = forms.CharField(
        label=OVERRIDE,
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=OVERRIDE_HELP,
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = StrategyVersion.objects.visible_to(person).select_related("strategy")
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        self.fields["version"].initial = current_version()
        cycles = Cycle.objects.closed()
        self.fields["cycle"].queryset = cycles  # type: ignore[attr-defined]
        self.fields["cycle"].initial = cycles.first()
        surveys = Survey.objects.published()
        self.fields["surveys"].queryset = surveys  # type: ignore[attr-defined]
        self.fields["surveys"].initial = list(surveys)

    def save(self, *, by: Any, at: datetime) -> Report:
        chosen = self.cleaned_data
        brief = Brief(
            kind=Kind.FINAL,
            title=chosen["title"] or default_title(chosen["version"]),
            version=chosen["version"],
            cycle=chosen["cycle"],
            surveys=list(chosen["surveys"]),
            forums=list(Forum.objects.filter(is_public=True)),
            override=chosen["override"],
        )
        return order_report(brief=brief, by=by, at=at)


class ManuscriptOrderForm(forms.Form):
    """The formats of the draft; a final report says why it does not wait for open answers."""

    formats = forms.MultipleChoiceField(
        label=_("Formate des Entwurfs"),
        choices=Format.choices,
        initial=[Format.PDF],
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Weitere Formate können Sie auch später aus demselben Stand bestellen. "
            "Mit der Freigabe entstehen alle."
        ),
    )
    override = forms.CharField(
        label=OVERRIDE,
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=OVERRIDE_HELP,
    )

    def __init__(self, *args: Any, manuscript: Manuscript, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.manuscript = manuscript
        if manuscript.kind != Kind.FINAL:
            del self.fields["override"]
        available = [choice for choice in Format.choices if choice[0] in WRITERS]
        self.fields["formats"].choices = available  # type: ignore[attr-defined]

    def save(self, *, by: Any, at: datetime) -> Report:
        brief = brief_of(self.manuscript, override=self.cleaned_data.get("override", ""))
        return order_report(brief=brief, by=by, at=at, formats=self.cleaned_data["formats"])
