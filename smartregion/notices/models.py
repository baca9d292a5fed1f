"""Whom the county may write to, what there is to say, and the letters that carry it."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartregion.core.retention import (
    ACCOUNT_HOLDERS,
    CITIZENS,
    CONSENT,
    PUBLIC_TASK,
    Retention,
    goes,
)


class Recipient(models.Model):
    """Somebody who may be written to: a person with an account, or an address that was confirmed.

    An address without an account goes when nothing is left to tell it (``keep_until``).
    """

    retention = Retention(
        label=_("Adressen für Nachrichten"),
        whose=CITIZENS,
        ground=CONSENT,
        period=_("30 Tage, nachdem nichts mehr mitzuteilen ist; bei Konten bis zum Schließen"),
        due=lambda rows, at: rows.filter(keep_until__lt=timezone.localdate(at)),
        removed_by="notices",
        since="keep_until",
        links={"user": goes("frequency", is_theirs=True)},
    )

    class Frequency(models.TextChoices):
        NONE = "none", _("gar nicht")
        AT_ONCE = "at_once", _("sofort")
        DAILY = "daily", _("einmal am Tag")
        WEEKLY = "weekly", _("einmal in der Woche")

    # Stands in links of mails: whoever has it may change how often, and nothing else.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.EmailField(_("E-Mail-Adresse"), blank=True)
    frequency = models.CharField(
        _("Benachrichtigen"), max_length=8, choices=Frequency, default=Frequency.DAILY
    )
    keep_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True) ^ Q(address=""), name="recipient_is_reachable"
            ),
            models.UniqueConstraint(
                fields=["address"], condition=~Q(address=""), name="recipient_address_once"
            ),
        ]

    def __str__(self) -> str:
        # Never the address: this label may stand in the audit trail.
        return f"Recipient {self.pk}"

    @property
    def mailbox(self) -> str:
        """Where letters go; needs the person loaded."""
        return self.user.email if self.user else self.address

    @property
    def wants_letters(self) -> bool:
        """Whether to write at all; somebody whose account is closed hears nothing more."""
        is_here = self.user is None or self.user.is_active
        return is_here and self.frequency != self.Frequency.NONE

    @property
    def unsubscribe_path(self) -> str:
        """Where whoever has the letter changes how often we write, without signing in."""
        return reverse("notices:unsubscribe", args=[self.key])


# As long as somebody may ask whether a letter went out, and what it said.
SENT_WORDS = timedelta(days=7)
# Stuck letters stay longer, so that the administration finds them after a holiday.
STUCK_WORDS = timedelta(days=30)


class MailQuerySet(models.QuerySet["Mail"]):
    def outworn(self, at: datetime) -> "MailQuerySet":
        """Letters whose words nobody needs any more."""
        sent = Q(state=Mail.State.SENT, sent_at__lt=at - SENT_WORDS)
        stuck = Q(state__in=Mail.UNSENT, not_before__lt=at - STUCK_WORDS)
        return self.exclude(text="").filter(sent | stuck)

    def due(self, at: datetime) -> "MailQuerySet":
        """What may go out now, first come, first served."""
        return self.filter(state=Mail.State.WAITING, not_before__lte=at)

    def stuck(self, at: datetime) -> "MailQuerySet":
        """What a person has to look at: refused for good, or in doubt whether it arrived."""
        in_doubt = Q(state=Mail.State.SENDING, not_before__lte=at - Mail.IN_DOUBT_AFTER)
        return self.filter(Q(state=Mail.State.FAILED) | in_doubt).exclude(text="")


class Mail(models.Model):
    """A letter that goes out once: written here first, then sent by the worker.

    The words are removed soon after sending; the key stays, so that it is never written again.
    """

    retention = Retention(
        label=_("Versandte E-Mails"),
        whose=CITIZENS,
        ground=PUBLIC_TASK,
        period=_("Der Wortlaut 7 Tage nach dem Versand, unzustellbarer 30 Tage"),
        due=lambda rows, at: rows.outworn(at),
        removed_by="notices",
        since="written_at",
        address="to",
        address_shows=("subject", "text", "written_at", "sent_at"),
    )

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        SENDING = "sending", _("wird gesendet")
        SENT = "sent", _("gesendet")
        FAILED = "failed", _("nicht zustellbar")

    UNSENT = (State.SENDING, State.FAILED)
    # Handing over takes seconds; whoever has not come back by then will not.
    IN_DOUBT_AFTER = timedelta(minutes=15)

    key = models.CharField(max_length=120, unique=True)
    to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    # An iCalendar object (RFC 5545) that goes along, with its method: REQUEST or CANCEL.
    calendar = models.TextField(blank=True)
    # The path at which one click ends these letters (RFC 8058); letters about one's own registration have none.
    unsubscribe_url = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    # The earliest moment for the next try; while it is sent, when that began.
    not_before = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["not_before", "pk"]
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=Q(state__in=("waiting", "sending")),
                name="mail_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"Mail {self.pk} ({self.get_state_display()})"


# As long as somebody may look back on what they were told.
NOTICES_KEPT_FOR = timedelta(days=365)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, user: Any) -> "NoticeQuerySet":
        return self.filter(recipient__user=user)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One thing that one recipient should hear about: on their page, and in their next letter."""

    retention = Retention(
        label=_("Nachrichten auf der eigenen Seite"),
        whose=ACCOUNT_HOLDERS,
        ground=PUBLIC_TASK,
        period=_("12 Monate nach der Nachricht"),
        due=lambda rows, at: rows.filter(at__lt=at - NOTICES_KEPT_FOR, settled_at__isnull=False),
        removed_by="notices",
        since="at",
        links={"recipient": goes("headline", "text", "at", "read_at")},
    )

    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="notices")
    # What happened; the same thing is never told twice to the same recipient.
    key = models.CharField(max_length=120)
    # What it belongs to, for example a topic: letters and pages are grouped by it.
    group = models.CharField(max_length=200)
    group_url = models.CharField(max_length=300)
    headline = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(
        Mail, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices"
    )
    # Set with the letter, and also where no letter was wanted: never taken up again.
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="notice_told_once")
        ]
        indexes = [
            models.Index(
                fields=["recipient", "at"],
                condition=Q(settled_at__isnull=True),
                name="notice_unsettled",
            )
        ]

    def __str__(self) -> str:
        return self.headline
