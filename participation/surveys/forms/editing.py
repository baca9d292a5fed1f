"""Forms of the questionnaire editor: one field per language, lines for options and rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys import actions
from participation.surveys.models import Page, Question, Survey
from participation.surveys.questionnaire import LONGEST_TEXT, Type
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.core.forms import MomentField, RichTextField
from smartregion.core.slugs import free_slug

LANGUAGES = ("de", "en")


# -- texts in several languages ------------------------------------------------------------------
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


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SurveyForm(TextsForm):
    """Title, texts, languages and the window of time."""

    def __init__(self, *args: Any, survey: Survey | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        texts = survey or Survey()
        self.add_texts(
            "title", _now("Titel"), LANGUAGES, _of(texts.title), required=True, max_length=160
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
        plain = ("opens_at", "closes_at", "minutes", "teaser_code")
        values: dict[str, Any] = {
            **texts,
            **{name: self.cleaned_data[name] for name in plain if name in self.cleaned_data},
            "languages": ["de", "en"] if self.cleaned_data["in_english"] else ["de"],
        }
        if self.survey is None:
            return actions.create_survey(by=by, **values)
        actions.change_survey(survey=self.survey, by=by, **values)
        return self.survey


def _of(texts: Any) -> Mapping[str, str]:
    return texts or {}


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


# -- lines: options and rows ---------------------------------------------------------------------
class LineForm(TextsForm):
    """One option or row; left empty it is not there."""

    code = forms.RegexField(
        r"\A[a-zA-Z0-9_]{1,20}\Z",
        label=_("Kürzel"),
        required=False,
        error_messages={"invalid": _("Nur Buchstaben, Ziffern und Unterstriche, höchstens 20.")},
    )

    def __init__(
        self, *args: Any, languages: Sequence[str], extra: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        label = self.initial.get("label", {})
        self.add_texts("label", _now("Text"), languages, label, max_length=200)
        self.extra = extra
        if extra == "exclusive":
            self.fields["mark"] = forms.BooleanField(
                label=_("schließt andere aus"),
                required=False,
                initial=self.initial.get("exclusive", False),
            )
        elif extra == "value":
            self.fields["mark"] = forms.BooleanField(
                label=_("außerhalb der Skala"),
                required=False,
                initial=self.initial.get("value", 0) is None,
            )

    def line(self) -> dict[str, Any]:
        line: dict[str, Any] = {"code": self.cleaned_data["code"], "label": self.texts("label")}
        if self.cleaned_data.get("mark"):
            line |= {"exclusive": True} if self.extra == "exclusive" else {"value": None}
        return line

    def line_as_typed(self) -> dict[str, Any]:
        """The line before anybody judged it, for pressing the buttons beside it."""
        label = {each: self._typed(f"label_{each}") for each in LANGUAGES}
        line: dict[str, Any] = {"code": self._typed("code"), "label": label}
        if self._typed("mark"):
            line |= {"exclusive": True, "value": None}
        return line

    def _typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), ""))


class Lines(forms.BaseFormSet[LineForm]):
    """Lines in their order; missing codes are given here and stay as they are."""

    def clean(self) -> None:
        codes = [line["code"] for line in self.lines()]
        if len(set(codes)) != len(codes):
            raise forms.ValidationError(
                _now("Ein Kürzel kommt in der Liste mehrfach vor."), code="duplicate"
            )

    def lines(self) -> list[dict[str, Any]]:
        filled = [form.line() for form in self.forms if form.is_valid() and form.texts("label")]
        taken = {line["code"] for line in filled}
        free = (str(number) for number in range(1, 1000) if str(number) not in taken)
        lines = [{**line, "code": line["code"] or next(free)} for line in filled]
        return _with_values(lines)


def _with_values(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """On a scale the steps count 1, 2, 3 …; what stands outside takes no step."""
    if not any("value" in line for line in lines):
        return lines
    steps = iter(range(1, len(lines) + 1))
    return [line if "value" in line else {**line, "value": next(steps)} for line in lines]


LineFormSet: Any = forms.formset_factory(LineForm, formset=Lines, extra=0, max_num=100)


def lines_formset(
    prefix: str,
    *,
    question_type: str,
    languages: Sequence[str],
    lines: Sequence[Mapping[str, Any]],
    data: Any = None,
) -> Lines:
    extra = {Type.MULTIPLE: "exclusive", Type.MATRIX: "value"}.get(Type(question_type), "")
    formset: Lines = LineFormSet(
        data,
        prefix=prefix,
        initial=[dict(line) for line in lines],
        form_kwargs={"languages": languages, "extra": extra if prefix == "options" else ""},
    )
    return formset


def rearranged(lines: list[dict[str, Any]], command: str) -> list[dict[str, Any]]:
    """Lines after a button beside them was pressed: ``add``, ``up-2``, ``down-2`` or ``drop-2``."""
    verb, _hyphen, number = command.partition("-")
    if verb == "add":
        return [*lines, {}]
    place = int(number) if number.isdecimal() else -1
    if not 0 <= place < len(lines):
        return lines
    line, rest = lines[place], lines[:place] + lines[place + 1 :]
    if verb == "drop":
        return rest
    place = max(place + (1 if verb == "down" else -1), 0)
    return [*rest[:place], line, *rest[place:]]


# -- the question ----------------------------------------------------------------------------------
class QuestionForm(TextsForm):
    """Wording and limits of a question; which limits there are depends on its type."""

    code = forms.RegexField(
        r"\A[a-zA-Z][a-zA-Z0-9_]{0,19}\Z",
        label=_("Kürzel"),
        required=False,
        help_text=_(
            "Kurzer Name für Tabellen, zum Beispiel internet_zuhause. Leer entsteht er aus der Frage."
        ),
        error_messages={
            "invalid": _("Beginnt mit einem Buchstaben; nur Buchstaben, Ziffern und Unterstriche.")
        },
    )
    is_required = forms.BooleanField(label=_("Pflichtfrage"), required=False)

    def __init__(
        self,
        *args: Any,
        page: Page,
        question_type: str,
        question: Question | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.question, self.type = page, question, Type(question_type)
        languages = page.survey.languages or LANGUAGES[:1]
        known = question or Question()
        self.fields["code"].initial = known.code
        self.fields["is_required"].initial = known.is_required
        self.add_texts(
            "text",
            _now("Frage"),
            languages,
            _of(known.text),
            required=True,
            widget=_area(2),
            max_length=300,
        )
        self.add_texts(
            "help", _now("Hilfetext"), languages, known.help, widget=_area(2), max_length=300
        )
        self._add_limits(known.limits, languages)

    def _add_limits(self, limits: Mapping[str, Any], languages: Sequence[str]) -> None:
        if self.type == Type.NUMBER:
            self._add_number("min", _("Kleinste Zahl"), limits, whole=False)
            self._add_number("max", _("Größte Zahl"), limits, whole=False)
            self._add_number("decimals", _("Nachkommastellen"), limits, high=4)
            unit = limits.get("unit", {})
            self.add_texts("unit", _now("Einheit"), languages, unit, max_length=30)
        elif self.type == Type.MULTIPLE:
            self._add_number("min", _("Mindestens so viele Antworten"), limits, low=1)
            self._add_number("max", _("Höchstens so viele Antworten"), limits, low=1)
        elif self.type in (Type.SHORT_TEXT, Type.LONG_TEXT):
            self._add_number(
                "max_length", _("Höchstens so viele Zeichen"), limits, low=10, high=LONGEST_TEXT
            )

    def _add_number(
        self, name: str, label: Any, limits: Mapping[str, Any], *, low: int | None = 0,
        high: int | None = None, whole: bool = True,
    ) -> None:  # fmt: skip
        field_class = forms.IntegerField if whole else forms.FloatField
        self.fields[name] = field_class(
            label=label,
            required=False,
            initial=limits.get(name),
            min_value=low if whole else None,
            max_value=high,
            widget=forms.TextInput(attrs={"inputmode": "numeric" if whole else "decimal"}),
        )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        low, high = data.get("min"), data.get("max")
        if low is not None and high is not None and low > high:
            self.add_error("max", _("Die obere Grenze liegt unter der unteren."))
        return data

    def limits(self) -> dict[str, Any]:
        names = ("min", "max", "decimals", "max_length")
        given = {name: self.cleaned_data.get(name) for name in names}
        limits: dict[str, Any] = {name: each for name, each in given.items() if each is not None}
        unit = self.texts("unit")
        return limits | ({"unit": unit} if unit else {})

    def unjudged(self) -> "QuestionForm":
        """The same form with what was typed, but without errors."""
        typed = {"is_required": False, **self.data.dict()}  # type: ignore[attr-defined]
        return QuestionForm(
            page=self.page, question_type=self.type, question=self.question, initial=typed
        )

    def _own_code(self) -> str:
        """Nobody has to invent one: the code a question has, or one made of its words."""
        if self.question:
            return self.question.code
        others = self.page.survey.questions.values_list("code", flat=True)
        taken = [code.lower().replace("_", "-") for code in others]
        words = self.texts("text")[MAIN_LANGUAGE].lstrip("0123456789 .")
        return free_slug(words, taken=taken, otherwise="frage", length=16).replace("-", "_")

    def save(self, *, options: list[Any], rows: list[Any], by: Any) -> None:
        values: dict[str, Any] = {
            "code": self.cleaned_data["code"] or self._own_code(),
            "is_required": self.cleaned_data["is_required"],
            "text": self.texts("text"),
            "help": self.texts("help"),
            "limits": self.limits(),
            "options": options,
            "rows": rows,
        }
        if self.question is None:
            actions.add_question(page=self.page, by=by, type=str(self.type), **values)
        else:
            actions.change_question(question=self.question, by=by, **values)
