"""Fields in several languages that belong together as one text."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language_info

from participation.surveys.texts import MAIN_LANGUAGE

LANGUAGES = ("de", "en")


class TextsForm(forms.Form):
    """A form with fields ``name_de``, ``name_en`` … that belong together as one text."""

    def add_texts(
        self,
        name: str,
        label: str,
        languages: Iterable[str],
        initial: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        field_class = kwargs.pop("field_class", forms.CharField)
        required = kwargs.pop("required", False)
        for language in languages:
            own = self._in_language(label, language)
            self.fields[f"{name}_{language}"] = field_class(
                label=own,
                required=required and language == MAIN_LANGUAGE,
                initial=initial.get(language, ""),
                **kwargs,
            )

    @staticmethod
    def _in_language(label: str, language: str) -> str:
        return f"{label} ({get_language_info(language)['name_translated']})"

    def texts(self, name: str) -> dict[str, str]:
        """The texts that were entered, by language."""
        entered = {each: self.cleaned_data.get(f"{name}_{each}") for each in LANGUAGES}
        return {language: text for language, text in entered.items() if text}


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def given(texts: Any) -> Mapping[str, str]:
    """The texts of something that may not be there yet."""
    return texts or {}
