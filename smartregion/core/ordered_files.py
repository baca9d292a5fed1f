"""Files that somebody ordered: written by a worker, fetched by who may, gone after their last day."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from smartregion.core import jobs
from smartregion.core.errors import WrongState
from smartregion.core.models import Job
from smartregion.core.storage import discard, sweep

# A file that no row names and that nobody can be writing any more.
ABANDONED_AFTER = timedelta(days=1)


class OrderedFile(models.Model):
    """One file: complete, or not there. It is removed after its last day."""

    # In private storage; no address leads there but that of the one view that asks who wants it.
    FOLDER: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.OneToOneField(Job, null=True, on_delete=models.PROTECT, related_name="+")
    # Each kind says in which folder.
    file = models.FileField(blank=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ordered_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        abstract = True
        ordering = ["-ordered_at"]


class OwnFilesQuerySet(models.QuerySet[Any]):
    """Files that are there for the person who ordered them."""

    def visible_to(self, user: Any) -> Self:
        """Only one's own, whatever role somebody holds."""
        return self.filter(ordered_by=user.pk)

    def kept(self, on: date) -> Self:
        """Files whose last day has not passed, whether or not the night has come."""
        return self.filter(expires_on__gte=on)


def hand_over(order: OrderedFile, name: str, **facts: object) -> None:
    """Name a finished file in its row; when it was taken back while it was being written, it goes."""
    mine = type(order)._default_manager.filter(pk=order.pk)
    if not mine.update(file=name, **facts):
        discard(name)


def sentence_of(refusal: Exception) -> str:
    """Why there is no file, for the person who wanted it."""
    return refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal)


def retry(order: OrderedFile, *, at: datetime) -> None:
    """Write a file that failed once more. Raises ``WrongState`` for one that did not."""
    if order.job is None or not jobs.retry(job=order.job, at=at):
        raise WrongState(_("Diese Datei ist nicht fehlgeschlagen und wird nicht neu geschrieben."))


@transaction.atomic
def forget(orders: Iterable[OrderedFile]) -> int:
    """Remove orders with their jobs, and their files as soon as that is for good; how many went.

    A file that is being written stops: its worker finds its job gone and leaves nothing.
    """
    found = list(orders)
    for order in found:
        job = order.job
        if order.file:
            transaction.on_commit(partial(discard, str(order.file.name)))
        order.delete()
        if job is not None:
            job.delete()
    return len(found)


def forget_expired(model: type[OrderedFile], *, at: datetime) -> int:
    """Remove files after their last day, and what killed workers left; how many went."""
    over = model._default_manager.filter(expires_on__lt=timezone.localdate(at))
    return forget(over) + sweep_unnamed(model, at=at)


def sweep_unnamed(model: type[OrderedFile], *, at: datetime) -> int:
    """Remove what workers left that were killed while they wrote; how many files went."""
    named = set(model._default_manager.exclude(file="").values_list("file", flat=True))
    return sweep(model.FOLDER, named=named, before=at - ABANDONED_AFTER)
