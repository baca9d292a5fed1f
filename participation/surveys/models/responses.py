"""What people said: whole, or put aside until they go on."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.published import SurveyVersion
from participation.surveys.models.survey import Survey, kept_like_answers
from smartregion.core.retention import CITIZENS, CONSENT, Retention

# Whoever keeps the list of codes sees which of them went; what came with it must not be seen alone.
WAITING = models.Q(packed=False, origin="online", version__survey__mode=Survey.Mode.CODE)


class ResponseQuerySet(models.QuerySet["Response"]):
    """Responses by what was noticed about them."""

    def unsuspicious(self) -> "ResponseQuerySet":
        """Responses on which nothing looks made by a machine or twice (suspicions.py)."""
        return self.filter(suspicions=[])

    def fresh(self) -> "ResponseQuerySet":
        """Responses that do not stand in the columns yet."""
        return self.filter(packed=False)

    def waiting(self) -> "ResponseQuerySet":
        """Responses that nobody looks at yet, because a code may have just brought them (actions/packets.py)."""
        return self.filter(WAITING)

    def readable(self) -> "ResponseQuerySet":
        """Responses that may be looked at: all but those that wait."""
        return self.exclude(WAITING)


class Response(models.Model):
    """All answers of one person, in one row.

    The id is the one-time number of the answering: sending twice stores once. There is no account,
    no address, no moment in time beyond the day.
    """

    retention = kept_like_answers(
        _("Antworten auf Umfragen"), survey="version__survey", since="submitted_on"
    )

    class Origin(models.TextChoices):
        ONLINE = "online", _("online")
        PAPER = "paper", _("Papier")
        EXAMPLE = "example", _("Beispieldaten")
        # Given elsewhere and read in from a file (actions/taking_in.py).
        IMPORTED = "imported", _("eingelesen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(SurveyVersion, on_delete=models.PROTECT, related_name="responses")
    answers = models.JSONField()
    language = models.CharField(max_length=10)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.ONLINE)
    submitted_on = models.DateField()
    # Why it may not come from a person answering once: names in suspicions.py. It counts all the
    # same; results are shown with and without.
    suspicions = models.JSONField(default=list)
    # Of the code with which the person finds these answers again; none for paper and examples.
    receipt_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - unique

    # Whether it stands in the columns (AnswerBlock); until then it is read from here.
    packed = models.BooleanField(default=False, db_default=False, editable=False)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["version"], name="response_fresh", condition=models.Q(packed=False)
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SavedAnswers(models.Model):
    """Answers of a person who wants to go on later; nobody can read them without the code.

    What was typed is encrypted under a key made of the code, which is stored nowhere.
    """

    retention = Retention(
        label=_("Zwischenstände von Antworten"),
        whose=CITIZENS,
        ground=CONSENT,
        period=_("Bis zum genannten Tag, höchstens 7 Tage nach dem Ende der Umfrage"),
        due=lambda rows, at: rows.filter(expires_on__lt=timezone.localdate(at)),
        removed_by="surveys",
        since="expires_on",
    )

    code_hash = models.CharField(max_length=64, primary_key=True)
    version = models.ForeignKey(SurveyVersion, on_delete=models.PROTECT, related_name="saved")
    sealed = models.BinaryField()
    expires_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.version}, {self.expires_on}"
