"""Paper forms: a pile, a sheet on one dense page, and the fields in which two entries differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.document.questionnaire import QQuestion, questionnaire_of
from participation.surveys.kinds import field_name, other_name
from participation.surveys.models import PaperBatch, PaperSheet, Survey
from participation.surveys.paper.entry import (
    Difference,
    Entry,
    asked_on,
    differences,
    fields_of,
    read_entry,
)
from participation.surveys.paper.form import Line, PaperPage, PaperQuestion, numbers_of, paper_pages
from participation.surveys.texts import MAIN_LANGUAGE, language_of, say
from smartregion.core.forms import DateField

LONGEST_KEYS = 200
# What does not fit beside a field is left to the paper that lies beside the keyboard.
MOST_KEYS_SHOWN = 24


class BatchForm(forms.Form):
    """A pile of paper forms as it came in."""

    title = forms.CharField(
        label=_("Bezeichnung"), max_length=80, help_text=_("Zum Beispiel: Bürgerbüro, 12. März")
    )
    received_on = DateField(
        label=_("Eingegangen am"), help_text=_("Dieser Tag steht bei allen Antworten des Stapels.")
    )
    is_double = forms.BooleanField(
        label=_("Jeden Bogen doppelt erfassen"),
        required=False,
        help_text=_("Zwei Personen tippen ihn ab, dann wird verglichen."),
        initial=True,
    )

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        self.versions = list(survey.versions.select_related("survey"))
        if len(self.versions) > 1:
            self.fields["version"] = forms.TypedChoiceField(
                label=_("Fassung"),
                coerce=int,
                choices=[(each.number, str(each.number)) for each in self.versions],
                help_text=_("Sie steht unten auf jeder Seite des Bogens."),
            )

    def save(self, *, by: Any, on: date) -> PaperBatch:
        values = dict(self.cleaned_data)
        wanted = values.pop("version", self.versions[0].number)
        version = next(each for each in self.versions if each.number == wanted)
        return actions.open_batch(version=version, by=by, on=on, **values)


@dataclass(frozen=True)
class EntryLine:
    """A question on the entry page: its number and keys, and the fields it is typed into."""

    item: PaperQuestion
    keys: BoundField
    other: BoundField | None

    @property
    def control(self) -> SafeString:
        """The field, described by its keys and by what is wrong with it."""
        name = self.keys.id_for_label
        wrong = f" {name}_error" if self.keys.errors else ""
        attrs: dict[str, str | bool] = {"aria-describedby": f"{name}_keys{wrong}"}
        if self.names:
            attrs["list"] = f"{name}_names"
        return self.keys.as_widget(attrs=attrs)

    @property
    def options(self) -> list[Line]:
        return self.item.options if len(self.item.options) <= MOST_KEYS_SHOWN else []

    @property
    def names(self) -> list[str]:
        """Of a list of municipalities: what the field offers while one types."""
        is_long = len(self.item.options) > MOST_KEYS_SHOWN
        return [option.label for option in self.item.options] if is_long else []


class SheetForm(forms.Form):
    """All questions of a sheet. Nothing is required; what cannot be right is said beside its field."""

    number = forms.IntegerField(
        label=_("Bogennummer"),
        min_value=1,
        max_value=999_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(
        self, data: Any = None, *, batch: PaperBatch, sheet: PaperSheet | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.batch, self.sheet = batch, sheet
        self.questionnaire = questionnaire_of(batch.version)
        if len(self.questionnaire.languages) > 1:
            self._add_language()
        for question in asked_on(self.questionnaire):
            for name in fields_of(question):
                self.fields[name] = _keys_field(question, name)

    def _add_language(self) -> None:
        self.fields["language"] = forms.ChoiceField(
            label=_("Sprache des Bogens"),
            choices=[(code, language_of(code).name) for code in self.questionnaire.languages],
        )

    def clean(self) -> dict[str, Any]:
        for name, text in self.entry.faults.items():
            self.add_error(name, text)
        return self.cleaned_data

    @cached_property
    def entry(self) -> Entry:
        """What the sheet says, judged."""
        return read_entry(self.questionnaire, self.keys)

    @property
    def keys(self) -> dict[str, str]:
        """What was typed, by field; empty fields are left out."""
        names = (name for question in asked_on(self.questionnaire) for name in fields_of(question))
        return {name: text for name in names if (text := self.cleaned_data.get(name, ""))}

    @property
    def astray(self) -> str:
        """Which answers the way through the form passes by; a stamp for having been told so."""
        return ",".join(map(str, self.entry.astray))

    @cached_property
    def pages(self) -> list[tuple[PaperPage, list[EntryLine]]]:
        pages = paper_pages(self.questionnaire, MAIN_LANGUAGE)
        return [(page, list(self._lines(page))) for page in pages]

    def _lines(self, page: PaperPage) -> Iterator[EntryLine]:
        for item in page.questions:
            name, other = field_name(item.question), other_name(item.question)
            if name in self.fields:
                words = self[other] if other in self.fields else None
                yield EntryLine(item, self[name], words)

    @property
    def _values(self) -> dict[str, Any]:
        language = self.cleaned_data.get("language", MAIN_LANGUAGE)
        return {"keys": self.keys, "language": language}

    def save(self, *, by: Any, on: date) -> PaperSheet:
        """A new sheet."""
        number = self.cleaned_data["number"]
        return actions.type_in_sheet(batch=self.batch, number=number, by=by, on=on, **self._values)

    def save_again(self, *, by: Any, on: date) -> PaperSheet:
        """The second entry of a sheet."""
        assert self.sheet is not None  # noqa: S101 - narrows the type
        return actions.type_in_again(sheet=self.sheet, by=by, on=on, **self._values)

    def save_correction(self, *, by: Any, on: date) -> None:
        assert self.sheet is not None  # noqa: S101 - narrows the type
        number = self.cleaned_data["number"]
        actions.correct_sheet(sheet=self.sheet, number=number, by=by, on=on, **self._values)


class SecondForm(SheetForm):
    """The second entry: the number of the sheet stands fast, so that the same paper is typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["number"]


