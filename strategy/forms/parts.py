"""What several forms of the strategy share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FieldChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One field of action, told with its number."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name_with_number)


class FieldChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Fields of action to tick, each told with its number."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name_with_number)


class AlsoInEnglish:
    """A model form whose words in ``ENGLISH`` are also asked for in English, as ``<name>_en``."""

    ENGLISH: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in self.instance.translations.get("en", {}).items():  # type: ignore[attr-defined]
            self.initial[f"{name}_en"] = words  # type: ignore[attr-defined]

    @property
    def english(self) -> dict[str, str]:
        """The English words by the name of their German field."""
        return {name: self.cleaned_data[f"{name}_en"] for name in self.ENGLISH}  # type: ignore[attr-defined]


def refuse_end_before_start(form: forms.BaseForm, start: str, end: str) -> None:
    """Put it at the end of a period, where both are given and the wrong way round."""
    begins, ends = form.cleaned_data.get(start), form.cleaned_data.get(end)
    if begins and ends and ends < begins:
        form.add_error(end, _("Das Ende liegt vor dem Beginn."))
