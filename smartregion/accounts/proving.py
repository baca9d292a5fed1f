"""Whoever first proves that an address is theirs gets its account as if nobody had been there before.

Anybody can sign up with the address of somebody else, and wait: once its owner comes in by a mailed code or by a
new password, what the stranger chose would open the account, with every role it is given later.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, password_reset
from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet
from django.http import HttpRequest

from smartregion.accounts.models import User

# Set where the code was typed into the very session that signed up or signed in with what it keeps.
TYPED_WHERE_ASKED = "proved_in_its_own_session"


def _proved_by_a_letter(
    request: HttpRequest, email_address: EmailAddress, **_signal: object
) -> None:
    user: User = email_address.user
    earlier = _proved(user).exclude(pk=email_address.pk)
    if getattr(request, TYPED_WHERE_ASKED, False) or earlier.exists():
        return
    SocialAccount.objects.filter(user=user).delete()
    if user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])


def _chose_a_new_password(user: User, **_signal: object) -> None:
    if not _proved(user).exists():
        SocialAccount.objects.filter(user=user).delete()


def _proved(user: User) -> QuerySet[EmailAddress]:
    found: QuerySet[EmailAddress] = EmailAddress.objects.filter(user=user, verified=True)
    return found


def listen() -> None:
    """Once, when the application starts."""
    email_confirmed.connect(_proved_by_a_letter)
    password_reset.connect(_chose_a_new_password)


def proved_where_asked(request: Any) -> None:
    """The code that was mailed has come back in the session that waited for it."""
    setattr(request, TYPED_WHERE_ASKED, True)
