"""People from outside who evaluate one survey."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.survey import Survey


class SurveyReader(models.Model):
    """A consultant who may see the answers to this survey until a day; to others they may not."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+",
        verbose_name=_("Person"),
    )  # fmt: skip
    until = models.DateField(_("bis einschließlich"))

    class Meta:
        ordering = ["until", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "user"], name="survey_reader_once")
        ]

    def __str__(self) -> str:
        return f"{self.survey}: {self.user}"
