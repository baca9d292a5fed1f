"""Following a measure: only ever because a person asked for it.

The audit trail is kept for ever and tells of offices; what somebody reads is none of its business.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from measures.models import FollowRequest, Measure, MeasureFollow
from participation.contributions.actions.mailed_codes import KEPT, mail_code, refuse_wrong_code
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.links import public_url
from smartregion.county.models import County
from smartregion.notices.actions import choose_frequency, guest_recipient, recipient_of
from smartregion.notices.models import Recipient


def follow_measure(*, measure: Measure, user: Any, at: datetime) -> None:
    """Hear how it goes on; asked for twice it is still once."""
    _follow(measure, recipient_of(user), at)


def unfollow_measure(*, measure: Measure, user: Any) -> None:
    MeasureFollow.objects.filter(measure=measure, recipient__user=user).delete()


# -- without an account ----------------------------------------------------------------------------
@transaction.atomic
def ask_to_follow(*, measure: Measure, email: str, at: datetime) -> FollowRequest:
    """Mail a code to the address; until it is entered nothing else is sent there."""
    asked = FollowRequest.objects.create(measure=measure, email=email.lower(), expires_at=at + KEPT)
    _mail_code(asked, at)
    return asked


@transaction.atomic
def send_follow_code_again(*, asked: FollowRequest, at: datetime) -> None:
    """Mail a new code; the one before does not hold any more."""
    _refuse_unless_waiting(asked, at)
    _mail_code(asked, at)


def confirm_follow(*, asked: FollowRequest, code: str, at: datetime) -> None:
    """Follow with the address whose code this is; entered twice, it is still once."""
    if asked.confirmed_at:
        return
    _refuse_unless_waiting(asked, at)
    refuse_wrong_code(asked, code)
    _confirm(asked, at)


def forget_follow_requests(*, at: datetime) -> int:
    """Remove what is over after a day, confirmed or not; whoever follows goes on doing so."""
    gone, _rows = FollowRequest.objects.filter(expires_at__lte=at).delete()
    return gone


@transaction.atomic
def _confirm(asked: FollowRequest, at: datetime) -> None:
    recipient = _recipient_at(asked.email)
    if recipient.frequency == Recipient.Frequency.NONE:
        # Whoever has ended all letters and asks again wants these.
        choose_frequency(recipient=recipient, frequency=Recipient.Frequency.AT_ONCE)
    _follow(asked.measure, recipient, at)
    asked.email, asked.confirmed_at = "", at
    asked.save(update_fields=["email", "confirmed_at"])


def _recipient_at(address: str) -> Recipient:
    """Whoever has an account with this address follows with it, and so hears of nothing twice."""
    user = User.objects.filter(email__iexact=address, is_active=True).first()
    return recipient_of(user) if user else guest_recipient(address)


def _follow(measure: Measure, recipient: Recipient, at: datetime) -> None:
    MeasureFollow.objects.get_or_create(
        measure=measure, recipient=recipient, defaults={"since": at}
    )


def _refuse_unless_waiting(asked: FollowRequest, at: datetime) -> None:
    if asked.confirmed_at or asked.expires_at <= at:
        raise WrongState(_("Dieser Code gilt nicht mehr. Bitte tragen Sie sich neu ein."))


def _mail_code(asked: FollowRequest, at: datetime) -> None:
    mail_code(asked, words=lambda code: _code_letter(asked, code), at=at)


def _code_letter(asked: FollowRequest, code: str) -> tuple[str, str]:
    where = reverse("measures:follow_code", args=[asked.measure.number, asked.pk])
    subject = _("Ihr Code, um „%(measure)s“ zu verfolgen") % {"measure": asked.measure.title}
    text = render_to_string(
        "measures/letters/follow_code.txt",
        {
            "code": code,
            "measure": asked.measure,
            "url": public_url(where),
            "expires_at": asked.expires_at,
            "county": County.objects.first(),
        },
    )
    return subject, text
