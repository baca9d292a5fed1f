"""What to lay against what: two questions, a weight, and from how many people on figures are shown."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.surveys.crosstabs.axes import Choice

MOST = 100_000
SHARES = {
    "column": _("Spaltenprozent: Wie verteilt sich jede Spalte?"),
    "row": _("Zeilenprozent: Wie verteilt sich jede Zeile?"),
    "count": _("Anzahl"),
}
# From here on a percentage of a group says something (docs/statistics.md).
USUAL_MINIMUM = 10


class Chosen(forms.Form):
    """What both pages ask for. Opened without a word, the form is not bound; the page then has nothing to show."""

    weight = forms.ChoiceField(label=_("Gewichtung"), required=False)
    minimum = forms.IntegerField(label=_("Mindestzahl je Gruppe"), min_value=0, max_value=MOST)

    def __init__(
        self, data: Mapping[str, Any] | None, *, choices: Iterable[Choice], weights: Any
    ) -> None:
        if data is not None and not data.get("minimum"):
            # What is not asked for stands in its field all the same.
            data = {**{name: data[name] for name in data}, "minimum": str(USUAL_MINIMUM)}
        super().__init__(data, initial={"minimum": USUAL_MINIMUM})
        self.choices = grouped(choices)
        self._choose("weight").choices = [("", _("ungewichtet")), *weights]

    def _choose(self, name: str) -> Any:
        return self.fields[name]


class CrosstabForm(Chosen):
    """Rows and columns of a cross-tab."""

    field_order = ("rows", "columns", "show", "weight", "minimum")

    rows = forms.ChoiceField(label=_("Zeilen"))
    columns = forms.ChoiceField(label=_("Spalten"))
    show = forms.ChoiceField(label=_("In der Tabelle"), choices=SHARES.items(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("rows", "columns"):
            self._choose(name).choices = [("", _("Bitte wählen")), *self.choices]

    def clean_show(self) -> str:
        return self.cleaned_data["show"] or "column"


class ComparisonForm(Chosen):
    """A question, and the groups for which it is shown."""

    field_order = ("question", "by", "weight", "minimum")

    question = forms.ChoiceField(label=_("Frage"))
    by = forms.ChoiceField(label=_("Gruppen nach"))

    def __init__(self, *args: Any, questions: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("question").choices = [("", _("Bitte wählen")), *questions]
        self._choose("by").choices = [("", _("Bitte wählen")), *self.choices]


class SurveysForm(forms.Form):
    """Several surveys, and a question that all of them ask."""

    others = forms.MultipleChoiceField(
        label=_("Vergleichen mit"), widget=forms.CheckboxSelectMultiple
    )
    question = forms.ChoiceField(label=_("Frage"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        surveys: Iterable[tuple[str, str]],
        questions: Iterable[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data)
        others: Any = self.fields["others"]
        others.choices = list(surveys)
        question: Any = self.fields["question"]
        question.choices = [("", _("Bitte wählen")), *questions]


def grouped(choices: Iterable[Choice]) -> list[Any]:
    """As Django wants them: rows of a matrix below the question they belong to."""
    return [entry for title, each in groupby(choices, _heading) for entry in _entries(title, each)]


def _heading(choice: Choice) -> str:
    return choice.question


def _entries(title: str, choices: Iterable[Choice]) -> Iterator[tuple[str, Any]]:
    pairs = [(choice.name, choice.label) for choice in choices]
    if title:
        yield title, pairs
    else:
        yield from pairs
