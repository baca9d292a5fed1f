"""Lines of a question: its options, and the rows of a matrix."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys.forms.texts import TextsForm
from participation.surveys.questionnaire import Type
from smartregion.core.numbers import count_from


@dataclass(frozen=True)
class Mark:
    """What can be ticked beside a line, and what it sets there."""

    label: Any
    sets: Mapping[str, Any]

    def is_on(self, line: Mapping[str, Any]) -> bool:
        return all(name in line and line[name] == value for name, value in self.sets.items())


MARKS = {
    "exclusive": Mark(_("schließt andere aus"), {"exclusive": True}),
    "with_text": Mark(_("mit Textfeld („Anderes, nämlich …“)"), {"with_text": True}),
    "outside": Mark(_("außerhalb der Skala"), {"value": None}),
}
MARKS_OF: Mapping[str, Sequence[str]] = {
    Type.SINGLE: ("with_text",),
    Type.MULTIPLE: ("exclusive", "with_text"),
    Type.MATRIX_MULTIPLE: ("exclusive",),
    Type.SCALE: ("outside",),
    Type.MATRIX: ("outside",),
}


class LineForm(TextsForm):
    """One option or row; left empty it is not there."""

    code = forms.RegexField(
        r"\A[a-zA-Z0-9_]{1,20}\Z",
        label=_("Kürzel"),
        required=False,
        error_messages={"invalid": _("Nur Buchstaben, Ziffern und Unterstriche, höchstens 20.")},
    )

    def __init__(
        self, *args: Any, languages: Sequence[str], marks: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        label = self.initial.get("label", {})
        self.add_texts("label", _now("Text"), languages, label, max_length=200)
        self.marks = marks
        for name in marks:
            self.fields[name] = forms.BooleanField(
                label=MARKS[name].label, required=False, initial=MARKS[name].is_on(self.initial)
            )

    def line(self) -> dict[str, Any]:
        """The line as the draft stores it; what no field shows (a condition) stays as it was."""
        line: dict[str, Any] = {"code": self.cleaned_data["code"], "label": self.texts("label")}
        if condition := self.initial.get("condition"):
            line["condition"] = condition
        for name in self.marks:
            if self.cleaned_data.get(name):
                line |= MARKS[name].sets
        return line

    def line_as_typed(self) -> dict[str, Any]:
        """The line before anybody judged it, for pressing the buttons beside it."""
        label = {each: self._typed(f"label_{each}") for each in self.languages}
        line: dict[str, Any] = {"code": self._typed("code"), "label": label}
        for name in self.marks:
            if self._typed(name):
                line |= MARKS[name].sets
        return line

    def _typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), ""))


class Lines(forms.BaseFormSet[LineForm]):
    """Lines in their order; missing codes are given here and stay as they are."""

    def clean(self) -> None:
        codes = [line["code"] for line in self.lines()]
        if len(set(codes)) != len(codes):
            raise forms.ValidationError(
                _now("Ein Kürzel kommt in der Liste mehrfach vor."), code="duplicate"
            )

    def lines(self) -> list[dict[str, Any]]:
        filled = [form.line() for form in self.forms if form.is_valid() and form.texts("label")]
        taken = {line["code"] for line in filled}
        free = (str(number) for number in range(1, 1000) if str(number) not in taken)
        lines = [{**line, "code": line["code"] or next(free)} for line in filled]
        return _with_values(lines)


def _with_values(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """On a scale the steps count 1, 2, 3 …; what stands outside takes no step."""
    if not any("value" in line for line in lines):
        return lines
    steps = iter(range(1, len(lines) + 1))
    return [line if "value" in line else {**line, "value": next(steps)} for line in lines]


LineFormSet: Any = forms.formset_factory(LineForm, formset=Lines, extra=0, max_num=100)


def lines_formset(
    prefix: str,
    *,
    question_type: str,
    languages: Sequence[str],
    lines: Sequence[Mapping[str, Any]],
    data: Any = None,
) -> Lines:
    marks = MARKS_OF.get(question_type, ()) if prefix == "options" else ()
    formset: Lines = LineFormSet(
        data,
        prefix=prefix,
        initial=[dict(line) for line in lines],
        form_kwargs={"languages": languages, "marks": marks},
    )
    return formset


def rearranged(lines: list[dict[str, Any]], command: str) -> list[dict[str, Any]]:
    """Lines after a button beside them was pressed: ``add``, ``up-2``, ``down-2`` or ``drop-2``."""
    verb, _hyphen, number = command.partition("-")
    if verb == "add":
        return [*lines, {}]
    place = count_from(number)
    if place is None or place >= len(lines):
        return lines
    line, rest = lines[place], lines[:place] + lines[place + 1 :]
    if verb == "drop":
        return rest
    place = max(place + (1 if verb == "down" else -1), 0)
    return [*rest[:place], line, *rest[place:]]
