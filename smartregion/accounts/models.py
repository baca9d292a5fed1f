"""People and the roles they hold for a time."""

import uuid
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartregion.core.retention import (
    ACCOUNT_HOLDERS,
    CONSENT,
    PUBLIC_TASK,
    STAFF,
    Retention,
    goes,
    nameless,
)
from smartregion.county.models import Organisation


class Role(models.TextChoices):
    """What a person may be in this deployment; what each may do stands in the rooms' rules.py."""

    ADMINISTRATION = "administration", _("Administration")
    STRATEGY_OFFICE = "strategy_office", _("Stabsstelle Digitalisierung")
    EDITOR = "editor", _("Redaktion")
    MODERATOR = "moderator", _("Moderation")
    ANALYST = "analyst", _("Auswertung")
    DATA_PROTECTION = "data_protection", _("Datenschutz")
    MEASURE_OWNER = "measure_owner", _("Maßnahmenverantwortung")
    CONSULTANT = "consultant", _("Beratung")
    REPRESENTATIVE = "representative", _("Vertretung einer Gemeinde")
    PARTICIPANT = "participant", _("Beteiligte Person")


class ScopeKind(models.TextChoices):
    """What a role is held for; the rooms say what lies in it (slots.scopes)."""

    ALL = "all", _("alles")
    FIELD = "field", _("Handlungsfeld")
    MEASURE = "measure", _("Maßnahme")
    MUNICIPALITY = "municipality", _("Stadt oder Gemeinde")
    SURVEY = "survey", _("Umfrage")


# So long nobody has signed in before an account is closed.
DESERTED_AFTER = timedelta(days=730)


class UserQuerySet(models.QuerySet["User"]):
    def unused_since(self, moment: datetime, *, on: date) -> "UserQuerySet":
        """Accounts with which nobody has signed in since, and without a duty on this day."""
        busy = RoleAssignment.objects.valid(on).of_staff()
        seen = Q(last_login__lt=moment) | Q(last_login__isnull=True, joined_at__lt=moment)
        return self.filter(seen, closed_at__isnull=True).exclude(pk__in=busy.values("user"))

    def deserted(self, at: datetime) -> "UserQuerySet":
        """Accounts that are closed at this moment, if their people were written to twice."""
        return self.unused_since(at - DESERTED_AFTER, on=timezone.localdate(at))


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person who logs in by e-mail; without a password only by a mailed code."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person with an account. There are no superusers: rights come from roles only."""

    retention = Retention(
        label=_("Konten"),
        whose=ACCOUNT_HOLDERS,
        ground=CONSENT,
        period=_(
            "24 Monate nach der letzten Anmeldung, nach zwei E-Mails; sonst bis zum Schließen"
        ),
        due=lambda rows, at: rows.deserted(at),
        removed_by="accounts",
        since="joined_at",
    )

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("E-Mail-Adresse"), unique=True)
    display_name = models.CharField(_("Anzeigename"), max_length=80)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    # The person has left: what told who they were is gone, the row stays for what refers to it.
    closed_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    objects = UserManager()

    def __str__(self) -> str:
        return self.display_name or self.email

    @cached_property
    def _held(self) -> frozenset[tuple[str, str, str]]:
        """Role, kind of scope and key of everything held today; one query per request."""
        held = RoleAssignment.objects.filter(user=self).valid(on=timezone.localdate())
        return frozenset(held.values_list("role", "scope_kind", "scope_key"))

    @property
    def current_roles(self) -> frozenset[str]:
        """Roles held today without limit; every rule asks for them."""
        return frozenset(role for role, kind, _key in self._held if kind == ScopeKind.ALL)

    @property
    def roles_anywhere(self) -> frozenset[str]:
        """Roles held today, be it for everything or for one thing only."""
        return frozenset(role for role, _kind, _key in self._held)

    def scopes_as(self, *roles: str) -> frozenset[tuple[str, str]]:
        """The things for which these roles are held today, as kind and key: ("survey", "7")."""
        return frozenset(
            (kind, key) for role, kind, key in self._held if role in roles and kind != ScopeKind.ALL
        )

    def has_perm(self, permission: str, obj: object = None) -> bool:
        """Ask the rooms' rules (django-rules); an inactive person may do nothing."""
        return self.is_active and _ask_rules(self, permission, obj)


