"""What is stored about one account: ordered by its owner, written by a worker, gone after some days."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from smartregion.accounts.models import User
from smartregion.core import audit, jobs
from smartregion.core.ordered_files import forget, forget_expired, hand_over
from smartregion.core.storage import keeping
from smartregion.privacy.exports import write_archive
from smartregion.privacy.models import AccountExport

EXPORT = "privacy.account_export"


@transaction.atomic
def order_account_export(*, by: User, language: str, at: datetime) -> AccountExport:
    """Order a file about oneself. The same order once more while it is written gives the first."""
    export = AccountExport(
        ordered_by=by, ordered_at=at, expires_on=timezone.localdate(at) + AccountExport.KEPT_FOR
    )
    payload = {"export": str(export.pk), "language": language}
    job = jobs.order(kind=EXPORT, key=str(by.public_id), payload=payload, by=by, at=at)
    if job.payload["export"] != str(export.pk):
        return AccountExport.objects.get(pk=job.payload["export"])
    export.job = job
    export.save()
    audit.record(by=by, verb="order_account_export", subject=export)
    return export


def write_account_export(*, export: AccountExport, language: str, at: datetime) -> None:
    """Write an ordered file, whole or not at all; when it is there already nothing changes."""
    if export.file:
        return
    name = f"{export.FOLDER}/{export.pk}.zip"
    with override(language), keeping(name) as file:
        write_archive(export.ordered_by, file, at=at)
    hand_over(export, name)


@transaction.atomic
def note_account_download(*, export: AccountExport, by: User) -> None:
    """Each time somebody takes their file it is noted, never what stands in it."""
    audit.record(by=by, verb="download_account_export", subject=export)


@transaction.atomic
def delete_account_export(*, export: AccountExport, by: User) -> None:
    """Remove a file, or stop it being written."""
    audit.record(by=by, verb="delete_account_export", subject=export)
    forget([export])


def forget_exports_of(*, user: User, with_texts: bool, at: datetime) -> None:  # noqa: ARG001
    """Somebody closes their account: what they ordered about themselves goes with it."""
    forget(AccountExport.objects.filter(ordered_by=user))


def remove_expired_exports(*, at: datetime) -> int:
    """Remove files after their last day, and what killed workers left; how many went."""
    return forget_expired(AccountExport, at=at)
