"""Somebody closes their account: one last letter, and then nothing more."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from smartregion.accounts.models import User
from smartregion.notices import wording
from smartregion.notices.actions.keeping import NO_WORDS
from smartregion.notices.actions.mails import write_mail
from smartregion.notices.models import Mail, Recipient


def say_goodbye(*, user: User, with_texts: bool, at: datetime) -> None:
    """Confirm that the account is closed, and forget what was told to it and what it followed.

    Letters about registrations belong to the registration and stay.
    """
    _forget_letters(user)
    Recipient.objects.filter(user=user).delete()
    with override(settings.LANGUAGE_CODE):
        subject, text = wording.goodbye(with_texts=with_texts)
    write_mail(key=f"goodbye:{user.public_id}", to=user.email, subject=subject, text=text, at=at)


def _forget_letters(user: User) -> None:
    """What waits is not sent any more; what was sent loses its words at once."""
    told = Mail.objects.filter(notices__recipient__user=user).values_list("pk", flat=True)
    letters = Mail.objects.filter(pk__in=list(told))
    letters.filter(state=Mail.State.WAITING).delete()
    letters.update(**NO_WORDS)
