"""Letters with everything that happened since the last one, grouped and newest first."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from smartregion.notices import wording
from smartregion.notices.actions.mails import write_mail
from smartregion.notices.models import Mail, Notice, Recipient
from smartregion.notices.timing import due_before


def write_letters(*, at: datetime) -> int:
    """Write to everybody for whom a letter is due; returns how many letters that made."""
    return sum(_write_letter(recipient, at) for recipient in _waiting(at))


def _waiting(at: datetime) -> Iterable[int]:
    """Recipients for whom something waits that their letter should have told by now."""
    is_due = Q()
    for frequency in Recipient.Frequency:
        is_due |= Q(recipient__frequency=frequency, at__lt=due_before(frequency, at))
    due = Notice.objects.filter(is_due, settled_at__isnull=True).order_by("recipient")
    return list(due.values_list("recipient", flat=True).distinct())


@transaction.atomic
def _write_letter(pk: int, at: datetime) -> bool:
    """One letter and the notices in it, together or not at all; who wants none settles without."""
    # Held until the end: of two workers the second one finds everything settled.
    held = Recipient.objects.select_for_update(of=("self",)).select_related("user")
    recipient = held.filter(pk=pk).first()
    if recipient is None:
        return False
    unsettled = recipient.notices.filter(settled_at__isnull=True)
    due = list(unsettled.filter(at__lt=due_before(recipient.frequency, at)))
    mail = _letter(recipient, due, at) if due and recipient.wants_letters else None
    recipient.notices.filter(pk__in=[one.pk for one in due]).update(settled_at=at, mail=mail)
    return mail is not None


def _letter(recipient: Recipient, due: Sequence[Notice], at: datetime) -> Mail:
    # Each notice is the newest of one letter at most, so this key can never come twice.
    key = f"letter:{due[0].pk}"
    subject, text = wording.letter(recipient, due)
    write_mail(
        key=key,
        to=recipient.mailbox,
        subject=subject,
        text=text,
        at=at,
        unsubscribe_url=recipient.unsubscribe_path,
    )
    return Mail.objects.get(key=key)
