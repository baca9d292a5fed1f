"""What a person sees when somebody else was faster: both texts beside each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from smartregion.core.richtext import plain_text


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
    if isinstance(field, forms.ChoiceField) and isinstance(value, str):
        value = str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return as_text(value)


def as_text(value: Any) -> str:
    """A value of a form or a row, as one reads it."""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, str):
        return plain_text(value) if "<" in value else value
    if isinstance(value, Iterable):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
