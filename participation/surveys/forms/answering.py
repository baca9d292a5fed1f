"""A page of a questionnaire as a form: strings in, answers out."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from participation.surveys.answers import check
from participation.surveys.questionnaire import QPage, QQuestion, Row, Type
from participation.surveys.texts import say

WHOLE = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d{1,15})", re.ASCII)
DECIMAL = re.compile(r"-?\d{1,15}(?:[.,](?P<decimals>\d+))?", re.ASCII)


def field_name(question: QQuestion, row: Row | None = None) -> str:
    # Codes hold no hyphen, so names never meet.
    return f"q-{question.code}-{row.code}" if row else f"q-{question.code}"


# -- fields ------------------------------------------------------------------------------------
class NumberField(forms.Field):
    """A number as people write it: 1.250 and 3,5 as well as 3.5."""

    def __init__(self, *, decimals: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.decimals = decimals

    def to_python(self, value: Any) -> int | float | None:
        text = re.sub(r"\s", "", str(value or "")).replace("\N{MINUS SIGN}", "-")
        if not text:
            return None
        return self._decimal(text) if self.decimals else self._whole(text)

    def _whole(self, text: str) -> int:
        if not WHOLE.fullmatch(text):
            raise ValidationError(
                _("Bitte geben Sie eine ganze Zahl in Ziffern ein, ohne Komma."), code="number"
            )
        return int(text.replace(".", ""))

    def _decimal(self, text: str) -> float:
        found = DECIMAL.fullmatch(text)
        if not found or len(found["decimals"] or "") > self.decimals:
            raise ValidationError(
                _("Bitte geben Sie eine Zahl mit höchstens %d Nachkommastellen ein.")
                % self.decimals,
                code="number",
            )
        return float(text.replace(",", "."))


class TextField(forms.CharField):
    """Text without what nobody sees at its ends; the longest length is judged by ``answers``."""

    def to_python(self, value: Any) -> str | None:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n").strip()
        return text if any(_is_visible(letter) for letter in text) else None


def _is_visible(letter: str) -> bool:
    # Separators, controls and zero-width signs alone say nothing.
    return unicodedata.category(letter)[0] not in "ZC"


class SeveralField(forms.MultipleChoiceField):
    """Choices, each counted once however often it was sent."""

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().to_python(value)))


# -- from question to fields -------------------------------------------------------------------
def _fields(question: QQuestion, language: str) -> Iterator[tuple[str, forms.Field]]:
    if question.type == Type.MATRIX:
        for row in question.rows:
            yield field_name(question, row), _choice(question, language, say(row.label, language))
    else:
        field = _MAKERS[question.type](question, language)
        field.validators.append(partial(check, question))
        yield field_name(question), field


def _texts(question: QQuestion, language: str) -> dict[str, Any]:
    return {
        "label": say(question.text, language),
        "help_text": say(question.help, language),
        "required": question.is_required,
    }


def _choices(question: QQuestion, language: str) -> list[tuple[str, str]]:
    return [(option.code, say(option.label, language)) for option in question.options]


def _choice(question: QQuestion, language: str, label: str = "") -> forms.Field:
    texts = _texts(question, language) | ({"label": label, "help_text": ""} if label else {})
    return forms.ChoiceField(
        choices=_choices(question, language),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Bitte wählen Sie eine Antwort."),
            "invalid_choice": _("Diese Antwort steht nicht zur Auswahl."),
        },
        **texts,
    )


def _several(question: QQuestion, language: str) -> forms.Field:
    return SeveralField(
        choices=_choices(question, language),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Bitte wählen Sie mindestens eine Antwort."),
            "invalid_choice": _("Diese Antwort steht nicht zur Auswahl."),
        },
        **_texts(question, language),
    )


def _place(question: QQuestion, language: str) -> forms.Field:
    return forms.ChoiceField(
        choices=[("", _("Bitte auswählen")), *_choices(question, language)],
        error_messages={
            "required": _("Bitte wählen Sie Ihre Gemeinde."),
            "invalid_choice": _("Diese Gemeinde steht nicht zur Auswahl."),
        },
        **_texts(question, language),
    )


def _number(question: QQuestion, language: str) -> forms.Field:
    texts = _texts(question, language)
    unit = say(question.limits.unit, language)
    texts["help_text"] = " ".join(filter(None, [texts["help_text"], _in_unit(unit)]))
    decimals = question.limits.decimals
    return NumberField(
        decimals=decimals,
        widget=forms.TextInput(attrs={"inputmode": "decimal" if decimals else "numeric"}),
        error_messages={"required": _("Bitte geben Sie eine Zahl ein.")},
        **texts,
    )


def _in_unit(unit: str) -> str:
    return _("Angabe in: %s") % unit if unit else ""


def _text(question: QQuestion, language: str) -> forms.Field:
    is_long = question.type == Type.LONG_TEXT
    field = TextField(
        widget=forms.Textarea(attrs={"rows": 5}) if is_long else forms.TextInput(),
        error_messages={"required": _("Bitte geben Sie einen Text ein.")},
        **_texts(question, language),
    )
    # Only for the counter below the field: a hard stop in the browser would cut pasted text.
    field.max_length = question.longest if is_long else None
    return field


_MAKERS = {
    Type.SINGLE: _choice,
    Type.MULTIPLE: _several,
    Type.MUNICIPALITY: _place,
    Type.NUMBER: _number,
    Type.SHORT_TEXT: _text,
    Type.LONG_TEXT: _text,
}


# -- the page ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class AskedQuestion:
    """A question as the page shows it."""

    number: int
    question: QQuestion
    text: str
    help: str
    bounds: list[BoundField]

    @property
    def label(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def is_matrix(self) -> bool:
        return self.question.type == Type.MATRIX

    @property
    def layout(self) -> str:
        return "cards" if self.question.type in (Type.SINGLE, Type.MULTIPLE) else ""

    @property
    def id(self) -> str:
        return f"id_{field_name(self.question)}"


class PageForm(forms.Form):
    """The questions of one page."""

    use_required_attribute = False

    def __init__(
        self,
        page: QPage,
        language: str,
        *,
        data: MultiValueDict[str, str] | None = None,
        kept: MultiValueDict[str, str] | None = None,
    ) -> None:
        super().__init__(data)
        self.page, self.language = page, language
        for question in page.questions:
            self.fields.update(_fields(question, language))
        for name, field in self.fields.items():
            if kept is not None and (said := kept.getlist(name)):
                field.initial = said if isinstance(field, forms.MultipleChoiceField) else said[-1]

    def typed(self) -> dict[str, list[str]]:
        """What was sent for each field, untouched."""
        sent: Any = self.data
        return {name: sent.getlist(name) for name in self.fields}

    def answers(self) -> dict[str, Any]:
        """The answers of a valid page: None where nothing was said."""
        return {question.code: self._answer(question) for question in self.page.questions}

    def _answer(self, question: QQuestion) -> Any:
        if question.type == Type.MATRIX:
            rows = {row.code: self._given(field_name(question, row)) for row in question.rows}
            return rows if any(rows.values()) else None
        given = self._given(field_name(question))
        if isinstance(given, list):
            return [option.code for option in question.options if option.code in given]
        return given

    def _given(self, name: str) -> Any:
        given = self.cleaned_data[name]
        return None if given in ("", []) else given

    def asked(self, first_number: int) -> list[AskedQuestion]:
        return [
            AskedQuestion(
                number=number,
                question=question,
                text=say(question.text, self.language),
                help=say(question.help, self.language),
                bounds=[self[name] for name, _field in _fields(question, self.language)],
            )
            for number, question in enumerate(self.page.questions, first_number)
        ]
