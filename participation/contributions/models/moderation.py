"""What moderation did, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.contributions.models.contributions import (
    OBJECTION_TIME,
    Contribution,
    words_gone,
)
from smartregion.core.models import AppendOnly, Immutable
from smartregion.core.retention import (
    CITIZENS,
    NOT_THEIRS,
    PUBLIC_TASK,
    Retention,
    follows,
    goes,
    nameless,
    office_record,
)
from smartregion.notices.models import Recipient


class ModerationQuerySet(AppendOnly):
    def words_gone(self) -> "ModerationQuerySet":
        return self.filter(words_gone())


class Moderation(Immutable):
    """A step of moderation, and why; the text stays as it was until it is erased for good."""

    retention = office_record(
        "by", contribution=follows("step", "reason", "explanation", "at", is_theirs=True)
    )

    class Step(models.TextChoices):
        HIDDEN = "hidden", _("ausgeblendet")
        SHOWN = "shown", _("wieder eingeblendet")
        RELEASED = "released", _("freigegeben")
        REFUSED = "refused", _("nicht freigegeben")
        ERASED = "erased", _("endgültig gelöscht")

    # Steps with which the author may disagree.
    AGAINST = (Step.HIDDEN, Step.REFUSED)

    class Reason(models.TextChoices):
        INSULT = "insult", _("Beleidigung oder Herabsetzung")
        PERSONAL_DATA = "personal_data", _("Angaben über andere Personen")
        ADVERTISING = "advertising", _("Werbung")
        OFF_TOPIC = "off_topic", _("ohne Bezug zum Thema")
        UNLAWFUL = "unlawful", _("rechtswidriger Inhalt")
        TAKEN_BACK = "taken_back", _("zurückgenommen")
        REVIEWED = "reviewed", _("nach Prüfung unbedenklich")
        SPAM = "spam", _("Spam")
        EXPIRED = "expired", _("Aufbewahrungsfrist abgelaufen")

    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="moderations"
    )
    step = models.CharField(max_length=8, choices=Step)
    reason = models.CharField(_("Grund"), max_length=14, choices=Reason)
    explanation = models.TextField(_("Erläuterung"))
    # Nobody, where a text goes together with what it was taken from, or when its time is over.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = ModerationQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.get_reason_display()}"


class Report(models.Model):
    """Somebody says that a text should not stand there; a person decides, never a number."""

    retention = Retention(
        label=_("Meldungen von Beiträgen"),
        whose=CITIZENS,
        ground=PUBLIC_TASK,
        period=_("Der Wortlaut 183 Tage nach der Entscheidung; sie selbst bleibt"),
        due=lambda rows, at: rows.filter(
            Q(recipient__isnull=False) | ~Q(text=""), handled_at__lt=at - OBJECTION_TIME
        ),
        removed_by="moderation",
        since="reported_at",
        links={
            "recipient": goes("category", "text", "reported_at", "decision"),
            "contribution": NOT_THEIRS,
            "handled_by": nameless(),
        },
    )

    class Category(models.TextChoices):
        INSULT = "insult", _("Beleidigung oder Herabsetzung")
        PERSONAL_DATA = "personal_data", _("Angaben über eine Person")
        ADVERTISING = "advertising", _("Werbung oder Spam")
        UNLAWFUL = "unlawful", _("rechtswidriger Inhalt")
        OTHER = "other", _("etwas anderes")

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        UPHELD = "upheld", _("berechtigt")
        REJECTED = "rejected", _("nicht berechtigt")

    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="abuse_reports"
    )
    category = models.CharField(_("Worum geht es?"), max_length=14, choices=Category)
    text = models.TextField(_("Was ist daran nicht in Ordnung?"), max_length=2000)
    # With their code those who reported look up the decision; only its hash is stored.
    receipt_hash = models.CharField(max_length=64, unique=True)
    recipient = models.ForeignKey(
        Recipient, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decision = models.TextField(_("Begründung der Entscheidung"), blank=True)
    reported_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["reported_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", handled_at__isnull=True)
                | Q(state__in=("upheld", "rejected"), handled_at__isnull=False) & ~Q(decision=""),
                name="report_decided_with_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()} ({self.get_state_display()})"


class Objection(models.Model):
    """The author does not agree with a step of moderation; somebody looks at it once more."""

    retention = Retention(
        label=_("Einsprüche gegen die Moderation"),
        whose=CITIZENS,
        ground=PUBLIC_TASK,
        period=_("Der Wortlaut 183 Tage nach der Entscheidung; sie selbst bleibt"),
        due=lambda rows, at: rows.filter(~Q(text=""), decided_at__lt=at - OBJECTION_TIME),
        removed_by="moderation",
        since="made_at",
        links={
            "moderation": follows("text", "state", "decision", "made_at", "decided_at"),
            "decided_by": nameless(),
        },
    )

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        GRANTED = "granted", _("stattgegeben")
        REJECTED = "rejected", _("zurückgewiesen")

    moderation = models.OneToOneField(
        Moderation, on_delete=models.PROTECT, related_name="objection"
    )
    text = models.TextField(_("Warum sind Sie nicht einverstanden?"), max_length=2000)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decision = models.TextField(_("Begründung der Entscheidung"), blank=True)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True)
                | Q(state__in=("granted", "rejected"), decided_at__isnull=False) & ~Q(decision=""),
                name="objection_decided_with_reason",
            )
        ]

    def __str__(self) -> str:
        return self.get_state_display()
