"""A question: its wording, and the bounds that its type has."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.document.questionnaire import LONGEST_TEXT, Type
from participation.surveys.document.references import COUNTABLE
from participation.surveys.drafts.breaks import breaks_with
from participation.surveys.drafts.compiler import Draft
from participation.surveys.drafts.renaming import Renaming
from participation.surveys.drafts.settable import (
    COUNTED,
    LIMIT_LABELS,
    LIMITS_OF,
    SHUFFLED,
    limit_label,
)
from participation.surveys.forms.texts import TextsForm, area, given
from participation.surveys.kinds import KINDS
from participation.surveys.models import Page, Question
from participation.surveys.texts import MAIN_LANGUAGE, in_order
from smartregion.core.forms import DateField
from smartregion.core.slugs import free_slug, german_slug

BOUNDS: Mapping[str, tuple[Any, Any]] = {
    "decimals": (0, 4),
    "max_length": (10, LONGEST_TEXT),
    "step": (0.0001, None),
}
FORMULA_LABELS = [("sum", _("Summe")), ("mean", _("Mittelwert")), ("count", _("Anzahl"))]
# What a slider offers unless somebody says otherwise.
SLIDER_ENDS = {"min": 0, "max": 100}


class QuestionForm(TextsForm):
    """Wording and limits of a question; which limits there are depends on its type."""

    code = forms.RegexField(
        r"\A[a-zA-Z][a-zA-Z0-9_]{0,19}\Z",
        label=_("Kürzel"),
        required=False,
        help_text=_(
            "Kurzer Name für Tabellen, zum Beispiel internet_zuhause. Leer entsteht er aus der Frage."
        ),
        error_messages={
            "invalid": _("Beginnt mit einem Buchstaben; nur Buchstaben, Ziffern und Unterstriche.")
        },
    )
    is_required = forms.BooleanField(label=_("Pflichtfrage"), required=False)

    def __init__(
        self,
        *args: Any,
        page: Page,
        question_type: str,
        question: Question | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.question, self.type = page, question, Type(question_type)
        languages = in_order(page.survey.languages)
        known = question or Question()
        self.fields["code"].initial = known.code
        self.fields["is_required"].initial = known.is_required
        self.add_texts(
            "text",
            _now("Frage"),
            languages,
            given(known.text),
            required=True,
            widget=area(2),
            max_length=300,
        )
        self.add_texts(
            "help", _now("Hilfetext"), languages, known.help, widget=area(2), max_length=300
        )
        self._add_limits(known.limits, languages)
        if self.type in SHUFFLED:
            self.fields["is_shuffled"] = forms.BooleanField(
                label=_("Für jede Person in anderer Reihenfolge"),
                help_text=_("„Anderes“ und „weiß nicht“ bleiben am Ende."),
                required=False,
                initial=known.is_shuffled,
            )
        if self.type == Type.CALCULATED:
            self._add_formula(known.formula)
        if not KINDS[self.type].is_asked:
            del self.fields["is_required"]

    def _add_limits(self, limits: Mapping[str, Any], languages: Sequence[str]) -> None:
        for name in LIMITS_OF.get(self.type, ()):
            if name == "unit":
                unit = limits.get("unit", {})
                self.add_texts("unit", _now("Einheit"), languages, unit, max_length=30)
            elif name in ("earliest", "latest"):
                self.fields[name] = DateField(
                    label=LIMIT_LABELS[name], required=False, initial=limits.get(name)
                )
            else:
                self._add_number(name, limits)

    def _add_number(self, name: str, limits: Mapping[str, Any]) -> None:
        counts = self.type in COUNTED
        is_whole = counts or name in ("decimals", "max_length")
        low, high = BOUNDS.get(name, (1 if counts else None, None))
        field_class = forms.IntegerField if is_whole else forms.FloatField
        # A slider is drawn between two ends, so it always has them.
        is_end = self.type == Type.SLIDER and name in SLIDER_ENDS
        self.fields[name] = field_class(
            label=limit_label(self.type, name),
            required=is_end,
            initial=limits.get(name, SLIDER_ENDS[name] if is_end else None),
            min_value=low,
            max_value=high,
            widget=forms.TextInput(attrs={"inputmode": "numeric" if is_whole else "decimal"}),
        )

    def _add_formula(self, formula: Mapping[str, Any]) -> None:
        """Which earlier numbers are put together, and how."""
        self.fields["op"] = forms.ChoiceField(
            label=_("Rechnung"), choices=FORMULA_LABELS, initial=formula.get("op")
        )
        self.fields["questions"] = forms.MultipleChoiceField(
            label=_("aus den Antworten auf"),
            help_text=_(
                "Zur Wahl stehen Fragen nach Zahlen und Skalen; legen Sie diese zuerst an."
            ),
            choices=self._countable(),
            initial=formula.get("questions"),
            widget=forms.CheckboxSelectMultiple,
        )

    def _countable(self) -> list[tuple[str, str]]:
        known = self.page.survey.questions.filter(type__in=COUNTABLE)
        if self.question:
            known = known.exclude(pk=self.question.pk)
        return [(each.code, str(each)) for each in known]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for first, last in (("min", "max"), ("earliest", "latest")):
            low, high = data.get(first), data.get(last)
            if low is not None and high is not None and low > high:
                self.add_error(last, _("Die obere Grenze liegt unter der unteren."))
        return data

    def limits(self) -> dict[str, Any]:
        limits: dict[str, Any] = {}
        for name in LIMITS_OF.get(self.type, ()):
            value = self.cleaned_data.get(name)
            if value is not None:
                limits[name] = value.isoformat() if isinstance(value, date) else value
        unit = self.texts("unit")
        return limits | ({"unit": unit} if unit else {})

    def formula(self) -> dict[str, Any]:
        if self.type != Type.CALCULATED:
            return {}
        return {name: self.cleaned_data.get(name) for name in ("op", "questions")}

    def unjudged(self) -> "QuestionForm":
        """The same form with what was typed, but without errors."""
        typed = {
            name: field.widget.value_from_datadict(self.data, self.files, name)
            for name, field in self.fields.items()
        }
        return QuestionForm(
            page=self.page, question_type=self.type, question=self.question, initial=typed
        )

    # -- what the template shows -------------------------------------------------------------------
    @property
    def wording(self) -> list[Any]:
        return [bound for bound in self._texts() if bound.name.endswith(f"_{MAIN_LANGUAGE}")]

    @property
    def translations(self) -> list[Any]:
        return [bound for bound in self._texts() if bound not in self.wording]

    @property
    def settings(self) -> list[Any]:
        texts = [bound.name for bound in self._texts()]
        return [bound for bound in self if bound.name not in (*texts, "code")]

    def _texts(self) -> list[Any]:
        return [bound for bound in self if bound.name.startswith(("text_", "help_"))]

    @property
    def has_translation_errors(self) -> bool:
        return any(bound.errors for bound in self.translations)

    def _own_code(self) -> str:
        """Nobody has to invent one: the code a question has, or one made of its words."""
        if self.question:
            return self.question.code
        if not self.texts("text").get(MAIN_LANGUAGE):
            return "frage"
        others = self.page.survey.questions.values_list("code", flat=True)
        taken = [code.lower().replace("_", "-") for code in others]
        words = german_slug(self.texts("text")[MAIN_LANGUAGE].lstrip("0123456789 ."))
        # Whole words read better in a table than the beginning of one.
        begins = words[:17].rpartition("-")[0] or words if len(words) > 16 else words
        return free_slug(begins, taken=taken, otherwise="frage", length=16).replace("-", "_")

    # -- what comes out ----------------------------------------------------------------------------
    def values(self, *, options: list[Any], rows: list[Any]) -> dict[str, Any]:
        """The fields of the question; of a form with errors those that are right."""
        data = self.cleaned_data
        return {
            "code": data.get("code") or self._own_code(),
            "is_required": data.get("is_required", False),
            "text": self.texts("text"),
            "help": self.texts("help"),
            "limits": self.limits(),
            "options": options,
            "rows": rows,
            "is_shuffled": data.get("is_shuffled", False),
            "formula": self.formula(),
        }

    def sketch(self, *, options: list[Any], rows: list[Any]) -> Question:
        """The question as far as it is written, to look at; it is not stored."""
        if not self.is_bound:
            return self.question or Question(
                type=self.type, code="frage", text={}, options=options, rows=rows
            )
        self.full_clean()
        return Question(type=self.type, **self.values(options=options, rows=rows))

    def breaks(self, values: Mapping[str, Any], renamed: Mapping[str, Any]) -> list[str]:
        """What no longer fits when the question is saved like this; told before."""
        if self.question is None:
            return []
        renaming = Renaming(self.question.code, values["code"], **renamed)
        draft = Draft.of(self.page.survey)
        return breaks_with(draft, self.question, values, renaming)

    def save(self, *, values: dict[str, Any], renamed: Mapping[str, Any], by: Any) -> Question:
        if self.question is None:
            return actions.add_question(page=self.page, by=by, type=str(self.type), **values)
        actions.change_question(question=self.question, by=by, renamed=renamed, **values)
        return self.question
