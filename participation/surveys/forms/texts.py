"""Fields in several languages that belong together as one text."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from participation.surveys.texts import MAIN_LANGUAGE, language_of


class TextsForm(forms.Form):
    """A form with fields ``name_de``, ``name_en`` … that belong together as one text.

    It shows the languages of its survey; what was written in another one before is kept.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known: dict[str, Mapping[str, str]] = {}
        self._shown: dict[str, list[str]] = {}

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
        self._known[name], self._shown[name] = initial, list(languages)
        for language in self._shown[name]:
            self.fields[f"{name}_{language}"] = field_class(
                label=f"{label} ({language_of(language)})",
                required=required and language == MAIN_LANGUAGE,
                initial=initial.get(language, ""),
                **kwargs,
            )
            self.fields[f"{name}_{language}"].widget.attrs |= _spoken(language)

    def texts(self, name: str) -> dict[str, str]:
        """The texts that were entered, by language; none where the form does not ask for them."""
        if name not in self._shown:
            return {}
        shown = self._shown[name]
        entered = {each: self.cleaned_data.get(f"{name}_{each}") for each in shown}
        hidden = {code: text for code, text in self._known[name].items() if code not in shown}
        return {language: text for language, text in {**entered, **hidden}.items() if text}


def _spoken(language: str) -> dict[str, str]:
    """So that spelling is checked, read out and written from the right side."""
    if language == MAIN_LANGUAGE:
        return {}
    found = language_of(language)
    return {"lang": found.tag, "dir": "rtl" if found.is_rtl else "ltr"}


def area(rows: int) -> forms.Textarea:
    """A field for several lines, this many high."""
    return forms.Textarea(attrs={"rows": rows})


def given(texts: Any) -> Mapping[str, str]:
    """The texts of something that may not be there yet."""
    return texts or {}
