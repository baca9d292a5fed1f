"""Forms of the people who write the strategy and lead it to its resolution."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from smartregion.core.forms import DateField, RichTextField
from strategy import actions
from strategy.models import (
    Element,
    ElementText,
    ProcessPhase,
    Resolution,
    Strategy,
    StrategyVersion,
)

State = StrategyVersion.State


class StrategyForm(forms.ModelForm[Strategy]):
    """A new strategy with the draft of its first version."""

    title_en = forms.CharField(label=_("Titel auf Englisch"), max_length=200, required=False)
    with_guidelines = forms.BooleanField(
        label=_("Mit den acht Leitlinien beginnen"),
        help_text=_("Sie können jede Leitlinie danach umschreiben oder löschen."),
        required=False,
        initial=True,
    )

    class Meta:
        model = Strategy
        fields = ["title", "period_start", "period_end"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("Das Ende liegt vor dem Beginn."))
        return cleaned

    def create(self, *, by: Any) -> StrategyVersion:
        return actions.create_strategy(**self.cleaned_data, by=by)


class RevisionForm(forms.Form):
    label = forms.CharField(
        label=_("Bezeichnung der neuen Fassung"),
        max_length=20,
        help_text=_("Zum Beispiel 1.1 oder 2.0"),
        validators=[
            RegexValidator(r"^[0-9][0-9A-Za-z.-]*$", _("Beginnen Sie mit einer Ziffer: 1.1, 2.0"))
        ],
    )

    def create(self, *, strategy: Strategy, by: Any) -> StrategyVersion:
        return actions.open_revision(strategy=strategy, label=self.cleaned_data["label"], by=by)


# -- texts ---------------------------------------------------------------------------------
class TextForm(forms.ModelForm[ElementText]):
    """The wording of one element in German and, where there is one, in English."""

    body = RichTextField(label=_("Text"), required=False)
    title_en = forms.CharField(label=_("Titel auf Englisch"), max_length=200, required=False)
    summary_en = forms.CharField(
        label=_("Kurzfassung auf Englisch"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body_en = RichTextField(label=_("Text auf Englisch"), required=False)
    lock_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ElementText
        fields = ["parent", "number", "title", "summary", "body"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}
        labels = {"parent": _("Gehört zu")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_parents()
        if self.instance.pk:
            self.initial["lock_version"] = self.instance.lock_version
            self._fill_english()

    def _offer_parents(self) -> None:
        wanted = ElementText.PARENTS[self.instance.element.kind]
        kinds = [kind for kind in wanted if kind]
        if not kinds:
            del self.fields["parent"]
            return
        field = self.fields["parent"]
        field.required = None not in wanted
        field.error_messages["required"] = _(
            "Ein strategisches Ziel gehört zu einem Handlungsfeld."
        )
        field.queryset = self._parents(kinds)  # type: ignore[attr-defined]
        field.empty_label = "" if field.required else _("keinem anderen Abschnitt")  # type: ignore[attr-defined]

    def _parents(self, kinds: list[str]) -> QuerySet[ElementText]:
        texts = self.instance.version.texts.filter(element__kind__in=kinds)
        if self.instance.element.kind == Element.Kind.OBJECTIVE:
            return texts
        texts = texts.filter(parent__isnull=True)
        if self.instance.pk is None:
            return texts
        # What has parts of its own would make a third level below another.
        is_deep = self.instance.children.filter(element__kind__in=kinds).exists()
        return texts.none() if is_deep else texts.exclude(pk=self.instance.pk)

    def _fill_english(self) -> None:
        english = self.instance.translations.filter(language="en").first()
        if english:
            for name in ("title", "summary", "body"):
                self.initial[f"{name}_en"] = getattr(english, name)

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        twins = self.instance.version.texts.filter(number=number).exclude(pk=self.instance.pk)
        if number and twins.exists():
            raise forms.ValidationError(_("Diese Nummer ist in der Fassung schon vergeben."))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("summary_en") or cleaned.get("body_en")) and not cleaned.get("title_en"):
            self.add_error("title_en", _("Die englische Fassung braucht einen Titel."))
        return cleaned

    def _values(self) -> dict[str, Any]:
        given = self.cleaned_data
        german, english = (
            actions.Wording(*(given[f"{name}{suffix}"] for name in ("title", "summary", "body")))
            for suffix in ("", "_en")
        )
        return {
            "wording": german,
            "english": english,
            "number": given["number"],
            "parent": given.get("parent"),
        }

    def create(self, *, by: Any) -> ElementText:
        return actions.add_text(
            version=self.instance.version,
            kind=self.instance.element.kind,
            by=by,
            **self._values(),
        )

    def store(self, *, by: Any) -> None:
        actions.save_text(
            text=self.instance,
            lock_version=self.cleaned_data["lock_version"] or 0,
            by=by,
            **self._values(),
        )


class PhaseForm(forms.ModelForm[ProcessPhase]):
    """A phase of the process in German and English."""

    starts_on = DateField(label=_("Beginn"))
    ends_on = DateField(
        label=_("Ende"), help_text=_("Leer, solange das Ende offen ist"), required=False
    )
    title_en = forms.CharField(label=_("Titel auf Englisch"), max_length=120, required=False)
    format_en = forms.CharField(label=_("Format auf Englisch"), max_length=160, required=False)
    result_en = forms.CharField(
        label=_("Ergebnis auf Englisch"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta:
        model = ProcessPhase
        fields = ["title", "format", "starts_on", "ends_on", "result"]
        widgets = {"result": forms.Textarea(attrs={"rows": 3})}

    ENGLISH = ("title", "format", "result")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in self.instance.translations.get("en", {}).items():
            self.initial[f"{name}_en"] = words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Das Ende liegt vor dem Beginn."))
        return cleaned

    def store(self, *, by: Any) -> None:
        english = {name: self.cleaned_data[f"{name}_en"] for name in self.ENGLISH}
        actions.save_phase(phase=self.instance, english=english, by=by)


# -- steps of a version --------------------------------------------------------------------
class StepForm(forms.Form):
    """One step on the way to the resolution. ``version`` is the version that takes it."""

    def __init__(self, *args: Any, version: StrategyVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version

    def take(self, *, by: Any, on: date, at: datetime) -> None:
        raise NotImplementedError


class ConsultationForm(StepForm):
    starts_on = DateField(label=_("Beteiligung von"))
    ends_on = DateField(label=_("Beteiligung bis"))

    def take(self, *, by: Any, on: date, at: datetime) -> None:  # noqa: ARG002
        actions.start_consultation(version=self.version, **self.cleaned_data, by=by, at=at)


class ReworkingForm(StepForm):
    """Out of the consultation, or back from the council."""

    reason = forms.CharField(
        label=_("Begründung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comes_back = self.version.state == State.SUBMITTED
        self.fields["reason"].required = self.comes_back
        if not self.comes_back:
            self.fields["reason"].help_text = _(
                "Nur nötig, wenn die Beteiligung vor ihrem angekündigten Ende schließt."
            )

    def take(self, *, by: Any, on: date, at: datetime) -> None:  # noqa: ARG002
        if self.comes_back:
            actions.return_version(version=self.version, by=by, **self.cleaned_data)
        else:
            actions.close_consultation(version=self.version, by=by, on=on, **self.cleaned_data)


class SubmissionForm(StepForm):
    def take(self, *, by: Any, on: date, at: datetime) -> None:  # noqa: ARG002
        actions.submit_version(version=self.version, by=by)


class AdoptionForm(StepForm):
    body = forms.CharField(label=_("Gremium"), max_length=120, initial=_("Kreistag"))
    decided_on = DateField(label=_("Datum des Beschlusses"))
    paper_number = forms.CharField(label=_("Vorlagennummer"), max_length=60)
    result = forms.ChoiceField(
        label=_("Ergebnis"),
        choices=[(result.value, result.label) for result in Resolution.ADOPTING],
        widget=forms.RadioSelect,
    )
    effective_from = DateField(label=_("Die Fassung gilt ab"))
    link = forms.URLField(
        label=_("Link zur Vorlage"), required=False, assume_scheme="https", max_length=200
    )

    def take(self, *, by: Any, on: date, at: datetime) -> None:
        decision = actions.Decision(**self.cleaned_data)
        actions.adopt_version(version=self.version, decision=decision, by=by, on=on, at=at)


class WithdrawalForm(StepForm):
    reason = forms.CharField(
        label=_("Begründung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )

    def take(self, *, by: Any, on: date, at: datetime) -> None:  # noqa: ARG002
        actions.withdraw_version(version=self.version, by=by, **self.cleaned_data)


STEPS: dict[str, type[StepForm]] = {
    State.CONSULTATION: ConsultationForm,
    State.REWORKING: ReworkingForm,
    State.SUBMITTED: SubmissionForm,
    State.ADOPTED: AdoptionForm,
    State.WITHDRAWN: WithdrawalForm,
}
