"""Translating side by side, and translations that come as a file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.drafts.translation_files import Translations, read_translations
from participation.surveys.drafts.translations import Group, Phrase, Script
from participation.surveys.forms.texts import area
from participation.surveys.texts import language_of
from smartregion.core.csvforms import CsvForm
from smartregion.core.forms import RichTextField
from smartregion.core.worddiff import clean_marked, compare

FIT = "passt-"
# The level of headings of the survey and its pages; questions stand below.
TOP = 2


@dataclass(frozen=True)
class Line:
    """A phrase with its field, as the page shows them beside each other."""

    phrase: Phrase
    field: BoundField
    # To tick where the translation fits although German was changed.
    fits: BoundField | None
    # The German of today with its changes marked; empty where nothing was changed.
    changed: SafeString
    # What somebody else has stored while this was typed.
    theirs: str


class TranslationForm(forms.Form):
    """All phrases of a survey in one language, or those that are still open."""

    # What was on the page, so that nobody writes over the work of somebody else.
    marks = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        script: Script,
        language: str,
        only_open: bool = False,
        proposed: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data)
        self.script, self.language = script, language
        self.proposed = proposed or {}
        shown = self._sent_marks() if data is not None else None
        self.phrases = [
            phrase
            for phrase in script.phrases
            if (phrase.key in shown if shown is not None else self._is_wanted(phrase, only_open))
        ]
        for phrase in self.phrases:
            self._add(phrase)
        self.initial["marks"] = self.marks_now

    @property
    def marks_now(self) -> str:
        return json.dumps({phrase.key: phrase.mark(self.language) for phrase in self.phrases})

    def _is_wanted(self, phrase: Phrase, only_open: bool) -> bool:
        if self.proposed:
            return phrase.key in self.proposed
        return not only_open or self.script.is_open(phrase, self.language)

    def _sent_marks(self) -> dict[str, str]:
        try:
            marks = json.loads(self.data.get("marks", ""))
        except ValueError:
            return {}
        return marks if isinstance(marks, dict) else {}

    def _add(self, phrase: Phrase) -> None:
        stored = phrase.texts.get(self.language, "")
        options: dict[str, Any] = {
            "label": phrase.name,
            "required": False,
            "initial": self.proposed.get(phrase.key, stored),
        }
        if phrase.is_rich:
            made: forms.Field = RichTextField(max_length=phrase.longest, **options)
        else:
            widget = area(2) if phrase.longest > 160 else forms.TextInput()
            made = forms.CharField(max_length=phrase.longest, widget=widget, **options)
        language = language_of(self.language)
        made.widget.attrs |= {"lang": language.tag, "dir": "rtl" if language.is_rtl else "ltr"}
        self.fields[phrase.key] = made
        if self.script.source_of(phrase, self.language):
            self.fields[FIT + phrase.key] = forms.BooleanField(
                label=_("Die Übersetzung passt noch"), required=False
            )

    def clean(self) -> dict[str, Any]:
        for phrase in self.phrases:
            text = self.cleaned_data.get(phrase.key)
            if text and (fault := phrase.fault_of(text)):
                self.add_error(phrase.key, fault)
        return self.cleaned_data

    def save(self, *, by: Any) -> int:
        """Raises ``EditConflict`` where somebody else was quicker."""
        fits = [key for key, value in self.cleaned_data.items() if key.startswith(FIT) and value]
        return actions.translate_survey(
            survey=self.script.survey,
            language=self.language,
            texts={phrase.key: self.cleaned_data[phrase.key] for phrase in self.phrases},
            marks=self._sent_marks(),
            confirmed=[key.removeprefix(FIT) for key in fits],
            by=by,
        )

    def typed_over(self, script: Script) -> "TranslationForm":
        """What was typed, as an answer to what is stored now: sent again, it replaces it knowingly."""
        typed = self.data.copy()  # type: ignore[attr-defined]
        again = TranslationForm(typed, script=script, language=self.language)
        again.before = self._sent_marks()
        typed["marks"] = again.marks_now
        return again

    # Of a conflict: what was on the page when it was opened.
    before: Mapping[str, str] = {}

    @cached_property
    def groups(self) -> list[tuple[Group, list[Line]]]:
        shown = {phrase.key for phrase in self.phrases}
        groups: list[tuple[Group, list[Line]]] = []
        page: Group | None = None
        for group in self.script.groups:
            lines = [self._line(phrase) for phrase in group.phrases if phrase.key in shown]
            if group.level == TOP:
                page = group
            if lines and group.level != TOP and page is not None:
                # The page of a question is named even where nothing else of it is shown.
                groups.append((page, []))
            if lines:
                groups.append((group, lines))
                page = None
        return groups

    def _line(self, phrase: Phrase) -> Line:
        fit, mark = FIT + phrase.key, self.before.get(phrase.key)
        is_theirs = mark is not None and mark != phrase.mark(self.language)
        return Line(
            phrase,
            self[phrase.key],
            self[fit] if fit in self.fields else None,
            self._changed(phrase),
            phrase.texts.get(self.language, "") if is_theirs else "",
        )

    def _changed(self, phrase: Phrase) -> SafeString:
        source = self.script.source_of(phrase, self.language)
        if not source:
            return SafeString("")
        old, new = (
            each if phrase.is_rich else linebreaks(each, autoescape=True)
            for each in (source, phrase.german)
        )
        return mark_safe(clean_marked(compare(old, new).new))  # noqa: S308 - cleaned just now


class TranslationFileForm(CsvForm):
    """A file from a translation office, and how it was saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "Höchstens 2 MB. Die Spalten heißen wie in der Datei, die Sie heruntergeladen haben."
        )

    def read(self, script: Script, language: str) -> Translations:
        """What the file holds, and everything that is wrong with it; nothing is stored."""
        return read_translations(**self.upload(), script=script, language=language)
