"""How long what people said is kept: one rule for each kind of data, none without.

A day named by a rule is the last one on which the data are there; they go in the night after it
(actions/keeping.py). What is listed in ``KEPT`` says nothing about a person who answered.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys.models import (
    AccessCode,
    AnswerBlock,
    BankQuestion,
    CodedText,
    CodingDecision,
    CodingStep,
    ColumnStore,
    FrozenResults,
    Page,
    PaperBatch,
    PaperSheet,
    PassageCount,
    Pretest,
    PretestAnswers,
    PretestComment,
    Publication,
    Question,
    Quota,
    QuotaCount,
    ReleasedQuote,
    Response,
    SavedAnswers,
    Survey,
    SurveyExport,
    SurveyImport,
    SurveyVersion,
    TextCode,
    Weighting,
)
from smartregion.core.retention import Retention, rule_of

# How long after closing, unless the office says otherwise.
CODES_AFTER = timedelta(days=30)
ANSWERS_AFTER_MONTHS = 24
# So long before single answers go, the office is told.
WARNED_BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class Rule:
    """Until when rows of one kind are kept: their own last day, or one that the survey names."""

    kind: str
    label: str | Promise
    model: type[Model]
    # From a row to its survey.
    survey: str
    # The field of the survey with the last day; without one the rows carry ``expires_on``.
    until: str = ""

    @property
    def day(self) -> str:
        return f"{self.survey}__{self.until}" if self.until else "expires_on"

    def rows_of(self, survey: Survey) -> QuerySet[Model]:
        return self.model._default_manager.filter(**{self.survey: survey})

    def due(self, at: datetime) -> QuerySet[Model]:
        """Rows whose last day has passed. While a survey takes answers, nothing it needs goes."""
        said = rule_of(self.model)
        assert isinstance(said, Retention)  # noqa: S101 - a test holds that each has one
        return said.rows_due(self.model, at)


SAVED = Rule("saved_answers", _("Zwischenstände"), SavedAnswers, "version__survey")
CODES = Rule("access_codes", _("Zugangscodes"), AccessCode, "survey", "codes_until")
RESPONSES = Rule("responses", _("Einzelne Antworten"), Response, "version__survey", "answers_until")
SHEETS = Rule(
    "paper_sheets", _("Papierbögen"), PaperSheet, "batch__version__survey", "answers_until"
)
PRETEST_ANSWERS = Rule(
    "pretest_answers",
    _("Antworten aus dem Pretest"),
    PretestAnswers,
    "pretest__survey",
    "answers_until",
)
PRETEST_COMMENTS = Rule(
    "pretest_comments",
    _("Anmerkungen aus dem Pretest"),
    PretestComment,
    "pretest__survey",
    "answers_until",
)
BLOCKS = Rule("answer_blocks", _("Spalten zum Auszählen"), AnswerBlock, "survey", "answers_until")
CODED = Rule(
    "coded_texts",
    _("Zuordnungen von Texten"),
    CodedText,
    "response__version__survey",
    "answers_until",
)
DECISIONS = Rule(
    "coding_decisions",
    _("Gemeinsame Zuordnungen"),
    CodingDecision,
    "response__version__survey",
    "answers_until",
)
CODING_STEPS = Rule(
    "coding_steps",
    _("Schritte beim Zuordnen"),
    CodingStep,
    "response__version__survey",
    "answers_until",
)
EXPORTS = Rule("survey_exports", _("Dateien zum Mitnehmen"), SurveyExport, "survey")
# These go together: when the last of them is due, the results are frozen first.
SINGLE_ANSWERS = (
    CODING_STEPS, DECISIONS, CODED, BLOCKS, RESPONSES, SHEETS, PRETEST_ANSWERS, PRETEST_COMMENTS,
)  # fmt: skip
RULES = (SAVED, CODES, EXPORTS, *SINGLE_ANSWERS)

# Rows that say nothing about a person who answered, and why they stay.
KEPT: dict[type[Model], str] = {
    Survey: "texts and settings of the office",
    Page: "part of the questionnaire",
    Question: "part of the questionnaire",
    Quota: "part of the questionnaire",
    BankQuestion: "part of a questionnaire",
    SurveyVersion: "the questionnaire as it was published, with the text that people agreed to",
    FrozenResults: "counted results, nobody's answers",
    QuotaCount: "a number for each group",
    PaperBatch: "how many sheets came in on which day",
    Pretest: "the questionnaire as it was tried out",
    ColumnStore: "which number stands for which code, nobody's answers",
    SurveyImport: "where a questionnaire came from",
    Weighting: "how many people live in the county",
    Publication: "figures that were made safe and released",
    TextCode: "the code book of the office",
    ReleasedQuote: "says that a contribution was released; the words are there",
    PassageCount: "a number for each page",
}


def erased_sentence(day: date) -> str:
    """What everybody reads who looks for single answers that are gone."""
    return _now(
        "Die einzelnen Antworten wurden am %(day)s entfernt, wie bei der Umfrage zugesagt. Die gezählten Ergebnisse bleiben."
    ) % {"day": date_format(day, "DATE_FORMAT")}


# -- what is proposed --------------------------------------------------------------------------
def proposals(closes_at: datetime) -> dict[str, date]:
    """Until when codes and single answers are kept, unless the office says otherwise."""
    last_day = timezone.localdate(closes_at)
    return {
        "codes_until": last_day + CODES_AFTER,
        "answers_until": months_later(last_day, ANSWERS_AFTER_MONTHS),
    }


def settled(
    survey: Survey, closes_at: datetime, given: Mapping[str, date | None] | None = None
) -> dict[str, date]:
    """The days that count: what was left empty is proposed; a proposal moves with the closing.

    ``given`` is what the office has entered; without it, what the survey holds already.
    """
    before = proposals(survey.closes_at) if survey.closes_at else {}
    days = {}
    for name, proposal in proposals(closes_at).items():
        day = getattr(survey, name) if given is None else given.get(name)
        days[name] = proposal if day is None or day == before.get(name) else day
    return days


def months_later(day: date, months: int) -> date:
    """The same day some months on; the last one where a month is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
