"""Forms of the survey as a whole and of its pages."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.forms.texts import LANGUAGES, TextsForm, given
from participation.surveys.models import Page, Survey
from participation.surveys.questionnaire import Type
from smartregion.core.forms import MomentField, RichTextField


class SurveyForm(TextsForm):
    """Title, texts, languages and the window of time."""

    def __init__(self, *args: Any, survey: Survey | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        texts = survey or Survey()
        self.add_texts(
            "title", _now("Titel"), LANGUAGES, given(texts.title), required=True, max_length=160
        )
        self._add_settings(texts)
        rich = {"field_class": RichTextField, "max_length": 20_000}
        self.add_texts("intro", _now("Einleitung"), LANGUAGES, texts.intro, **rich)
        self.add_texts("privacy", _now("Datenschutzhinweis"), LANGUAGES, texts.privacy, **rich)
        self.add_texts("closing", _now("Schlusstext"), LANGUAGES, texts.closing, **rich)

    def _add_settings(self, survey: Survey) -> None:
        self.fields["opens_at"] = MomentField(label=_("Öffnet am"), initial=survey.opens_at)
        self.fields["closes_at"] = MomentField(label=_("Schließt am"), initial=survey.closes_at)
        self.fields["minutes"] = forms.IntegerField(
            label=_("Dauer in Minuten"), min_value=1, max_value=120, initial=survey.minutes
        )
        self.fields["mode"] = forms.ChoiceField(
            label=_("Wer teilnehmen kann"),
            choices=Survey.Mode.choices,
            initial=survey.mode,
            widget=forms.RadioSelect,
            help_text=_(
                "Ein Zugangscode erlaubt eine einzige Antwort. Auf der Seite der Umfrage steht, was gilt."
            ),
        )
        self.fields["in_english"] = forms.BooleanField(
            label=_("Auch auf Englisch anbieten"), required=False, initial="en" in survey.languages
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

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        opens_at, closes_at = data.get("opens_at"), data.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("Das Ende muss nach dem Beginn liegen."))
        return data

    def save(self, *, by: Any) -> Survey:
        texts = {name: self.texts(name) for name in ("title", "intro", "privacy", "closing")}
        plain = ("opens_at", "closes_at", "minutes", "mode", "teaser_code")
        values: dict[str, Any] = {
            **texts,
            **{name: self.cleaned_data[name] for name in plain if name in self.cleaned_data},
            "languages": ["de", "en"] if self.cleaned_data["in_english"] else ["de"],
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
            survey.languages or LANGUAGES[:1],
            page.title if page else {},
            required=True,
            max_length=120,
        )

    def save(self, *, by: Any) -> None:
        title = self.texts("title")
        if self.page is None:
            actions.add_page(survey=self.survey, title=title, by=by)
        else:
            actions.change_page(page=self.page, title=title, by=by)
