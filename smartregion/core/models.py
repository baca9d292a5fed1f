"""Technical ground of all rooms: what was done, what was frozen, what is being worked on."""

import uuid
from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from smartregion.core.canonical import sha256_of
from smartregion.core.retention import (
    ACCOUNT_HOLDERS,
    ACCOUNTABILITY,
    STAFF,
    Retention,
    nameless,
    office_record,
)


class Immutable(models.Model):
    """A row that is written once: a later save or delete is a programming error."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValueError(f"{type(self).__name__} is written once and never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise ValueError(f"{type(self).__name__} is never deleted")


class AppendOnly(models.QuerySet[Any]):
    """The same for many rows at once: they are added and never touched again."""

    def update(self, **_values: Any) -> NoReturn:
        raise ValueError(f"{self.model.__name__} is written once and never changed")

    def delete(self) -> NoReturn:
        raise ValueError(f"{self.model.__name__} is never deleted")


# Long enough to look into what is noticed late; what was decided stands in rows of its own.
AUDIT_KEPT_FOR = timedelta(days=365)
# What is over is looked at by whoever ordered it, and by whoever looks after the server.
JOBS_KEPT_FOR = timedelta(days=30)


class AuditEntry(Immutable):
    """Who did what to which object; never answers of citizens, never addresses of machines.

    Only ever added to, also in the database; ``smartregion.core.audit`` says what leaves and when.
    """

    retention = Retention(
        label=_("Protokoll der Vorgänge"),
        whose=STAFF,
        ground=ACCOUNTABILITY,
        period=_("12 Monate nach dem Eintrag; Entscheidungen selbst stehen in ihrer Akte"),
        due=lambda rows, at: rows.filter(at__lt=at - AUDIT_KEPT_FOR),
        removed_by="audit",
        since="at",
        links={"actor": nameless("verb", "object_type", "at")},
    )

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    object_label = models.CharField(max_length=300)
    changes = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["object_type", "object_id"]),
            models.Index(fields=["-at", "-id"], name="audit_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_label}"


class Snapshot(Immutable):
    """Frozen canonical JSON with labels, and its hash; reports render from these only."""

    retention = office_record("taken_by")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=300)
    schema_version = models.PositiveSmallIntegerField(default=1)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-taken_at"]

    def __str__(self) -> str:
        return f"{self.subject} ({self.sha256[:12]})"

    @property
    def is_intact(self) -> bool:
        """Whether the content still gives the hash that was written when it was frozen."""
        return sha256_of(self.content) == self.sha256


class JobQuerySet(models.QuerySet["Job"]):
    def active(self) -> "JobQuerySet":
        return self.filter(state__in=Job.ACTIVE)

    def over(self, at: datetime) -> "JobQuerySet":
        """Done with since long, and nothing that is still there came from it."""
        found = self.exclude(state__in=Job.ACTIVE).filter(finished_at__lt=at - JOBS_KEPT_FOR)
        for relation in Job._meta.get_fields(include_hidden=True):
            if isinstance(relation, models.ManyToOneRel):
                made = relation.related_model._base_manager
                found = found.filter(~Exists(made.filter(**{relation.field.name: OuterRef("pk")})))
        return found

    def abandoned(self, at: datetime) -> "JobQuerySet":
        """Running jobs whose worker has not renewed its lease in time."""
        return self.filter(state=Job.State.RUNNING, lease_until__lt=at)

    def waiting_since(self, before: datetime) -> "JobQuerySet":
        """Queued jobs whose message may have been lost on its way to a worker."""
        return self.filter(state=Job.State.QUEUED, published_at__lt=before)


class Job(models.Model):
    """A long piece of work, followed here and not in the broker.

    The row is the truth: a worker claims it by one conditional update and renews its lease while
    it works. A job whose lease ran out is queued again, at most ``JOB_MAX_ATTEMPTS`` times.
    """

    retention = Retention(
        label=_("Aufträge an den Server"),
        whose=ACCOUNT_HOLDERS,
        ground=ACCOUNTABILITY,
        period=_("30 Tage nach dem Ende; solange eine bestellte Datei da ist, mit dieser"),
        due=lambda rows, at: rows.over(at),
        removed_by="jobs",
        since="finished_at",
        links={"ordered_by": nameless("kind", "ordered_at", "state")},
    )

    class State(models.TextChoices):
        QUEUED = "queued", _("wartet")
        RUNNING = "running", _("läuft")
        DONE = "done", _("fertig")
        FAILED = "failed", _("fehlgeschlagen")
        CANCELLED = "cancelled", _("abgebrochen")

    ACTIVE = (State.QUEUED, State.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, help_text="Two active jobs never share kind and key.")
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    error = models.CharField(max_length=500, blank=True)
    claim = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ordered_at = models.DateTimeField()
    published_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state__in=("queued", "running")),
                name="job_active_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.get_state_display()}"

    @property
    def percent(self) -> int:
        """Progress from 0 to 100; 100 is only ever shown for a finished job."""
        if self.state == self.State.DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE

    def lease_from(self, at: datetime) -> datetime:
        """Until when a worker that was alive ``at`` this moment holds the job."""
        return at + timedelta(seconds=settings.JOB_LEASE_SECONDS)
