"""What a person sees when somebody else was faster: both texts beside each other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from measures.words import as_text


@dataclass(frozen=True)
class Difference:
    label: str
    mine: str
    stored: str


def differences(form: forms.BaseForm, stored: Callable[[str], Any]) -> list[Difference]:
    """Where what was typed differs from what somebody else has stored, asked by field name."""
    pairs = [
        (field, form.cleaned_data[name], stored(name))
        for name, field in form.fields.items()
        if name != "lock_version"
    ]
    texts = [(field.label, _said(field, mine), _said(field, its)) for field, mine, its in pairs]
    return [Difference(str(label), mine, its) for label, mine, its in texts if mine != its]


def _said(field: forms.Field, value: Any) -> str:
    """A choice by its words, not by the value under which it is stored."""
    words: dict[Any, Any] = {}
    if isinstance(field, forms.ChoiceField):
        words = dict(field.choices)  # type: ignore[arg-type]
    if isinstance(value, str):
        return as_text(str(words.get(value, value)))
    if isinstance(value, list):
        return as_text([words.get(one, one) for one in value])
    return as_text(value)
