"""Who answers for a field of action."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.models import FieldLead
from smartregion.accounts.models import User
from smartregion.core.audit import record
from strategy.models import Element


@transaction.atomic
def set_field_leads(*, leads: Mapping[Element, User | None], by: Any) -> int:
    """Name who answers for these fields, or nobody; others stay as they are. How many changed."""
    known = {lead.field_id: lead for lead in FieldLead.objects.select_for_update()}
    return sum(_set(field, known.get(field.pk), person, by) for field, person in leads.items())


def _set(field: Element, known: FieldLead | None, person: User | None, by: Any) -> bool:
    if (known.person_id if known else None) == (person.pk if person else None):
        return False
    if person is None:
        FieldLead.objects.filter(field=field).delete()
    else:
        _refuse_closed(person)
        FieldLead.objects.update_or_create(field=field, defaults={"person": person})
    # By their key: a name in the trail would outlive the account.
    changes = {"person": str(person.public_id) if person else ""}
    record(by=by, verb="set_field_leads", subject=field, changes=changes)
    return True


def _refuse_closed(person: User) -> None:
    if not person.is_active:
        sentence = _("Das Konto von %(person)s ist geschlossen.")
        raise ValidationError(sentence, code="left", params={"person": person})
