"""Remarks among colleagues: written, and taken back by whoever wrote them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from measures.models import Measure, Remark
from smartregion.core.audit import record
from smartregion.core.errors import WrongState
from smartregion.notices.actions import News, recipient_of, take_back, tell


@transaction.atomic
def write_remark(*, measure: Measure, text: str, by: Any, at: datetime) -> Remark:
    """Keep a remark; whoever answers for the measure hears that there is one."""
    remark = Remark.objects.create(measure=measure, text=text, by=by, at=at)
    record(by=by, verb="write_remark", subject=remark.measure)
    _tell_responsible(remark)
    return remark


@transaction.atomic
def take_back_remark(*, remark: Remark, by: Any, at: datetime) -> None:
    """Remove one's own words for good; that something stood here stays to be seen."""
    if remark.by_id != by.pk:
        raise PermissionDenied
    standing = Remark.objects.filter(pk=remark.pk, taken_back_at__isnull=True)
    if not standing.update(text="", taken_back_at=at):
        raise WrongState(_("Diese Notiz ist schon zurückgenommen."))
    take_back(keys=[_key(remark)])
    record(by=by, verb="take_back_remark", subject=remark.measure)


def _tell_responsible(remark: Remark) -> None:
    """The notice carries none of the words: letters leave the office, remarks do not."""
    measure = remark.measure
    person = measure.responsible
    if person is None or person.pk == remark.by_id or not person.is_active:
        return
    url = reverse("measures:remarks", args=[measure.number])
    with override(settings.LANGUAGE_CODE):
        news = News(
            key=_key(remark),
            group=_("Maßnahme %(measure)s") % {"measure": measure},
            group_url=measure.get_absolute_url(),
            headline=_("%(name)s hat eine Notiz geschrieben") % {"name": remark.by},
            url=f"{url}#notiz-{remark.pk}",
        )
    tell(recipients=[recipient_of(person)], news=news, at=remark.at)


def _key(remark: Remark) -> str:
    return f"remark:{remark.pk}"
