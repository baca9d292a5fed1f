"""What the office keeps beside measures, and what readers take along or subscribe to."""

from datetime import UTC, datetime
from typing import Any

from measures.models import FollowRequest, MeasureFile, Remark
from smartregion.accounts.models import User
from tests.architecture.access.measures import WRITERS, _own, own_measure
from tests.architecture.access.table import PEOPLE, STAFF, Row, only, public, signed_in


def own_remark() -> dict[str, Any]:
    """Of the responsible person: nobody else takes it back."""
    remark = Remark.objects.create(
        measure=_own(),
        text="Bitte prüfen.",
        by=User.objects.get(email=PEOPLE["measure_owner"]),
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return {"number": remark.measure.number, "pk": remark.pk}


def _file(*, is_public: bool) -> dict[str, Any]:
    laid = MeasureFile(measure=_own(), title="Plan", is_public=is_public, file_name="plan.pdf")
    laid.content_type = "application/pdf"
    laid.file.name = MeasureFile.objects.exclude(file="").values_list("file", flat=True)[0]
    laid.save()
    return {"number": laid.measure.number, "pk": laid.pk}


def public_file() -> dict[str, Any]:
    return _file(is_public=True)


def follow_request() -> dict[str, Any]:
    asked = FollowRequest.objects.create(
        measure=_own(), email="gast@example.org", expires_at=datetime(2100, 1, 1, tzinfo=UTC)
    )
    return {"number": asked.measure.number, "pk": asked.pk}


TABLE: dict[str, Row] = {
    "measures:remarks": only(*STAFF, where=own_measure),
    "measures:remark_take_back": only("measure_owner", where=own_remark),
    "measures:files": only(*WRITERS, where=own_measure),
    "measures:file": public(where=public_file),
    "measures:file_move": only(*WRITERS, where=public_file, post=True),
    "measures:file_show": only(*WRITERS, where=public_file),
    "measures:file_remove": only(*WRITERS, where=public_file),
    "measures:follow": signed_in(where=own_measure),
    "measures:follow_as_guest": public(where=own_measure),
    "measures:follow_code": public(where=follow_request),
    "measures:follow_code_again": public(where=follow_request, post=True),
    "measures:feed": public(),
    "measures:measure_feed": public(where=own_measure),
}
