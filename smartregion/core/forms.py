"""Form parts that several rooms share."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from smartregion.core.richtext import clean

# Django says it without "Sie"; this is for texts that people write at length.
TOO_LONG = _(
    "Der Text ist zu lang: höchstens %(limit_value)d Zeichen, jetzt sind es %(show_value)d."
)


class RichTextField(forms.CharField):
    """Formatted text in a textarea that the editor script takes over; cleaned on the way in and out."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60_000)
        super().__init__(**kwargs)
        self.widget.attrs.update({"data-richtext": "", "rows": 12})

    def to_python(self, value: Any) -> str:
        return self._cleaned(super().to_python(value) or "")

    def prepare_value(self, value: Any) -> Any:
        """The editor reads it as markup, wherever it was stored from."""
        return self._cleaned(value) if isinstance(value, str) else value

    def _cleaned(self, text: str) -> str:
        # Cleaning what is deeply nested takes long; what is too long is refused in any case.
        return text if len(text) > (self.max_length or 0) else clean(text)


def in_our_time(day: date) -> None:
    """Catch a slip of the finger: the year 0206 would stretch a chart over two thousand years."""
    if not 1900 <= day.year <= 2200:
        raise ValidationError(_("Bitte prüfen Sie das Jahr."), code="year")


class DateField(forms.DateField):
    """A calendar date: native date picker, also accepts the German notation 31.12.2026."""

    default_validators = [in_our_time]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"], **kwargs)


class MomentField(forms.DateTimeField):
    """Day and time of day in the county's time zone; also accepts 31.12.2026 18:00."""

    default_validators = [in_our_time]

    def __init__(self, **kwargs: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(
            widget=picker,
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M"],
            error_messages={
                "invalid": _("Bitte geben Sie Tag und Uhrzeit an, zum Beispiel 31.03.2027 18:00.")
            },
            **kwargs,
        )


def sent(request: HttpRequest) -> QueryDict | None:
    """The data of a form that came back; None where the form is only opened."""
    return request.POST if request.method == "POST" else None


def typed_words(request: HttpRequest) -> str:
    """What a person wrote in their own words in a form that cannot be taken: given back to them."""
    return request.POST.get("text", "").strip() if request.method == "POST" else ""


@contextmanager
def refusals_on(form: forms.BaseForm, *, field: str | None = None) -> Iterator[None]:
    """Put what an action refuses on the form, as if the form itself had noticed it.

    A refusal that names its fields goes to these; any other to ``field``, or above the form.
    """
    try:
        yield
    except ValidationError as refusal:
        form.add_error(None if hasattr(refusal, "error_dict") else field, refusal)
