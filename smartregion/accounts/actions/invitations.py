"""Asking somebody to work along: a letter with a word that opens one page once, for some days.

Before it is accepted there is neither an account nor a role. So nothing else that leads into an account
(a reset password, a mailed code, an account elsewhere) can turn an invitation that is over into a role.
"""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, TypedDict

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from smartregion.accounts.actions.people import assign_organisation
from smartregion.accounts.actions.roles import (
    grant_role,
    named_scope,
    refuse_impossible_role,
)
from smartregion.accounts.models import Invitation, User
from smartregion.accounts.queries import promised_roles
from smartregion.accounts.slots import Scope
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.core.links import public_url
from smartregion.county.models import Organisation


class InvitedRole(TypedDict):
    """A role as an invitation keeps it; the last day as ISO date."""

    role: str
    scope_kind: str
    scope_key: str
    valid_until: str | None


@transaction.atomic
def invite_person(
    *,
    email: str,
    display_name: str,
    organisation: Organisation | None,
    roles: list[str],
    scope: Scope,
    valid_until: date | None,
    days: int,
    by: User,
    at: datetime,
) -> Invitation:
    """Write to somebody; an invitation to the same address that still waits is refused."""
    email = email.lower()
    for role in roles:
        refuse_impossible_role(role, scope, valid_until, on=timezone.localdate(at))
    _refuse_second_letter(email)
    kind, key = scope
    until = valid_until.isoformat() if valid_until else None
    wanted = [
        InvitedRole(role=role, scope_kind=str(kind), scope_key=key, valid_until=until)
        for role in roles
    ]
    word = _new_word()
    invitation = Invitation.objects.create(
        email=email,
        display_name=display_name,
        organisation=organisation,
        roles=wanted,
        days=days,
        token_hash=hash_of(word),
        invited_by=by,
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    changes = {"roles": roles, "valid_until": until, **named_scope(scope)}
    audit.record(by=by, verb="invite_person", subject=invitation, changes=changes)
    _write(invitation, word)
    return invitation


def _refuse_second_letter(email: str) -> None:
    if Invitation.objects.unanswered().filter(email=email).exists():
        raise ValidationError(
            {
                "email": _(
                    "An diese Adresse ist schon eine Einladung unterwegs. Schicken Sie sie erneut, oder ziehen "
                    "Sie sie zurück."
                )
            },
            code="invited_already",
        )


@transaction.atomic
def invite_again(*, invitation: Invitation, by: User, at: datetime) -> None:
    """A new letter with a new word and the whole time; the word of the old one opens nothing any more."""
    word, ends = _new_word(), at + timedelta(days=invitation.days)
    changed = Invitation.objects.unanswered().filter(pk=invitation.pk)
    # Whoever asks again stands for it from now on: the other one may have left.
    if not changed.update(token_hash=hash_of(word), expires_at=ends, invited_by=by):
        raise _over()
    invitation.expires_at, invitation.invited_by = ends, by
    audit.record(by=by, verb="invite_again", subject=invitation)
    _write(invitation, word)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User, at: datetime) -> None:
    if not Invitation.objects.unanswered().filter(pk=invitation.pk).update(revoked_at=at):
        raise _over()
    audit.record(by=by, verb="revoke_invitation", subject=invitation)


@transaction.atomic
def accept_invitation(
    *,
    invitation: Invitation,
    user: User | None,
    display_name: str,
    password: str | None,
    at: datetime,
) -> User:
    """Give what was promised, to a new account or to the one with this address (``user``)."""
    _refuse_unless_still_entitled(invitation.invited_by)
    if not Invitation.objects.good(at).filter(pk=invitation.pk).update(accepted_at=at):
        raise _over()
    if user is None:
        user = _new_account(invitation, display_name, password)
    elif user.email.lower() != invitation.email:
        raise WrongState(_("Diese Einladung ist für eine andere Adresse."))
    elif invitation.organisation and invitation.organisation != user.organisation:
        _join_organisation(invitation, user)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    for wanted in invitation.roles:
        _keep_promise(wanted, invitation, user, on=timezone.localdate(at))
    audit.record(by=user, verb="accept_invitation", subject=invitation)
    return user


def forget_invitations(*, at: datetime) -> int:
    """At night: what has been over for long."""
    gone, _rows = Invitation.objects.long_over(at).delete()
    return gone


def hash_of(word: str) -> str:
    """Enough for a word of 256 random bits; nobody can guess it."""
    return hashlib.sha256(word.encode()).hexdigest()


def _new_word() -> str:
    return secrets.token_urlsafe(32)


def _new_account(invitation: Invitation, display_name: str, password: str | None) -> User:
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise WrongState(_("Mit dieser Adresse gibt es schon ein Konto. Bitte melden Sie sich an."))
    user = User.objects.create_user(
        invitation.email,
        password,
        display_name=display_name,
        organisation=invitation.organisation,
    )
    # The word reached them at this address.
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def _join_organisation(invitation: Invitation, user: User) -> None:
    """What an account belonged to before gives way; nobody invites themselves into another one."""
    try:
        assign_organisation(
            user=user, organisation=invitation.organisation, by=invitation.invited_by
        )
    except ValidationError as refusal:
        raise _not_to_be_given() from refusal


def _keep_promise(wanted: InvitedRole, invitation: Invitation, user: User, *, on: date) -> None:
    """By the same action as on the page of a person; what has ended or gone meanwhile is not given."""
    until = wanted["valid_until"]
    try:
        grant_role(
            user=user,
            role=wanted["role"],
            by=invitation.invited_by,
            on=on,
            valid_until=date.fromisoformat(until) if until else None,
            scope=(wanted["scope_kind"], wanted["scope_key"]),
        )
    except ValidationError as refusal:
        raise _not_to_be_given() from refusal


def _refuse_unless_still_entitled(inviter: User | None) -> None:
    """Whoever lost the right to give roles leaves no way in behind, for nobody."""
    if inviter is None or not inviter.has_perm("accounts.manage_people"):
        raise _not_to_be_given()


def _not_to_be_given() -> WrongState:
    return WrongState(
        _(
            "Die Rolle, zu der Sie eingeladen wurden, lässt sich so nicht mehr vergeben. Bitten Sie die "
            "Administration um eine neue Einladung."
        )
    )


def _write(invitation: Invitation, word: str) -> None:
    address = public_url(reverse("accounts:invitation_accept", args=[word]))
    context: dict[str, Any] = {
        "invitation": invitation,
        "roles": promised_roles(invitation),
        "address": address,
    }
    letter = "accounts/email/invitation"
    transaction.on_commit(partial(get_adapter().send_mail, letter, invitation.email, context))


def _over() -> WrongState:
    return WrongState(
        _("Diese Einladung gilt nicht mehr. Bitten Sie die Administration um eine neue.")
    )