def _ask_rules(user: User, permission: str, obj: object) -> bool:
    import rules  # noqa: PLC0415 - the registry is filled when all apps are ready

    return bool(rules.has_perm(permission, user, obj))  # type: ignore[no-untyped-call]


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def valid(self, on: date) -> "RoleAssignmentQuerySet":
        """Roles whose last day has not passed."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))

    def of_staff(self) -> "RoleAssignmentQuerySet":
        """Roles that are more than a citizen's."""
        return self.exclude(role=Role.PARTICIPANT)

    def unlimited(self) -> "RoleAssignmentQuerySet":
        """Roles held for everything, not for one thing only."""
        return self.filter(scope_kind=ScopeKind.ALL)


class RoleAssignment(models.Model):
    """A role that a person holds for everything or for one thing, until a day or until it is taken back."""

    retention = Retention(
        label=_("Rollen"),
        whose=STAFF,
        ground=PUBLIC_TASK,
        period=_("Bis die Rolle zurückgenommen oder das Konto geschlossen wird"),
        links={
            "user": goes("role", "scope_kind", "valid_until", "granted_at"),
            "granted_by": nameless(),
        },
    )

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(_("Rolle"), max_length=20, choices=Role)
    scope_kind = models.CharField(
        _("gilt für"), max_length=12, choices=ScopeKind, default=ScopeKind.ALL, db_default="all"
    )
    # The primary key of the thing: it stays when the thing is renamed. Empty for everything.
    scope_key = models.CharField(max_length=40, blank=True, default="", db_default="")
    valid_until = models.DateField(_("gültig bis einschließlich"), null=True, blank=True)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "scope_kind", "scope_key"], name="role_held_once"
            ),
            models.CheckConstraint(
                condition=Q(scope_kind="all", scope_key="")
                | (~Q(scope_kind="all") & ~Q(scope_key="")),
                name="role_scope_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(role="consultant") | Q(valid_until__isnull=False),
                name="consultant_expires",
                violation_error_message=_("Die Rolle Beratung braucht ein Enddatum."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    @property
    def scope(self) -> tuple[str, str]:
        """Kind and key of what the role is held for."""
        return self.scope_kind, self.scope_key


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> "InvitationQuerySet":
        """Neither accepted nor revoked, be it in time or too late by now."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def good(self, at: datetime) -> "InvitationQuerySet":
        """Those that can be accepted at this moment."""
        return self.unanswered().filter(expires_at__gt=at)

    def long_over(self, at: datetime) -> "InvitationQuerySet":
        last = at - KEPT_AFTER_INVITATION
        over = Q(accepted_at__lt=last) | Q(revoked_at__lt=last) | Q(expires_at__lt=last)
        return self.filter(over)


# So long the office sees what became of an invitation.
KEPT_AFTER_INVITATION = timedelta(days=30)


class Invitation(models.Model):
    """Somebody is asked to work along. There is no account before they accept, and no role either."""

    retention = Retention(
        label=_("Einladungen zur Mitarbeit"),
        whose=STAFF,
        ground=PUBLIC_TASK,
        period=_("30 Tage, nachdem sie angenommen, zurückgezogen oder abgelaufen ist"),
        due=lambda rows, at: rows.long_over(at),
        removed_by="invitations",
        since="created_at",
        links={"invited_by": nameless(), "accepted_by": goes("created_at", "accepted_at")},
        address="email",
        address_shows=("created_at", "expires_at"),
    )

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("E-Mail-Adresse"))
    display_name = models.CharField(_("Name"), max_length=80)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    # What they get when they accept: {"role", "scope_kind", "scope_key", "valid_until"} for each.
    roles = models.JSONField(default=list)
    days = models.PositiveSmallIntegerField(_("Gültig für so viele Tage"), default=14)
    # Of the word in the letter, so that nobody who reads this table can accept.
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invited_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                name="invitation_accepted_or_revoked",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name
