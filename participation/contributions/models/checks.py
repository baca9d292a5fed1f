"""What the nightly walk along the thread found."""

from django.db import models

from smartregion.core.retention import NO_PERSONAL_DATA


class ThreadCheck(models.Model):
    """One night's walk: how many links were looked at, and those that lead nowhere."""

    retention = NO_PERSONAL_DATA

    at = models.DateTimeField()
    looked_at = models.PositiveIntegerField()
    # A list of sentences, in German, as the office reads them.
    loose_ends = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}: {len(self.loose_ends)}"
