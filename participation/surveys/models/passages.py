"""How people got through the pages, as numbers only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.published import SurveyVersion
from smartregion.core.retention import NO_PERSONAL_DATA


class PassageCount(models.Model):
    """How often something happened on a page: it was shown, sent, or sent after so many seconds.

    Counted for everybody together; nothing leads to a person or to their answers.
    """

    retention = NO_PERSONAL_DATA

    class Device(models.TextChoices):
        """By the width of the window when the survey was begun."""

        PHONE = "phone", _("Telefon")
        TABLET = "tablet", _("Tablet")
        DESKTOP = "desktop", _("Computer")
        UNKNOWN = "unknown", _("unbekannt")

    version = models.ForeignKey(SurveyVersion, on_delete=models.CASCADE, related_name="passages")
    page = models.PositiveSmallIntegerField()
    device = models.CharField(max_length=7, choices=Device)
    # "shown", "sent", or a class of seconds: passages.py.
    measure = models.CharField(max_length=8)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "page", "device", "measure"], name="passage_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}, {self.page}, {self.measure}: {self.number}"
