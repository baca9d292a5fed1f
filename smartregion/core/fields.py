"""Fields that keep a promise about what they hold: a column of formatted text, numbers in forms."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from smartregion.core.numbers import number, typed_number
from smartregion.core.richtext import clean


class FormattedTextField(models.TextField):  # type: ignore[type-arg]
    """Formatted text that is cleaned however it is written: save, bulk_create, bulk_update, update."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Let the object in memory hold the same text as the row."""
        value = clean(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        # Expressions come from our own code; what they copy was cleaned when it was written.
        return super().get_db_prep_save(
            clean(value) if isinstance(value, str) else value, connection
        )

    def deconstruct(self) -> Any:
        """For migrations it is any text: the database knows nothing of this promise."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


class DecimalField(forms.DecimalField):
    """A number in German or English notation; shown without grouping, as it was measured."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Bitte geben Sie eine Zahl ein, zum Beispiel 12,5."),
        "min_value": _("Bitte geben Sie eine Zahl ab %(limit_value)s ein."),
        "max_value": _("Bitte geben Sie eine Zahl bis höchstens %(limit_value)s ein."),
        "max_decimal_places": _("Bitte geben Sie höchstens %(max)s Nachkommastellen an."),
        "max_whole_digits": _("Diese Zahl ist zu groß: höchstens %(max)s Stellen vor dem Komma."),
        "max_digits": _("Diese Zahl hat zu viele Stellen: höchstens %(max)s."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(localize=False, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """What was typed; a number (of a spreadsheet) is one already and is not read as text."""
        if isinstance(value, (int, float, Decimal)):
            return Decimal(str(value))
        text = self.bare(str(value or ""))
        if not text:
            return None
        try:
            return typed_number(text)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bare(self, text: str) -> str:
        """The number without what people write beside it."""
        return text.strip()

    def prepare_value(self, value: Any) -> Any:
        """A number as one would type it; what was typed comes back as it is."""
        if isinstance(value, Decimal):
            return f"{value:f}".replace(".", str(get_format("DECIMAL_SEPARATOR")))
        return value


class EuroField(DecimalField):
    """An amount of money: 1.234,50 and 1234.50 € are the same; never negative, never half a cent."""

    default_error_messages = {
        "invalid": _("Bitte geben Sie einen Betrag in Euro ein, zum Beispiel 1.234,50."),
        "min_value": _("Ein Betrag ist nie negativ."),
        "max_decimal_places": _("Bitte geben Sie den Betrag auf den Cent genau an: 1.234,50."),
        "max_whole_digits": _("Dieser Betrag ist zu groß."),
        "max_digits": _("Dieser Betrag ist zu groß."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, min_value=0, **kwargs)

    def bare(self, text: str) -> str:
        for word in ("€", "Euro", "EUR"):
            text = text.removesuffix(word).rstrip().removeprefix(word).lstrip()
        return text

    def prepare_value(self, value: Any) -> Any:
        return number(value, 2) if isinstance(value, Decimal) else value


class PercentField(DecimalField):
    """A share of 0 to 100; the sign behind it may be typed or left out."""

    default_error_messages = {
        "invalid": _("Bitte geben Sie eine Zahl zwischen 0 und 100 ein, zum Beispiel 62,5."),
        "min_value": _("Bitte geben Sie eine Zahl zwischen 0 und 100 ein."),
        "max_value": _("Bitte geben Sie eine Zahl zwischen 0 und 100 ein."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=5, decimal_places=2, min_value=0, max_value=100, **kwargs)

    def bare(self, text: str) -> str:
        return text.strip().removesuffix("%").rstrip()
