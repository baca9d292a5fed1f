"""Surveys: the draft that people edit, the frozen version that people answer, the answers."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from participation.surveys.texts import say
from smartregion.core.models import Immutable, Snapshot

# Who has begun before closing may still send (people read slowly, trains enter tunnels).
GRACE = timedelta(minutes=30)


class SurveyQuerySet(models.QuerySet["Survey"]):
    def published(self) -> "SurveyQuerySet":
        return self.filter(state__in=(Survey.State.OPEN, Survey.State.CLOSED))

    def visible_to(self, user: Any) -> "SurveyQuerySet":
        return self if user.has_perm("participation.view_results") else self.published()

    def answerable(self, at: datetime) -> "SurveyQuerySet":
        """Surveys that take answers at this moment."""
        return self.filter(state=Survey.State.OPEN, opens_at__lte=at, closes_at__gt=at)


class Survey(models.Model):
    """A survey. Its questionnaire is edited as pages and questions until it is published."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        OPEN = "open", _("geöffnet")
        CLOSED = "closed", _("geschlossen")

    TRANSITIONS = {
        State.DRAFT: {State.OPEN},
        State.OPEN: {State.CLOSED},
        State.CLOSED: {State.OPEN},
    }

    class Mode(models.TextChoices):
        """Who may answer; everybody is told, because it says what the result is worth."""

        OPEN = "open", _("offen für alle")
        CODE = "code", _("mit persönlichem Zugangscode")

    class Phase(models.TextChoices):
        """What the state means at a moment: an open survey also has its days."""

        DRAFT = "draft", _("Entwurf")
        PLANNED = "planned", _("geplant")
        OPEN = "open", _("geöffnet")
        CLOSED = "closed", _("geschlossen")

    slug = models.SlugField(max_length=80, unique=True)
    # Texts of a survey are per language: {"de": "…", "en": "…"}; German is always there.
    title = models.JSONField(_("Titel"))
    intro = models.JSONField(_("Einleitung"), default=dict)
    privacy = models.JSONField(_("Datenschutzhinweis"), default=dict)
    closing = models.JSONField(_("Schlusstext"), default=dict)
    languages = models.JSONField(_("Sprachen"), default=list)
    minutes = models.PositiveSmallIntegerField(_("Dauer in Minuten"), default=5)
    # The one question whose interim result the county shows to everybody; empty: none.
    teaser_code = models.CharField(_("Frage für die Startseite"), max_length=20, blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    mode = models.CharField(_("Wer teilnehmen kann"), max_length=4, choices=Mode, default=Mode.OPEN)
    opens_at = models.DateTimeField(_("öffnet"))
    closes_at = models.DateTimeField(_("schließt"))

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="survey_window_in_order"
            )
        ]

    def __str__(self) -> str:
        return say(self.title) or self.slug

    def get_absolute_url(self) -> str:
        return reverse("surveys:intro", args=[self.slug])

    @property
    def heading(self) -> str:
        """The title in the language of the page."""
        return say(self.title, get_language())

    def can_move_to(self, state: str) -> bool:
        return state in self.TRANSITIONS[self.State(self.state)]

    def phase(self, at: datetime) -> "Survey.Phase":
        if self.state == self.State.DRAFT:
            return self.Phase.DRAFT
        if self.state == self.State.CLOSED or self.closes_at <= at:
            return self.Phase.CLOSED
        return self.Phase.OPEN if self.opens_at <= at else self.Phase.PLANNED

    def takes_answers(self, at: datetime) -> bool:
        """Whether a person may begin to answer now."""
        return self.phase(at) == self.Phase.OPEN

    def takes_begun_answers(self, at: datetime) -> bool:
        """Whether answers that were begun in time may still be sent now."""
        return self.state != self.State.DRAFT and self.opens_at <= at < self.closes_at + GRACE


class AccessCode(models.Model):
    """The right to answer once. It is deleted when it is used.

    Nothing leads from a code to a response: no key, no shared value, no moment. What is left in
    this table are the codes that nobody has used; who answered cannot be asked of it at all.
    """

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="access_codes")
    # One hand-out: "Brief an alle Haushalte", "Nachfassen".
    batch = models.CharField(_("Ausgabe"), max_length=80)
    created_on = models.DateField()
    code_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["survey", "batch"])]

    def __str__(self) -> str:
        return f"{self.survey}, {self.batch}"


class Page(models.Model):
    """A page of the questionnaire in the draft: one idea per screen."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="pages")
    position = models.PositiveSmallIntegerField()
    title = models.JSONField(default=dict)
    # When it is shown: conditions.py.
    condition = models.JSONField(null=True, blank=True)
    # The condition as people say it; told by the outline of the editor.
    condition_words = ""

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return say(self.title) or str(self.position)


class Question(models.Model):
    """A question in the draft."""

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
    # When it is shown (conditions.py); options and rows carry theirs themselves.
    condition = models.JSONField(null=True, blank=True)
    condition_words = ""
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


class SurveyVersion(Immutable):
    """The questionnaire as it was published; answering reads this document and nothing else."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    schema = models.JSONField()
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="survey_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey} v{self.number}"


class ResponseQuerySet(models.QuerySet["Response"]):
    def counted(self) -> "ResponseQuerySet":
        """Responses that enter results: all but tests."""
        return self.exclude(origin=Response.Origin.TEST)


class Response(models.Model):
    """All answers of one person, in one row.

    The id is the one-time number of the answering: sending twice stores once. There is no account,
    no address, no moment in time beyond the day.
    """

    class Origin(models.TextChoices):
        ONLINE = "online", _("online")
        PAPER = "paper", _("Papier")
        EXAMPLE = "example", _("Beispieldaten")
        TEST = "test", _("Test")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(SurveyVersion, on_delete=models.PROTECT, related_name="responses")
    answers = models.JSONField()
    language = models.CharField(max_length=10)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.ONLINE)
    submitted_on = models.DateField()
    # Of the code with which the person finds these answers again; none for paper and examples.
    receipt_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - unique

    objects = ResponseQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)
