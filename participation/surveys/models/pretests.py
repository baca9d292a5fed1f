"""Trying a questionnaire out before it is published. Nothing of it ever meets the real answers."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.survey import Survey, kept_like_answers
from smartregion.core.models import Snapshot
from smartregion.core.retention import office_record


class Pretest(models.Model):
    """The draft as it was handed to people for trying out; the same document as a version."""

    retention = office_record("started_by")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="pretests")
    number = models.PositiveSmallIntegerField()
    schema = models.JSONField()
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    ends_on = models.DateField(_("Endet am"))

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="pretest_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey}, Pretest {self.number}"

    def takes_answers(self, on: date) -> bool:
        return on <= self.ends_on


class PretestAnswers(models.Model):
    """What somebody answered while trying out. Another table than that of the responses."""

    retention = kept_like_answers(
        _("Antworten aus dem Pretest"), survey="pretest__survey", since="submitted_on"
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pretest = models.ForeignKey(Pretest, on_delete=models.CASCADE, related_name="answers")
    answers = models.JSONField()
    language = models.CharField(max_length=10)
    submitted_on = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)


class PretestComment(models.Model):
    """What somebody noticed about one question, or (without a code) about the whole."""

    retention = kept_like_answers(
        _("Antworten aus dem Pretest"), survey="pretest__survey", since="created_on"
    )

    pretest = models.ForeignKey(Pretest, on_delete=models.CASCADE, related_name="comments")
    question = models.SlugField(max_length=20, blank=True)
    text = models.CharField(_("Anmerkung"), max_length=1000)
    language = models.CharField(max_length=10)
    created_on = models.DateField()

    class Meta:
        ordering = ["question", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
