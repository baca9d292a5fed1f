"""What the office keeps beside measures, and what readers take along or subscribe to."""

from datetime import UTC, datetime
from typing import Any

from measures.models import FollowRequest, Measure, MeasureFile, Remark
from smartregion.accounts.models import User
from tests.architecture.access.measures import WRITERS, own_measure
from tests.architecture.access.table import PEOPLE, STAFF, Row, only, public, signed_in


def own_remark() -> dict[str, Any]:
    """Of the person who answers for the measure: nobody else takes it back."""
    owner = User.objects.get(email=PEOPLE["measure_owner"])
    written = Remark.objects.filter(by=owner, taken_back_at__isnull=True)
    remark = written.select_related("measure").earliest("at", "pk")
    return {"number": remark.measure.number, "pk": remark.pk}


def public_file() -> dict[str, Any]:
    owner = User.objects.get(email=PEOPLE["measure_owner"])
    files = MeasureFile.objects.filter(measure__responsible=owner, is_public=True)
    file = files.exclude(file="").select_related("measure").earliest("measure__number", "title")
    return {"number": file.measure.number, "pk": file.pk}


def follow_request() -> dict[str, Any]:
    asked, _is_new = FollowRequest.objects.get_or_create(
        measure=Measure.objects.get(**own_measure()),
        email="gast@pm.example",
        defaults={"expires_at": datetime(2100, 1, 1, tzinfo=UTC)},
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