def _keys_field(question: QQuestion, name: str) -> forms.CharField:
    """No browser may offer what was typed for the sheet before."""
    attrs = {"autocomplete": "off", "spellcheck": "false", "data-entry": ""}
    is_words = name == other_name(question) or question.is_text
    if is_words and question.longest > LONGEST_KEYS:
        widget: forms.Widget = forms.Textarea(attrs={**attrs, "rows": 2})
    else:
        widget = forms.TextInput(attrs=attrs)
    longest = question.longest if is_words else LONGEST_KEYS
    label = _now("Andere Antwort") if name == other_name(question) else say(question.text)
    return forms.CharField(required=False, max_length=longest, label=label, widget=widget)


FIRST, SECOND, NEW = "first", "second", "new"


@dataclass(frozen=True)
class Conflict:
    """One difference with the fields to settle it."""

    difference: Difference
    item: PaperQuestion
    choice: BoundField
    new: BoundField


@dataclass(frozen=True)
class _Choices:
    difference: Difference

    @property
    def names(self) -> tuple[str, str]:
        """The fields for which entry holds, and for a third one."""
        return f"choice-{self.difference.field}", f"new-{self.difference.field}"


class SettleForm(forms.Form):
    """Where two entries differ: the first, the second, or what the paper really says."""

    def __init__(self, data: Any = None, *, sheet: PaperSheet, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.sheet = sheet
        self.questionnaire = questionnaire_of(sheet.batch.version)
        found = differences(self.questionnaire, sheet.first or {}, sheet.second or {})
        self.numbers = numbers_of(self.questionnaire)
        self.choices = [_Choices(each) for each in found]
        for each in self.choices:
            self._add_fields(each)

    def _add_fields(self, each: _Choices) -> None:
        choice, new = each.names
        empty, number = _now("leer gelassen"), self.numbers[each.difference.question.code]
        self.fields[choice] = forms.ChoiceField(
            label=_now("Was steht auf dem Bogen bei Frage %d?") % number,
            widget=forms.RadioSelect,
            choices=[
                (FIRST, _now("Erste Eingabe: %s") % (each.difference.first or empty)),
                (SECOND, _now("Zweite Eingabe: %s") % (each.difference.second or empty)),
                (NEW, _now("Etwas anderes")),
            ],
            error_messages={"required": _("Bitte entscheiden Sie, was gilt.")},
        )
        self.fields[new] = _keys_field(each.difference.question, each.difference.field)
        self.fields[new].label = _("Etwas anderes, nämlich")

    @property
    def conflicts(self) -> list[Conflict]:
        items = {
            item.question.code: item
            for page in paper_pages(self.questionnaire, MAIN_LANGUAGE)
            for item in page.questions
        }
        return [
            Conflict(
                each.difference,
                items[each.difference.question.code],
                self[each.names[0]],
                self[each.names[1]],
            )
            for each in self.choices
        ]

    def clean(self) -> dict[str, Any]:
        faults = read_entry(self.questionnaire, {**(self.sheet.first or {}), **self.chosen}).faults
        for each in self.choices:
            fault = faults.get(each.difference.field)
            if fault and self.cleaned_data.get(each.names[0]) == NEW:
                self.add_error(each.names[1], fault)
        return self.cleaned_data

    @property
    def chosen(self) -> dict[str, str]:
        return {each.difference.field: self._chosen(each) for each in self.choices}

    def _chosen(self, each: _Choices) -> str:
        given: dict[str, str] = {
            FIRST: each.difference.first,
            SECOND: each.difference.second,
            NEW: self.cleaned_data.get(each.names[1], ""),
        }
        return given.get(self.cleaned_data.get(each.names[0], FIRST), "")

    def save(self, *, by: Any) -> None:
        actions.settle_differences(sheet=self.sheet, chosen=self.chosen, by=by)
