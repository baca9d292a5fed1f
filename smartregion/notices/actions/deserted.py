"""Accounts that nobody uses any more: two letters, some weeks apart, then they are closed."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from smartregion.accounts.actions import close_account
from smartregion.accounts.models import DESERTED_AFTER, User
from smartregion.notices import wording
from smartregion.notices.actions.mails import write_mail
from smartregion.notices.models import Mail

logger = logging.getLogger(__name__)
# So long before an account is closed its person is written to; also the least time between the steps.
LETTERS = (timedelta(days=60), timedelta(days=14))


def close_deserted(*, at: datetime) -> int:
    """Write the letters that are due, and close accounts that stayed unused after both of them.

    Where nothing ran for months nobody is surprised: each step waits for the one before. An account that
    fails keeps no other waiting; RuntimeError names those at the end, for the journal of the night.
    """
    first_letter = at - DESERTED_AFTER + LETTERS[0]
    unused = User.objects.get_queryset().unused_since(first_letter, on=timezone.localdate(at))
    closed, failed = 0, []
    for user in unused.order_by("pk"):
        try:
            closed += _next_step(user, at)
        except Exception:
            logger.exception("The unused account %s was not dealt with.", user.pk)
            failed.append(user.pk)
    if failed:
        raise RuntimeError(f"Unused accounts that were not dealt with: {failed}")
    return closed


@transaction.atomic
def _next_step(user: User, at: datetime) -> bool:
    """Whether the account was closed."""
    seen = user.last_login or user.joined_at
    steps = [(seen + DESERTED_AFTER - before, before) for before in LETTERS]
    earliest = seen
    for number, (due, before) in enumerate(steps, 1):
        written = Mail.objects.filter(key=_key(user, seen, number)).first()
        if written is None:
            if at >= max(due, earliest):
                _write(user, seen, number, closing=max(seen + DESERTED_AFTER, at + before), at=at)
            return False
        following = LETTERS[number] if number < len(LETTERS) else timedelta()
        earliest = written.written_at + before - following
    if at < max(seen + DESERTED_AFTER, earliest):
        return False
    close_account(user=user, with_texts=False, at=at)
    return True


def _key(user: User, seen: datetime, number: int) -> str:
    """Who signs in again and stays away again is written to anew."""
    return f"deserted:{user.public_id}:{seen:%Y%m%d}:{number}"


def _write(user: User, seen: datetime, number: int, *, closing: datetime, at: datetime) -> None:
    with override(settings.LANGUAGE_CODE):
        subject, text = wording.deserted(closing=timezone.localdate(closing))
    write_mail(key=_key(user, seen, number), to=user.email, subject=subject, text=text, at=at)
