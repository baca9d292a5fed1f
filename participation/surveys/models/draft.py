"""The draft that people edit: pages, questions, quotas; and questions kept for other surveys."""

from collections.abc import Sequence

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.survey import Survey
from participation.surveys.texts import say
from smartregion.core.retention import NO_PERSONAL_DATA


class Page(models.Model):
    """A page of the questionnaire in the draft: one idea per screen."""

    retention = NO_PERSONAL_DATA

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="pages")
    position = models.PositiveSmallIntegerField()
    title = models.JSONField(default=dict)
    # When it is shown: document/conditions.py.
    condition = models.JSONField(null=True, blank=True)
    # The condition as people say it; told by the outline of the editor.
    condition_words = ""

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return say(self.title) or str(self.position)


class Question(models.Model):
    """A question in the draft."""

    retention = NO_PERSONAL_DATA

    class Type(models.TextChoices):
        SINGLE = "single", _("Einfachauswahl")
        MULTIPLE = "multiple", _("Mehrfachauswahl")
        DROPDOWN = "dropdown", _("Auswahlliste")
        YES_NO = "yes_no", _("Ja, nein, weiß nicht")
        SCALE = "scale", _("Skala")
        RANKING = "ranking", _("Rangfolge")
        MATRIX = "matrix", _("Skala mit mehreren Zeilen")
        MATRIX_MULTIPLE = "matrix_multiple", _("Mehrfachauswahl mit mehreren Zeilen")
        MATRIX_NUMBER = "matrix_number", _("Zahlen in mehreren Zeilen")
        NUMBER = "number", _("Zahl")
        SLIDER = "slider", _("Schieberegler")
        DATE = "date", _("Datum")
        SHORT_TEXT = "short_text", _("Kurzer Text")
        LONG_TEXT = "long_text", _("Langer Text")
        MUNICIPALITY = "municipality", _("Gemeinde")
        CONSENT = "consent", _("Einwilligung zum Ankreuzen")
        DISPLAY = "display", _("Text zum Lesen")
        CALCULATED = "calculated", _("Berechneter Wert")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(_("Kürzel"), max_length=20)
    type = models.CharField(_("Art"), max_length=15, choices=Type)
    text = models.JSONField(_("Frage"))
    help = models.JSONField(_("Hilfetext"), default=dict)
    is_required = models.BooleanField(_("Pflichtfrage"), default=False)
    # [{"code": "a1", "label": {"de": "…", "en": "…"}}]; rows only for a matrix. An option may be
    # "exclusive" in a multiple choice, or carry a "value" on a scale (null: outside the scale).
    options = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    # Keys as in questionnaire.Limits.
    limits = models.JSONField(default=dict)
    # When it is shown (document/conditions.py); options and rows carry theirs themselves.
    condition = models.JSONField(null=True, blank=True)
    # As people say it; told by the outline: of the question, and (label, words) of its lines.
    condition_words = ""
    line_conditions: Sequence[tuple[str, str]] = ()
    is_shuffled = models.BooleanField(_("Zufällige Reihenfolge"), default=False)
    # Of a calculated value: {"op": "sum", "questions": ["q1", "q2"]}.
    formula = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["page__position", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "code"], name="question_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.wording}"

    @property
    def wording(self) -> str:
        return say(self.text)

    @property
    def name(self) -> str:
        """What people recognise it by in a sentence: its first words, the code while it has none."""
        return Truncator(self.wording).chars(60) or self.code


class Quota(models.Model):
    """A group of people of whom so many answers are enough."""

    retention = NO_PERSONAL_DATA

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="quotas")
    code = models.SlugField(_("Kürzel"), max_length=20)
    title = models.CharField(_("Bezeichnung"), max_length=120)
    # Who belongs to it: document/conditions.py.
    condition = models.JSONField()
    limit = models.PositiveIntegerField(_("Genug ab"))
    # What a person reads who comes after that; per language.
    text = models.JSONField(_("Hinweis"), default=dict)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["survey", "code"], name="quota_code_once")]

    def __str__(self) -> str:
        return self.title


class BankQuestion(models.Model):
    """A question kept for other surveys: the question bank. A copy of it goes into a draft."""

    retention = NO_PERSONAL_DATA

    topic = models.CharField(_("Thema"), max_length=80)
    code = models.SlugField(_("Kürzel"), max_length=20)
    type = models.CharField(_("Art"), max_length=15, choices=Question.Type)
    # All fields as in Question.
    text = models.JSONField(_("Frage"))
    help = models.JSONField(_("Hilfetext"), default=dict)
    options = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    limits = models.JSONField(default=dict)
    is_shuffled = models.BooleanField(_("Zufällige Reihenfolge"), default=False)
    note = models.CharField(_("Wofür sie sich eignet"), max_length=300, blank=True)

    class Meta:
        ordering = ["topic", "code"]
        constraints = [models.UniqueConstraint(fields=["code"], name="bank_code_once")]

    def __str__(self) -> str:
        return f"{self.topic}: {self.wording}"

    @property
    def wording(self) -> str:
        return say(self.text)
