"""How a form field becomes markup: kinds of fields, ids, and what describes what."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.formsets import BaseFormSet
from django.utils.safestring import SafeString

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def has_errors(source: object) -> bool:
    """Whether this is a form (formset, list of forms) that was sent and refused."""
    if isinstance(source, list):
        return any(map(has_errors, source))
    if isinstance(source, BaseFormSet):
        return source.is_bound and not source.is_valid()
    return isinstance(source, forms.BaseForm) and source.is_bound and bool(source.errors)


@dataclass(frozen=True)
class ErrorLink:
    text: str
    label: str = ""
    target: str = ""

    @property
    def lead(self) -> str:
        """The label as the beginning of a sentence: no "?:" and no ".:"."""
        label = self.label.rstrip(".: ")
        return label if label.endswith(("?", "!", "…")) else f"{label}:"


def error_links(source: object) -> Iterator[ErrorLink]:
    """The errors of a form, a formset or a list of forms in the order of the page."""
    if isinstance(source, list):
        for form in source:
            yield from error_links(form)
    elif isinstance(source, BaseFormSet):
        yield from (ErrorLink(str(text)) for text in source.non_form_errors())
        for form in source.forms:
            yield from error_links(form)
    elif isinstance(source, forms.BaseForm):
        yield from (ErrorLink(str(text)) for text in source.non_field_errors())
        for bound in source:
            yield from _field_links(bound)


def _field_links(bound: BoundField) -> Iterator[ErrorLink]:
    target = "" if bound.is_hidden else FieldMarkup(bound).target
    for text in bound.errors:
        yield ErrorLink(str(text), str(bound.label), target)


@dataclass(frozen=True)
class FieldMarkup:
    """A bound field as the template needs it; nothing is decided in the template."""

    bound: BoundField
    own_label: Any = ""
    own_hint: Any = ""
    large: bool = False
    options: str = ""

    @property
    def label(self) -> str:
        return str(self.own_label or self.bound.label or "")

    @property
    def hint(self) -> str:
        return str(self.own_hint or self.bound.help_text or "")

    @property
    def errors(self) -> list[str]:
        return [str(error) for error in self.bound.errors]

    @property
    def id(self) -> str:
        return str(self.bound.auto_id or f"id_{self.bound.html_name}")

    @property
    def target(self) -> str:
        """Where a link to this field leads: into the first choice of a group."""
        return f"{self.id}_0" if self.kind == "group" else self.id

    @cached_property
    def kind(self) -> str:
        widget = self.bound.field.widget
        if isinstance(widget, GROUPS):
            return "group"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(widget, forms.Select):
            return "list" if widget.allow_multiple_selected else "select"
        if isinstance(widget, forms.Textarea):
            return "richtext" if "data-richtext" in widget.attrs else "textarea"
        return "file" if isinstance(widget, forms.FileInput) else "input"

    @property
    def limit(self) -> int | None:
        """How many characters fit, when that is worth telling."""
        return getattr(self.bound.field, "max_length", None) if self.kind == "textarea" else None

    @property
    def described_by(self) -> str:
        parts = {"hint": self.hint, "limit": self.limit, "error": self.errors}
        return " ".join(f"{self.id}_{name}" for name, there in parts.items() if there)

    @property
    def control(self) -> SafeString:
        """The control itself, wired to its hint and error."""
        attrs: dict[str, Any] = {"class": self._classes(), **self._aria()}
        if self.bound.field.widget.attrs.get("placeholder") == self.bound.label:
            # A placeholder that repeats the label is noise; False takes an attribute away.
            attrs["placeholder"] = False
        if self.limit:
            attrs["data-counter"] = f"{self.id}_limit"
        return self.bound.as_widget(attrs=attrs)

    @property
    def choices(self) -> list[BoundWidget]:
        """The choices of a group, each rendered by ``.tag`` and labelled on its own."""
        choices = list(self.bound.subwidgets)
        for choice in choices:
            choice.data["attrs"]["class"] = self._classes()
            if self.errors:
                choice.data["attrs"]["aria-invalid"] = "true"
        return choices

    def _aria(self) -> dict[str, str]:
        aria = {"aria-describedby": self.described_by} if self.described_by else {}
        return aria | ({"aria-invalid": "true"} if self.errors else {})

    def _base_class(self, widget: forms.Widget) -> str:
        if self.kind in {"group", "checkbox"}:
            # Django derives its checkbox group from the radio group.
            several = isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple)
            return "kern-form-check__checkbox" if several else "kern-form-check__radio"
        return "kern-form-input__select" if self.kind == "select" else "kern-form-input__input"

    def _classes(self) -> str:
        widget = self.bound.field.widget
        base = self._base_class(widget)
        own = widget.attrs.get("class", "")
        return " ".join(filter(None, [base, f"{base}--error" if self.errors else "", own]))
