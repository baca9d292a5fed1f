"""From what a file of LimeSurvey says to a questionnaire, with every loss named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import (
    QPage,
    QQuestion,
    QQuota,
    Questionnaire,
    Type,
)
from participation.surveys.drafts.compiler import CODE
from participation.surveys.interchange.codes import QuestionCodes
from participation.surveys.interchange.limesurvey.attributes import tell_rest
from participation.surveys.interchange.limesurvey.cells import Cells
from participation.surveys.interchange.limesurvey.entries import heading_and_rest
from participation.surveys.interchange.limesurvey.hints import refined
from participation.surveys.interchange.limesurvey.making import Making, Workshop
from participation.surveys.interchange.limesurvey.placeholders import Placeholders
from participation.surveys.interchange.limesurvey.quotas import quotas
from participation.surveys.interchange.limesurvey.relevance import Visibility
from participation.surveys.interchange.limesurvey.settings import tell_settings
from participation.surveys.interchange.limesurvey.source import (
    LsGroup,
    LsQuestion,
    LsSurvey,
    Raw,
)
from participation.surveys.interchange.limesurvey.texts import Speech
from participation.surveys.interchange.limesurvey.types import builder_of
from participation.surveys.interchange.losses import Imported, Report
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.core.slugs import german_slug
from smartregion.core.untrusted import NotReadable

# LimeSurvey does not say how long it takes; who makes a draft of it estimates (actions/importing.py).
UNKNOWN = 0
LONGEST_TITLE = 200
# The largest surveys known to us have 300 questions and 1,600 answers to choose.
MOST_QUESTIONS, MOST_FIELDS = 1500, 15_000
TEXTS = (
    "surveyls_title",
    "surveyls_description",
    "surveyls_welcometext",
    "surveyls_policy_notice",
    "surveyls_endtext",
)
# Of the words below the title of a group, which are no question there.
EMPTY = LsQuestion("", "", "X", "", {})


@dataclass(frozen=True)
class Made:
    """What one question of LimeSurvey became: the codes of our questions, in order."""

    making: Making
    codes: tuple[str, ...]


def build(survey: LsSurvey) -> Imported:
    """The questionnaire of a survey of LimeSurvey. Raises ``NotReadable`` where it is none."""
    _check_size(survey)
    report = Report()
    speech = Speech(survey.languages, report)
    shop = Workshop(survey, speech, report, QuestionCodes(report), Cells())
    return _Building(shop).imported()


def _check_size(survey: LsSurvey) -> None:
    """Refuse what nobody could answer, before it is taken apart."""
    fields = sum(
        max(len(question.rows), 1) * max(len(question.columns), 1) + len(question.answers)
        for question in survey.questions
    )
    if sum(1 for _question in survey.questions) > MOST_QUESTIONS or fields > MOST_FIELDS:
        raise too_many()


def too_many() -> NotReadable:
    """Why so large a survey is not read."""
    return NotReadable(
        _("Die Datei hat zu viele Fragen oder Antworten: höchstens %(questions)d und %(fields)d.")
        % {"questions": MOST_QUESTIONS, "fields": MOST_FIELDS},
        code="many",
    )


class _Building:
    """The steps in their order: codes, questions, conditions, words, and the report at last."""

    def __init__(self, shop: Workshop) -> None:
        self.shop = shop
        self._placeholders = Placeholders(shop.cells, shop.report)
        self.makings = {each.source.id: each for each in self._begun()}
        first = next(iter(self.makings.values()), None)
        noted = first.hints.get("survey") if first else None
        self.noted: Mapping[str, Any] = noted if isinstance(noted, dict) else {}

    def imported(self) -> Imported:
        shop, survey = self.shop, self.shop.survey
        groups = [(group, list(self._made(group))) for group in survey.groups]
        pages = tuple(self._pages(groups))
        shop.speech.lost_texts(self._all_texts())
        shop.speech.tell()
        tell_settings(survey, shop.report)
        title = self._title()
        questionnaire = Questionnaire(
            slug=self._slug(title),
            title=title,
            intro=self._rich("surveyls_description", "surveyls_welcometext"),
            privacy=self._rich("surveyls_policy_notice"),
            closing=self._rich("surveyls_endtext"),
            languages=shop.speech.languages,
            minutes=self._minutes(),
            pages=pages,
            quotas=tuple(self._quotas()),
        )
        self._placeholders.tell()
        return Imported(
            questionnaire, shop.report.losses, shop.cells.columns(), shop.cells.values()
        )

    # -- questions ---------------------------------------------------------------------------------
    def _begun(self) -> Iterator[Making]:
        """Every question of the file has its code before any is taken apart."""
        for question in self.shop.survey.questions:
            making = Making(self.shop, question, "")
            wanted = making.hints.get("code")
            if isinstance(wanted, str) and CODE.match(wanted):
                making.code = self.shop.codes.for_(wanted)
            else:
                making.code = self.shop.codes.for_(question.code, place=making.place)
            yield making

    def _made(self, group: LsGroup) -> Iterator[Made]:
        if described := self._description(group):
            self.shop.cells.append([described])
            yield Made(Making(self.shop, EMPTY, described.code), (described.code,))
        for source in group.questions:
            making = self.makings[source.id]
            questions = [] if self._is_hidden(making) else builder_of(source.type)(making)
            if questions:
                questions[0] = refined(making, questions[0])
            self.shop.cells.append(questions)
            yield Made(making, tuple(question.code for question in questions))

    def _description(self, group: LsGroup) -> QQuestion | None:
        """The words below the title of a group: a text to read on top of the page."""
        place = _group_place(group)
        texts = self.shop.speech.plain(group.descriptions, place)
        if not texts:
            return None
        heading, rest = heading_and_rest(texts)
        return QQuestion(
            code=self.shop.codes.for_(f"text_{group.id or 'gruppe'}"),
            type=Type.DISPLAY,
            text=heading,
            help=rest,
            is_required=False,
        )

    def _is_hidden(self, making: Making) -> bool:
        """Questions that nobody sees; an equation is always one of them."""
        if making.source.type == "*" or making.setting("hidden") != "1":
            return False
        making.note(
            _("Verborgene Frage"),
            _("In LimeSurvey sieht sie niemand; sie kommt nicht mit."),
            source=making.source.code,
            is_serious=making.source.type != "X",
        )
        making.used.update(making.source.attributes)
        return True

    # -- pages -------------------------------------------------------------------------------------
    def _pages(self, groups: Sequence[tuple[LsGroup, Sequence[Made]]]) -> Iterator[QPage]:
        """Conditions are worked out page by page: what comes later looks back."""
        visibility = Visibility(self.shop, list(self.makings.values()))
        for group, made in groups:
            self._tell_group(group, made)
            codes = [code for each in made for code in each.codes]
            hints = [each.making.hints.get("page") for each in made]
            place = _group_place(group)
            if codes:
                hint = next(filter(None, hints), None)
                condition = visibility.page(group, codes[0], hint, place)
            for each in made:
                if each.codes:
                    visibility.questions(each.making, each.codes, condition)
                self._tell_question(each.making)
            if codes:
                title = self.shop.speech.plain(group.titles, place)
                silent = self._placeholders.silent(title, place)
                yield QPage(silent, tuple(self._worded(made)), condition)

    def _worded(self, made: Sequence[Made]) -> Iterator[QQuestion]:
        for each in made:
            for code in each.codes:
                question = self.shop.cells.questions[code]
                yield self._placeholders.question(question, each.making.place)

    def _tell_group(self, group: LsGroup, made: Sequence[Made]) -> None:
        place = _group_place(group)
        if group.randomization:
            self.shop.report.note(
                place,
                _("Zufällige Reihenfolge der Gruppen"),
                _("Seiten haben hier eine feste Reihenfolge."),
                source=group.randomization,
            )
        if not any(each.codes for each in made):
            self.shop.report.note(
                place, _("Gruppe"), _("Von ihr ist keine Frage übrig; die Seite entfällt.")
            )

    def _tell_question(self, making: Making) -> None:
        """What a question has beside its type that does not exist here."""
        source = making.source
        if source.mandatory == "S":
            making.note(
                _("Weiche Pflicht"),
                _("LimeSurvey fragt einmal nach; hier ist die Antwort freiwillig."),
            )
        if source.pattern:
            why = _("Antworten werden hier nicht mit einem Muster verglichen.")
            making.note(_("Muster (preg)"), why, source=source.pattern, is_serious=True)
        if source.is_encrypted:
            making.note(
                _("Verschlüsselte Antwort"), _("Einzelne Fragen werden hier nicht verschlüsselt.")
            )
        if script := next(filter(None, source.scripts.values()), ""):
            making.note(_("Skript"), _("Skripte laufen hier nicht."), source=script[:300])
        for row, value in source.defaults:
            why = _("Hier ist nichts vorausgefüllt.")
            making.note(_("Vorausgefüllte Antwort"), why, source=value, row=row)
        tell_rest(making)

    # -- the survey --------------------------------------------------------------------------------
    def _title(self) -> dict[str, str]:
        found = self.shop.speech.plain(self._text("surveyls_title"), _("Umfrage"))
        found = found or {MAIN_LANGUAGE: _("Umfrage ohne Titel")}
        silent = self._placeholders.silent(found, _("Umfrage"))
        return {language: text[:LONGEST_TITLE] for language, text in silent.items()}

    def _slug(self, title: Mapping[str, str]) -> str:
        noted = self.noted.get("slug")
        wanted = noted if isinstance(noted, str) else title[MAIN_LANGUAGE]
        return german_slug(wanted, length=80 if noted else 60) or "umfrage"

    def _minutes(self) -> int:
        noted = self.noted.get("minutes")
        return noted if isinstance(noted, int) and 0 < noted < 1000 else UNKNOWN

    def _quotas(self) -> Iterator[QQuota]:
        makings = list(self.makings.values())
        for quota in quotas(self.shop, makings, self.noted.get("quotas")):
            place = _("Quote „%s“") % quota.title
            yield replace(quota, text=self._placeholders.silent(quota.text, place))

    def _text(self, name: str) -> Raw:
        return self.shop.survey.texts.get(name, {})

    def _rich(self, *names: str) -> dict[str, str]:
        """One formatted text out of one or several."""
        parts = [self.shop.speech.rich(self._text(name), _("Umfrage")) for name in names]
        joined = {
            language: "".join(part.get(language, "") for part in parts)
            for language in self.shop.speech.languages
        }
        said = {language: text for language, text in joined.items() if text}
        return self._placeholders.silent(said, _("Umfrage"))

    def _all_texts(self) -> Iterator[Raw]:
        yield from map(self._text, TEXTS)
        for group in self.shop.survey.groups:
            yield from (group.titles, group.descriptions)
        for question in self.shop.survey.questions:
            yield from (question.texts, question.help)
            yield from (each.texts for each in question.subquestions)
            yield from (each.texts for each in question.answers)


def _group_place(group: LsGroup) -> str:
    title = next((text for text in group.titles.values() if text.strip()), group.id)
    return _("Gruppe „%s“") % title
