"""What those who wrote, and those who read along, have to do with a contribution."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.contributions.models.contributions import Contribution
from smartregion.core.retention import (
    ACCOUNT_HOLDERS,
    CITIZENS,
    CONSENT,
    NOT_THEIRS,
    PUBLIC_TASK,
    Retention,
    follows,
    goes,
    nameless,
)
from smartregion.notices.models import Recipient


class Edition(models.Model):
    """How a contribution read before it was changed; everybody may look it up.

    Changes within the first minutes leave none. It goes when the person takes back their words.
    """

    retention = Retention(
        label=_("Frühere Fassungen von Beiträgen"),
        whose=CITIZENS,
        ground=PUBLIC_TASK,
        period=_("Solange der Beitrag steht; zurückgenommene Beiträge verlieren sie sofort"),
        links={"contribution": follows("text", "replaced_at")},
    )

    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="editions"
    )
    text = models.TextField()
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["replaced_at", "pk"]

    def __str__(self) -> str:
        return f"{self.contribution}, {self.replaced_at:%Y-%m-%d %H:%M}"


class Support(models.Model):
    """Somebody with an account agrees with a contribution, once; who does is nowhere shown."""

    retention = Retention(
        label=_("Zustimmung zu Beiträgen"),
        whose=ACCOUNT_HOLDERS,
        ground=PUBLIC_TASK,
        period=_("Solange der Beitrag steht; sie trägt die Zahl der Zustimmungen"),
        links={"user": nameless("contribution"), "contribution": NOT_THEIRS},
    )

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="supporters"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "user"], name="support_once")
        ]

    def __str__(self) -> str:
        return f"{self.contribution} +1"


class ContributionFollow(models.Model):
    """Somebody wants to hear what becomes of a contribution that they did not write."""

    retention = Retention(
        label=_("Was jemand verfolgt"),
        whose=CITIZENS,
        ground=CONSENT,
        period=_("Bis es beendet wird, oder mit der Adresse"),
        links={"recipient": goes("contribution", "since"), "contribution": NOT_THEIRS},
    )

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="follows")
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "recipient"], name="contribution_followed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution} <- {self.recipient}"
