"""Forms of the survey as a whole and of its pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.document.questionnaire import Type
from participation.surveys.forms.texts import TextsForm, area, given
from participation.surveys.models import Page, Survey
from participation.surveys.privacy import retention
from participation.surveys.texts import LANGUAGES, MAIN_LANGUAGE, in_order
from smartregion.core.forms import DateField, MomentField, RichTextField


@dataclass(frozen=True)
class Section:
    """Fields that belong together, with a heading; ``names`` without the language of a text."""

    id: str
    title: str | Promise
    names: tuple[str, ...]
    hint: str | Promise = ""
    # A new survey does without: folded away until somebody wants it or something is wrong in it.
    is_for_later: bool = False
    fields: tuple[BoundField, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(bound.errors for bound in self.fields)


SECTIONS = (
    Section("zeitraum", _("Titel und Zeitraum"), ("title", "opens_at", "closes_at", "minutes")),
    Section("teilnahme", _("Teilnahme"), ("mode", "asks_proof", "teaser_code")),
    Section(
        "texte",
        _("Einleitung, Datenschutzhinweis und Schlusstext"),
        ("intro", "privacy", "closing"),
        is_for_later=True,
    ),
    Section(
        "sprachen", _("Leichte Sprache und weitere Sprachen"), ("languages",), is_for_later=True
    ),
    Section(
        "aufbewahrung",
        _("Aufbewahrung"),
        ("saved_days", "codes_until", "answers_until"),
        _(
            "Was nach diesen Tagen noch da ist, wird jede Nacht entfernt. Die gezählten Ergebnisse bleiben: Vor dem Entfernen werden sie festgeschrieben."
        ),
        is_for_later=True,
    ),
    Section("papier", _("Papier"), ("return_address",), is_for_later=True),
)
# Written straight to the survey.
PLAIN = (
    "opens_at",
    "closes_at",
    "minutes",
    "mode",
    "asks_proof",
    "teaser_code",
    "saved_days",
    "codes_until",
    "answers_until",
    "return_address",
)
TEXTS = ("title", "intro", "privacy", "closing")
OTHER_LANGUAGES = [each for each in LANGUAGES.values() if each.code != MAIN_LANGUAGE]


# A new survey opens in two weeks for four weeks, from morning to the end of a day.
WEEKS_BEFORE, WEEKS_OPEN = 2, 4


def proposed_window(at: datetime) -> dict[str, datetime]:
    """When a new survey might open and close; people change it."""
    opens_at = timezone.localtime(at) + timedelta(weeks=WEEKS_BEFORE)
    closes_at = opens_at + timedelta(weeks=WEEKS_OPEN)
    return {
        "opens_at": opens_at.replace(hour=8, minute=0, second=0, microsecond=0),
        "closes_at": closes_at.replace(hour=23, minute=59, second=0, microsecond=0),
    }


class SurveyForm(TextsForm):
    """Title, texts, languages, the window of time, who takes part, how long things are kept."""

    def __init__(self, *args: Any, survey: Survey | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        known = survey or Survey()
        self._add_texts(known)
        self._add_window(known)
        self._add_participation(known)
        self._add_keeping(known)
        self._add_paper(known)

    @property
    def sections(self) -> list[Section]:
        """The fields as the page shows them."""
        return [replace(each, fields=tuple(self._fields_of(each))) for each in SECTIONS]

    def _fields_of(self, section: Section) -> Iterator[BoundField]:
        for name in self.fields:
            if name in section.names or name.rsplit("_", 1)[0] in section.names:
                yield self[name]

    def _add_texts(self, survey: Survey) -> None:
        # Other languages are written beside the German text: views/languages.py.
        german, known = (MAIN_LANGUAGE,), given(survey.title)
        self.add_texts("title", _now("Titel"), german, known, required=True, max_length=160)
        rich = {"field_class": RichTextField, "max_length": 20_000}
        self.add_texts("intro", _now("Einleitung"), german, survey.intro, **rich)
        self.add_texts("privacy", _now("Datenschutzhinweis"), german, survey.privacy, **rich)
        self.add_texts("closing", _now("Schlusstext"), german, survey.closing, **rich)

    def _add_window(self, survey: Survey) -> None:
        self.fields["opens_at"] = MomentField(label=_("Öffnet am"), initial=survey.opens_at)
        self.fields["closes_at"] = MomentField(label=_("Schließt am"), initial=survey.closes_at)
        self.fields["minutes"] = forms.IntegerField(
            label=_("Dauer in Minuten"), min_value=1, max_value=120, initial=survey.minutes
        )
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Außer auf Deutsch auch in"),
            choices=[(each.code, each.name) for each in OTHER_LANGUAGES],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            initial=survey.languages,
            help_text=_(
                "Jede Sprache hat eine eigene Seite zum Übersetzen. Veröffentlicht wird erst, wenn jede vollständig ist."
            ),
        )

    def _add_participation(self, survey: Survey) -> None:
        self.fields["mode"] = forms.ChoiceField(
            label=_("Wer teilnehmen kann"),
            choices=Survey.Mode.choices,
            initial=survey.mode,
            widget=forms.RadioSelect,
            # Part of what the result is worth, so it stays as it was published.
            disabled=survey.state != Survey.State.DRAFT,
            help_text=_(
                "Ein Zugangscode oder ein Konto erlaubt eine einzige Antwort. Auf der Seite der Umfrage steht, was gilt. Mit Zugangscodes kommen die ersten Zahlen nach zwanzig Antworten, die letzten am Tag nach dem Ende. Nach der Veröffentlichung lässt es sich nicht mehr ändern."
            ),
        )
        self.fields["asks_proof"] = forms.BooleanField(
            label=_("Rechenaufgabe gegen Programme"),
            required=False,
            initial=survey.asks_proof,
            help_text=_(
                "Für Umfragen, die allen offenstehen: Der Browser rechnet auf der letzten Seite etwa eine Sekunde, ohne dass jemand etwas tun muss. Antworten ohne Lösung zählen und gelten als auffällig."
            ),
        )
        if survey.pk:
            self.fields["teaser_code"] = forms.ChoiceField(
                label=_("Zwischenergebnis auf der Startseite"),
                help_text=_(
                    "Zeigt allen die häufigsten Antworten, sobald 30 Personen geantwortet haben."
                ),
                choices=[("", _("keines")), *_teasers(survey)],
                required=False,
                initial=survey.teaser_code,
            )

    def _add_keeping(self, survey: Survey) -> None:
        self.fields["saved_days"] = forms.IntegerField(
            label=_("Zwischenstände, in Tagen"),
            min_value=1,
            max_value=90,
            initial=survey.saved_days,
            help_text=_(
                "So lange kann eine Person weiterschreiben, die ihren Zwischenstand gespeichert hat."
            ),
        )
        self.fields["codes_until"] = DateField(
            label=_("Zugangscodes bis"),
            required=False,
            initial=survey.codes_until,
            help_text=_(
                "Unbenutzte Codes und Berechtigungen. Leer gelassen: 30 Tage nach dem Ende der Umfrage."
            ),
        )
        self.fields["answers_until"] = DateField(
            label=_("Einzelne Antworten bis"),
            required=False,
            initial=survey.answers_until,
            help_text=_(
                "Auch Papierbögen, Antworten aus dem Pretest und freie Texte. Leer gelassen: 24 Monate nach dem Ende der Umfrage."
            ),
        )

    def _add_paper(self, survey: Survey) -> None:
        self.fields["return_address"] = forms.CharField(
            label=_("Rücksendeanschrift"),
            required=False,
            max_length=400,
            initial=survey.return_address,
            widget=area(4),
            help_text=_(
                "Steht auf dem gedruckten Fragebogen: Name, Straße und Ort, je eine Zeile."
            ),
        )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        opens_at, closes_at = data.get("opens_at"), data.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("Das Ende muss nach dem Beginn liegen."))
        if closes_at:
            data.update(retention.settled(self.survey or Survey(), closes_at, data))
            self._check_keeping(closes_at)
        return data

    def _check_keeping(self, closes_at: datetime) -> None:
        for name in retention.proposals(closes_at):
            if self.cleaned_data[name] <= timezone.localdate(closes_at):
                self.add_error(name, _("Dieser Tag muss nach dem Ende der Umfrage liegen."))

    def save(self, *, by: Any) -> Survey:
        values: dict[str, Any] = {
            **{name: self.texts(name) for name in TEXTS},
            **{name: self.cleaned_data[name] for name in PLAIN if name in self.cleaned_data},
            "languages": in_order(self.cleaned_data["languages"]),
        }
        if self.survey is None:
            return actions.create_survey(by=by, **values)
        actions.change_survey(survey=self.survey, by=by, **values)
        return self.survey


def _teasers(survey: Survey) -> list[tuple[str, str]]:
    choosable = survey.questions.filter(type__in=(Type.SINGLE, Type.MULTIPLE))
    return [(question.code, str(question)) for question in choosable]


class ReopenForm(forms.Form):
    """Until when answers are taken again."""

    closes_at = MomentField(label=_("Neues Ende"))

    def save(self, *, survey: Survey, by: Any, at: datetime) -> None:
        actions.reopen_survey(survey=survey, by=by, at=at, **self.cleaned_data)


class PageForm(TextsForm):
    """The title of a page."""

    def __init__(self, *args: Any, survey: Survey, page: Page | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey, self.page = survey, page
        self.add_texts(
            "title",
            _now("Titel der Seite"),
            in_order(survey.languages),
            page.title if page else {},
            required=True,
            max_length=120,
        )

    @property
    def german(self) -> BoundField:
        return self[f"title_{MAIN_LANGUAGE}"]

    @property
    def translations(self) -> list[BoundField]:
        return [bound for bound in self if bound.name != self.german.name]

    @property
    def has_translation_errors(self) -> bool:
        return any(bound.errors for bound in self.translations)

    def save(self, *, by: Any) -> Page:
        title = self.texts("title")
        if self.page is None:
            return actions.add_page(survey=self.survey, title=title, by=by)
        actions.change_page(page=self.page, title=title, by=by)
        return self.page
