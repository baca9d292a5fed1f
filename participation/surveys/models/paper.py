"""Questionnaires that were filled in on paper and are typed in, twice where it matters."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.published import SurveyVersion
from participation.surveys.models.survey import kept_like_answers
from smartregion.core.retention import nameless, office_record


class PaperBatch(models.Model):
    """A pile of paper forms as it came in: "Bürgerbüro, 12. März"."""

    retention = office_record("created_by")

    version = models.ForeignKey(
        SurveyVersion, on_delete=models.PROTECT, related_name="paper_batches"
    )
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("Bezeichnung"), max_length=80)
    received_on = models.DateField(_("Eingegangen am"))
    # Typed in by two people and compared before it counts.
    is_double = models.BooleanField(_("Doppelt erfassen"), default=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-received_on", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="paper_batch_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class PaperSheet(models.Model):
    """One paper form. When its batch is taken over, what was typed is emptied here.

    A batch becomes responses all at once and in random order, each with a random id.
    """

    retention = kept_like_answers(
        _("Papierbögen"),
        survey="batch__version__survey",
        links={"first_by": nameless("number"), "second_by": nameless("number")},
    )

    class State(models.TextChoices):
        ONCE = "once", _("einmal erfasst")
        DIFFERENT = "different", _("Eingaben weichen ab")
        READY = "ready", _("bereit zur Übernahme")
        STORED = "stored", _("übernommen")

    batch = models.ForeignKey(PaperBatch, on_delete=models.CASCADE, related_name="sheets")
    # Written on the paper by hand, so that it can be found again while it is typed.
    number = models.PositiveIntegerField(_("Bogennummer"))
    state = models.CharField(max_length=9, choices=State, default=State.ONCE)
    language = models.CharField(max_length=10, default="de")
    first = models.JSONField(null=True)
    second = models.JSONField(null=True)
    # Of two entries: how many fields were compared, and how many of them were typed differently.
    compared = models.PositiveSmallIntegerField(default=0)
    differing = models.PositiveSmallIntegerField(default=0)
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="paper_sheet_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch}, {self.number}"
