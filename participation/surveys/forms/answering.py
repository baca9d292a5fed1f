"""Questions as form controls: how they look, not what counts as an answer (that is ``kinds``)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import Option, QQuestion, Type
from participation.surveys.kinds import Faults, Ranking, Typed, field_name, kind_of, other_name
from participation.surveys.texts import say
from smartregion.core.numbers import exact

Fields = Iterator[tuple[str, forms.Field]]


class Shown(forms.Field):
    """A control that shows what was typed and judges nothing."""

    def clean(self, value: Any) -> Any:
        return value


@dataclass(frozen=True)
class Asked:
    """A question as a page shows it: number, texts and controls."""

    question: QQuestion
    number: str
    language: str
    typed: Typed = field(default_factory=dict)
    faults: Faults = field(default_factory=dict)

    @property
    def text(self) -> str:
        return say(self.question.text, self.language)

    @property
    def label(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def help(self) -> str:
        return say(self.question.help, self.language)

    @property
    def id(self) -> str:
        return f"id_{field_name(self.question)}"

    @property
    def template(self) -> str:
        return f"surveys/questions/{LAYOUTS[self.question.type]}.html"

    @property
    def options(self) -> str:
        """How the choices lie: as big cards, or side by side on a scale."""
        return "row" if self.question.type == Type.SCALE else "cards"

    @cached_property
    def form(self) -> forms.Form:
        form = forms.Form(MultiValueDict({name: list(all_) for name, all_ in self.typed.items()}))
        form.use_required_attribute = False
        form.fields.update(_controls(self.question, self.language))
        form.full_clean()
        for name, text in self.faults.items():
            if name in form.fields:
                form.add_error(name, text)
        return form

    @property
    def bounds(self) -> list[BoundField]:
        """The controls, without the words beside "Anderes"."""
        return [bound for bound in self.form if bound.name != other_name(self.question)]

    @property
    def other(self) -> BoundField | None:
        name = other_name(self.question)
        return self.form[name] if name in self.form.fields else None


# -- controls ------------------------------------------------------------------------------------
def _controls(question: QQuestion, language: str) -> Fields:
    yield from _MAKERS[question.type](question, language)
    others = [option for option in question.options if option.with_text]
    if others:
        yield (
            other_name(question),
            Shown(label=say(others[0].label, language), required=False, widget=forms.TextInput()),
        )


def _texts(question: QQuestion, language: str) -> dict[str, Any]:
    return {
        "label": say(question.text, language),
        "help_text": say(question.help, language),
        "required": question.is_required,
    }


def _choices(options: tuple[Option, ...], language: str) -> list[tuple[str, str]]:
    return [(option.code, say(option.label, language)) for option in options]


def _one(widget: type[forms.Widget]) -> Callable[[QQuestion, str], Fields]:
    def make(question: QQuestion, language: str) -> Fields:
        choices = _choices(question.options, language)
        if issubclass(widget, forms.Select) and not issubclass(widget, forms.RadioSelect):
            choices = [("", _("Bitte auswählen")), *choices]
        control = widget(choices=choices)  # type: ignore[call-arg]
        yield field_name(question), Shown(widget=control, **_texts(question, language))

    return make


def _consent(question: QQuestion, language: str) -> Fields:
    box = forms.CheckboxInput(attrs={"value": question.options[0].code})
    yield field_name(question), Shown(widget=box, **_texts(question, language))


def _ranking(question: QQuestion, language: str) -> Fields:
    places = [str(place) for place in range(1, Ranking.places(question) + 1)]
    choices = [("", _("ohne Platz")), *((place, _("Platz %s") % place) for place in places)]
    for option in question.options:
        yield (
            field_name(question, option.code),
            Shown(
                label=say(option.label, language),
                required=True,
                widget=forms.Select(choices=choices),
            ),
        )


def _matrix(make: Callable[[QQuestion, str], forms.Widget]) -> Callable[[QQuestion, str], Fields]:
    def rows(question: QQuestion, language: str) -> Fields:
        for row in question.rows:
            yield (
                field_name(question, row.code),
                Shown(
                    label=say(row.label, language),
                    required=question.is_required,
                    widget=make(question, language),
                ),
            )

    return rows


def _number(question: QQuestion, language: str) -> Fields:
    texts = _texts(question, language)
    hints = [texts["help_text"], _bounds(question, language)]
    texts["help_text"] = " ".join(filter(None, hints))
    yield field_name(question), Shown(widget=_number_input(question), **texts)


def _number_input(question: QQuestion) -> forms.Widget:
    limits = question.limits
    attrs: dict[str, object] = {"inputmode": "decimal" if limits.decimals else "numeric"}
    if question.type == Type.SLIDER:
        # A script sets a slider beside the field; the field itself takes the keyboard.
        attrs |= {"data-slider": "", "data-min": exact_plain(limits.min or 0)}
        attrs |= {
            "data-max": exact_plain(limits.max or 100),
            "data-step": exact_plain(limits.step or 1),
        }
    return forms.TextInput(attrs=attrs)


def exact_plain(value: float) -> str:
    """A number for the browser, with a point."""
    return f"{value:g}"


def _bounds(question: QQuestion, language: str) -> str:
    """In which unit, and from where to where."""
    limits, unit = question.limits, say(question.limits.unit, language)
    if limits.min is None or limits.max is None:
        return _("Angabe in: %s") % f"{unit}." if unit else ""
    span = {"low": exact(limits.min), "high": exact(limits.max), "unit": unit}
    if unit:
        return _("Möglich sind %(low)s bis %(high)s %(unit)s.") % span
    return _("Von %(low)s bis %(high)s.") % span


def _day(question: QQuestion, language: str) -> Fields:
    texts = _texts(question, language)
    texts["help_text"] = " ".join(filter(None, [texts["help_text"], _("Zum Beispiel 31.03.2026")]))
    control = forms.TextInput(attrs={"autocomplete": "off"})
    yield field_name(question), Shown(widget=control, **texts)


def _text(question: QQuestion, language: str) -> Fields:
    is_long = question.type == Type.LONG_TEXT
    widget = forms.Textarea(attrs={"rows": 5}) if is_long else forms.TextInput()
    shown = Shown(widget=widget, **_texts(question, language))
    # Only for the counter below the field: a hard stop in the browser would cut pasted text.
    shown.max_length = question.longest if is_long else None  # type: ignore[attr-defined]
    yield field_name(question), shown


def _nothing(_question: QQuestion, _language: str) -> Fields:
    return iter(())


_RADIOS = _one(forms.RadioSelect)
_LIST = _one(forms.Select)

_MAKERS: Mapping[Type, Callable[[QQuestion, str], Fields]] = {
    Type.SINGLE: _RADIOS,
    Type.YES_NO: _RADIOS,
    Type.SCALE: _RADIOS,
    Type.DROPDOWN: _LIST,
    Type.MUNICIPALITY: _LIST,
    Type.CONSENT: _consent,
    Type.MULTIPLE: _one(forms.CheckboxSelectMultiple),
    Type.RANKING: _ranking,
    Type.MATRIX: _matrix(
        lambda question, language: forms.RadioSelect(choices=_choices(question.options, language))
    ),
    Type.MATRIX_MULTIPLE: _matrix(
        lambda question, language: forms.CheckboxSelectMultiple(
            choices=_choices(question.options, language)
        )
    ),
    Type.MATRIX_NUMBER: _matrix(lambda question, _language: _number_input(question)),
    Type.NUMBER: _number,
    Type.SLIDER: _number,
    Type.DATE: _day,
    Type.SHORT_TEXT: _text,
    Type.LONG_TEXT: _text,
    Type.DISPLAY: _nothing,
    Type.CALCULATED: _nothing,
}

# The templates in templates/surveys/questions/.
LAYOUTS: Mapping[Type, str] = {
    **dict.fromkeys(Type, "field"),
    Type.RANKING: "ranking",
    Type.MATRIX: "matrix",
    Type.MATRIX_MULTIPLE: "matrix",
    Type.MATRIX_NUMBER: "matrix_numbers",
    Type.DISPLAY: "display",
    Type.CALCULATED: "calculated",
}


def names_on(questions: tuple[QQuestion, ...]) -> list[str]:
    """All fields that a page with these questions can send."""
    return [name for question in questions for name in kind_of(question).names(question)]
