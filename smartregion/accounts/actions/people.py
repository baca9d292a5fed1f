"""Accounts of colleagues, and under which name people appear."""

from functools import partial
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from smartregion.accounts.actions.sessions import end_sessions
from smartregion.accounts.models import User
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.county.models import Organisation


@transaction.atomic
def add_person(
    *, email: str, display_name: str, by: Any, organisation: Organisation | None = None
) -> User:
    """Make an account for a colleague, who signs in with a code sent to that address."""
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError(
            {"email": _("Mit dieser Adresse gibt es schon ein Konto.")}, code="email_taken"
        )
    user = User.objects.create_user(email, display_name=display_name, organisation=organisation)
    # Not verified: the first code that reaches them proves the address.
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    named = {"organisation": organisation.name} if organisation else None
    audit.record(by=by, verb="add_person", subject=user, changes=named)
    return user


@transaction.atomic
def assign_organisation(*, user: User, organisation: Organisation | None, by: User | None) -> None:
    """Say for which organisation somebody works, or for none; what representatives may do hangs on it."""
    if by is not None and user.pk == by.pk:
        raise ValidationError(
            _("Ihre eigene Organisation ändert eine andere Person der Administration."),
            code="oneself",
        )
    # Claimed, so that an account that closes meanwhile stays without one.
    changed = User.objects.filter(pk=user.pk, closed_at__isnull=True)
    if not changed.update(organisation=organisation):
        raise WrongState(_("Dieses Konto ist bereits geschlossen."))
    user.organisation = organisation
    named = {"organisation": organisation.name if organisation else None}
    audit.record(by=by, verb="assign_organisation", subject=user, changes=named)


@transaction.atomic
def rename_person(*, user: User, display_name: str) -> None:
    """People choose the name under which they appear; what they wrote before keeps its name."""
    user.display_name = display_name
    user.save(update_fields=["display_name"])
    audit.record(by=user, verb="rename_person", subject=user)


@transaction.atomic
def remove_second_factor(*, user: User, by: Any) -> None:
    """Help somebody who lost phone and recovery codes: they are signed out and begin anew."""
    gone, _rows = Authenticator.objects.filter(user=user).delete()
    if not gone:
        raise WrongState(_("Diese Person hat keinen zweiten Faktor eingerichtet."))
    end_sessions(user=user)
    audit.record(by=by, verb="remove_second_factor", subject=user)
    # Also to whoever did not ask for it.
    letter = "accounts/email/second_factor_removed"
    transaction.on_commit(partial(get_adapter().send_mail, letter, user.email, {"user": user}))
