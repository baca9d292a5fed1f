"""A survey: who may answer, when, in which languages, and how long what was said is kept."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from participation.surveys.texts import say
from smartregion.accounts.models import Role, ScopeKind
from smartregion.accounts.scoping import keys_as
from smartregion.core.retention import (
    CITIZENS,
    CONSENT,
    NO_PERSONAL_DATA,
    Due,
    Link,
    Retention,
    Words,
)
from smartregion.core.states import Moving

# Who has begun before closing may still send (people read slowly, trains enter tunnels).
GRACE = timedelta(minutes=30)


def after_closing(survey: str, until: str) -> Due:
    """Rows whose survey (``survey``: the way there) has named a last day that has passed.

    While a survey takes answers, nothing it needs goes.
    """

    def due(rows: models.QuerySet[Any], at: datetime) -> models.QuerySet[Any]:
        over = {f"{survey}__{until}__lt": timezone.localdate(at)}
        return rows.filter(**over, **{f"{survey}__closes_at__lt": at - GRACE})

    return due


def kept_like_answers(
    label: Words, *, survey: str, since: str = "", links: Mapping[str, Link] | None = None
) -> Retention:
    """The rule of what goes with the answers of a survey (``survey``: the way there from the row)."""
    return Retention(
        label=label,
        whose=CITIZENS,
        ground=CONSENT,
        period=_("24 Monate nach dem Ende der Umfrage, wenn nichts anderes zugesagt ist"),
        due=after_closing(survey, "answers_until"),
        removed_by="surveys",
        since=since,
        links=links or {},
    )


def _worked_on(user: Any) -> list[str]:
    """Surveys for which somebody holds a role that evaluates (rules.py), one by one."""
    return keys_as(user, ScopeKind.SURVEY, Role.EDITOR, Role.ANALYST, Role.CONSULTANT)


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Surveys by who may see them and whether they take answers."""

    def published(self) -> "SurveyQuerySet":
        return self.filter(state__in=(Survey.State.OPEN, Survey.State.CLOSED))

    def offered(self) -> "SurveyQuerySet":
        """Surveys that people answer on our pages, or did: not those that only brought answers along."""
        return self.published().filter(is_taken_in=False)

    def visible_to(self, user: Any) -> "SurveyQuerySet":
        """Those who evaluate see all, others what is published, and what they work on."""
        if user.has_perm("participation.view_every_survey"):
            return self
        published = models.Q(state__in=(Survey.State.OPEN, Survey.State.CLOSED))
        return self.filter(published | models.Q(pk__in=_worked_on(user)))

    def evaluable_by(self, user: Any) -> "SurveyQuerySet":
        """Surveys whose answers this person may see today."""
        if user.has_perm("participation.view_every_survey"):
            return self
        return self.filter(pk__in=_worked_on(user))

    def managed_by(self, user: Any) -> "SurveyQuerySet":
        """Surveys that this person builds and publishes."""
        if user.has_perm("participation.manage_surveys"):
            return self
        return self.filter(pk__in=keys_as(user, ScopeKind.SURVEY, Role.EDITOR))

    def answerable(self, at: datetime) -> "SurveyQuerySet":
        """Surveys that take answers at this moment."""
        return self.filter(state=Survey.State.OPEN, opens_at__lte=at, closes_at__gt=at)


class Survey(Moving):
    """A survey. Its questionnaire is edited as pages and questions until it is published."""

    retention = NO_PERSONAL_DATA

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
        ACCOUNT = "account", _("mit einem Konto")

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
    # Of translations that stayed while German was changed: the old German (drafts/translations.py).
    translated_from = models.JSONField(default=dict, editable=False)
    minutes = models.PositiveSmallIntegerField(_("Dauer in Minuten"), default=5)
    # The one question whose interim result the county shows to everybody; empty: none.
    teaser_code = models.CharField(_("Frage für die Startseite"), max_length=20, blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    mode = models.CharField(_("Wer teilnehmen kann"), max_length=7, choices=Mode, default=Mode.OPEN)
    # Of a survey with accounts: everybody who joined until then has a ticket (actions/tickets.py).
    tickets_until = models.DateTimeField(null=True, blank=True)
    # Whether the browser of a person works for a second before it may send (proofs.py).
    asks_proof = models.BooleanField(_("Rechenaufgabe gegen Programme"), default=False)
    opens_at = models.DateTimeField(_("öffnet"))
    closes_at = models.DateTimeField(_("schließt"))
    # Where paper forms are sent to: name, street, place, one to a line.
    return_address = models.TextField(_("Rücksendeanschrift"), blank=True)
    # How long things are kept (privacy/retention.py). Without a date nothing is removed yet.
    saved_days = models.PositiveSmallIntegerField(_("Zwischenstände, in Tagen"), default=7)
    codes_until = models.DateField(_("Zugangscodes bis"), null=True, blank=True)
    answers_until = models.DateField(_("Einzelne Antworten bis"), null=True, blank=True)
    # On this day the single answers were removed; what was counted before stays (FrozenResults).
    erased_on = models.DateField(null=True, blank=True, editable=False)

    # Its answers were given elsewhere (actions/taking_in.py): nobody ever answers it here.
    is_taken_in = models.BooleanField(default=False, db_default=False, editable=False)

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

    def phase(self, at: datetime) -> "Survey.Phase":
        if self.state == self.State.DRAFT:
            return self.Phase.DRAFT
        if self.state == self.State.CLOSED or self.closes_at <= at:
            return self.Phase.CLOSED
        return self.Phase.OPEN if self.opens_at <= at else self.Phase.PLANNED

    def takes_answers(self, at: datetime) -> bool:
        """Whether a person may begin to answer now."""
        return self.phase(at) == self.Phase.OPEN

    def awaits_codes(self, on: date) -> bool:
        """Whether codes may still be used on this day: what moves with each answer is not shown then."""
        is_asked = self.mode == self.Mode.CODE and self.state != self.State.DRAFT
        return is_asked and on <= timezone.localdate(self.closes_at + GRACE)

    def takes_begun_answers(self, at: datetime) -> bool:
        """Whether answers that were begun in time may still be sent now."""
        return self.state != self.State.DRAFT and self.opens_at <= at < self.closes_at + GRACE
