"""Letters of duty: what an office asks of its people comes the same day, whatever they chose for news."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from smartregion.notices.actions.mails import write_mail
from smartregion.notices.actions.telling import News, notices_of
from smartregion.notices.models import Mail, Notice, Recipient


@transaction.atomic
def ask(
    *,
    recipient: Recipient,
    requests: Sequence[News],
    key: str,
    subject: str,
    text: str,
    at: datetime,
) -> bool:
    """Write to somebody at once what is asked of them; False where a letter with this key was written before.

    The requests stand on their page as well, settled by this letter, so that no letter with news says
    them again. What could not be delivered the first time moves into the new letter.
    """
    if not write_mail(key=key, to=recipient.mailbox, subject=subject, text=text, at=at):
        return False
    mail = Mail.objects.get(key=key)
    notices = [
        notice for news in requests for notice in notices_of([recipient], news, at=at, mail=mail)
    ]
    Notice.objects.bulk_create(
        notices,
        update_conflicts=True,
        unique_fields=["recipient", "key"],
        update_fields=["mail", "headline", "text", "url", "at", "read_at", "settled_at"],
    )
    return True


def asked_before(keys: Iterable[str]) -> set[tuple[int, str]]:
    """Whom of the people with an account was asked what, as pairs of primary key and key.

    What stands in a letter that could not be delivered was not asked.
    """
    told = Notice.objects.filter(key__in=list(keys), recipient__user__isnull=False)
    arrived = told.exclude(mail__state=Mail.State.FAILED)
    return set(arrived.values_list("recipient__user", "key"))
