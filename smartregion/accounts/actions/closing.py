"""Leaving: what tells who somebody was goes, what others rely on stays without a name."""

from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from smartregion.accounts.actions.sessions import end_sessions
from smartregion.accounts.models import Invitation, RoleAssignmentQuerySet, User
from smartregion.accounts.slots import leaving
from smartregion.core import audit
from smartregion.core.errors import WrongState


@transaction.atomic
def close_account(*, user: User, with_texts: bool, at: datetime) -> None:
    """Close an account for good; ``with_texts`` also takes back everything the person wrote.

    The row stays, because replies, answers and the audit trail hang on it; nobody can tell from it
    any more who it was, and nobody can sign in with it.
    """
    if duties_of(user, on=timezone.localdate(at)).exists():
        raise WrongState(
            _(
                "Sie haben noch eine Rolle in diesem Verfahren. Bitte lassen Sie die Administration "
                "Ihre Aufgaben übergeben und die Rolle zurücknehmen; danach können Sie Ihr Konto "
                "schließen."
            )
        )
    # Claimed first: from here on nobody is written to at this account, whatever its texts go through.
    if not User.objects.filter(pk=user.pk, closed_at__isnull=True).update(
        is_active=False, closed_at=at
    ):
        raise WrongState(_("Dieses Konto ist bereits geschlossen."))
    leaving.bid(user=user, with_texts=with_texts, at=at)
    _forget(user)
    audit.record(by=None, verb="close_account", subject=user, changes={"texts": with_texts})


def duties_of(user: User, *, on: date) -> RoleAssignmentQuerySet:
    """Roles that somebody has to hand over first; taking part is none."""
    return user.role_assignments.valid(on).of_staff()


def _forget(user: User) -> None:
    """Everything that tells who it was; the address becomes free for a new beginning."""
    user.refresh_from_db()
    user.role_assignments.all().delete()
    EmailAddress.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    invited = list(Invitation.objects.filter(accepted_by=user))
    end_sessions(user=user)
    user.email = f"{user.public_id}@geschlossen.invalid"
    user.display_name = nameless()
    user.organisation = user.last_login = None
    user.set_unusable_password()
    user.save()
    # Entries about the person carry the name they had then; so do those about how they were asked.
    for each in (user, *invited):
        audit.relabel(subject=each, label=user.display_name)
    Invitation.objects.filter(accepted_by=user).delete()


def nameless() -> str:
    """What stands where the name stood; German like all texts that are kept."""
    with override(settings.LANGUAGE_CODE):
        return _("Ehemaliges Konto")
