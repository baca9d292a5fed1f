"""What the county says to a contribution."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.contributions.models.contributions import Contribution
from smartregion.core.models import AppendOnly, Immutable
from smartregion.core.retention import follows, office_record


class Cluster(models.Model):
    """Contributions that say much the same and are answered together; a person decided that."""

    retention = office_record("created_by")

    title = models.CharField(_("Worum es in allen geht"), max_length=160)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    members = models.ManyToManyField(Contribution, related_name="clusters")

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Answer(Immutable):
    """One step in the history of what became of a contribution; the newest one holds."""

    retention = office_record("by", contribution=follows("state", "reason", "office", "at"))

    class Decision(models.TextChoices):
        """How a consultation weighed a comment (Abwägung)."""

        ADOPTED = "adopted", _("übernommen")
        PARTLY = "partly", _("teilweise übernommen")
        REJECTED = "rejected", _("abgelehnt")
        NOTED = "noted", _("zur Kenntnis genommen")
        REFERRED = "referred", _("an andere Stelle verwiesen")

    # The state that everybody knows from forums, too, for each decision of a consideration.
    STATE_AFTER = {
        Decision.ADOPTED: Contribution.State.TAKEN_UP,
        Decision.PARTLY: Contribution.State.TAKEN_UP,
        Decision.REJECTED: Contribution.State.NOT_TAKEN_UP,
        Decision.NOTED: Contribution.State.NOT_TAKEN_UP,
        Decision.REFERRED: Contribution.State.NOT_COMPETENT,
    }

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="answers")
    # Given to several contributions in one go.
    cluster = models.ForeignKey(
        Cluster, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    state = models.CharField(max_length=14, choices=Contribution.State)
    decision = models.CharField(_("Abwägung"), max_length=8, choices=Decision, blank=True)
    reason = models.TextField(_("Begründung"), blank=True)
    office = models.CharField(_("Antwortende Stelle"), max_length=120)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("taken_up", "not_taken_up", "not_competent"))
                | ~Q(reason=""),
                name="answer_final_needs_reason",
            ),
            models.CheckConstraint(condition=~Q(office=""), name="answer_names_office"),
            models.CheckConstraint(
                condition=Q(decision="")
                | Q(state="taken_up", decision__in=("adopted", "partly"))
                | Q(state="not_taken_up", decision__in=("rejected", "noted"))
                | Q(state="not_competent", decision="referred"),
                name="answer_state_follows_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} ({self.office})"
