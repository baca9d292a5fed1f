"""Form parts that several rooms share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from smartregion.core.richtext import clean


class RichTextField(forms.CharField):
    """Formatted text in a textarea that the editor script takes over; cleaned on the way in."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.update({"data-richtext": "", "rows": 12})

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class DateField(forms.DateField):
    """A calendar date: native date picker, also accepts the German notation 31.12.2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"], **kwargs)


@contextmanager
def refusals_on(form: forms.BaseForm) -> Iterator[None]:
    """Put what an action refuses on the form, as if the form itself had noticed it."""
    try:
        yield
    except ValidationError as refusal:
        form.add_error(None, refusal)
