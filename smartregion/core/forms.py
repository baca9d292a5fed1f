"""Form parts that several rooms share."""

from typing import Any

from django import forms

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
