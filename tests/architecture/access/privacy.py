"""The protection of data: rules and papers for the office, one's own data for everybody with an account."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from smartregion.accounts.models import User
from smartregion.privacy.models import AccountExport
from smartregion.privacy.papers import PaperKind
from tests.architecture.access.table import PEOPLE, Row, only, signed_in

OFFICE = ("administration", "data_protection")
NOT_HERS = [role for role in PEOPLE if role != "participant"]


def paper() -> dict[str, Any]:
    return {"kind": PaperKind.NOTICE.value}


def paper_file() -> dict[str, Any]:
    return {**paper(), "ending": "md"}


def her_export() -> dict[str, Any]:
    """A file that the citizen of the demo county has ordered; nobody else may know of it."""
    owner = User.objects.get(email=PEOPLE["participant"])
    found = AccountExport.objects.filter(ordered_by=owner).first()
    if found is None:
        now = timezone.now()
        found = AccountExport(ordered_by=owner, ordered_at=now, expires_on=timezone.localdate(now))
        found.file.save("own.zip", ContentFile(b"PK"))
    return {"pk": found.pk}


TABLE: dict[str, Row] = {
    "privacy:retention": only(*OFFICE),
    "privacy:paper": only(*OFFICE, where=paper),
    "privacy:paper_file": only(*OFFICE, where=paper_file),
    "privacy:my_data": signed_in(),
    "privacy:my_data_file": only("participant", unseen=NOT_HERS, where=her_export),
    "privacy:my_data_delete": only("participant", unseen=NOT_HERS, where=her_export),
}
