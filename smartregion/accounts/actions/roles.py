"""Who holds which role, for what, and until when."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from smartregion.accounts.models import Role, RoleAssignment, ScopeKind, User
from smartregion.accounts.scoping import LIMITED
from smartregion.accounts.slots import Scope, scopes
from smartregion.core import audit
from smartregion.core.errors import WrongState

EVERYTHING: Scope = (ScopeKind.ALL, "")


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: str,
    by: User | None,
    on: date,
    valid_until: date | None = None,
    scope: Scope = EVERYTHING,
) -> RoleAssignment:
    """Give a role for everything or for one thing, or give it anew with another end."""
    if role == Role.ADMINISTRATION and valid_until:
        _refuse_without_administration(besides=user, on=on)
    _refuse_oneself(user, by)
    refuse_impossible_role(role, scope, valid_until, on=on)
    kind, key = scope
    with _openings_end_with_the_role(user, by, on):
        held, _created = RoleAssignment.objects.update_or_create(
            user=user,
            role=role,
            scope_kind=kind,
            scope_key=key,
            defaults={"valid_until": valid_until, "granted_by": by},
        )
    _note("grant_role", held, by)
    return held


@transaction.atomic
def change_role_end(*, held: RoleAssignment, valid_until: date | None, by: User, on: date) -> None:
    """Let a role end on another day, or on none."""
    if held.role == Role.ADMINISTRATION and valid_until:
        _refuse_without_administration(besides=held.user, on=on)
    _refuse_oneself(held.user, by)
    _refuse_end(held.role, valid_until, on)
    held.valid_until = valid_until
    with _openings_end_with_the_role(held.user, by, on):
        held.save(update_fields=["valid_until"])
    _note("change_role_end", held, by)


@transaction.atomic
def take_back_role(*, held: RoleAssignment, by: User, on: date) -> None:
    """End a role at once; one's own, too."""
    if held.role == Role.ADMINISTRATION:
        _refuse_without_administration(besides=held.user, on=on)
    _note("take_back_role", held, by)
    with _openings_end_with_the_role(held.user, by, on):
        held.delete()


@contextmanager
def _openings_end_with_the_role(user: User, by: User | None, on: date) -> Iterator[None]:
    """Surveys were opened to a consultant until the end of their role at the latest; so it stays when that moves."""
    mine = RoleAssignment.objects.filter(user=user, role=Role.CONSULTANT)
    roles = mine.exclude(scope_kind=ScopeKind.SURVEY).valid(on)
    before = roles.aggregate(last=Max("valid_until"))["last"]
    yield
    after = roles.aggregate(last=Max("valid_until"))["last"]
    if before is None or (after and after >= before):
        return
    # What lasts longer than the role ever did was given for itself.
    opened = mine.filter(scope_kind=ScopeKind.SURVEY, valid_until__lte=before)
    for each in opened.filter(valid_until__gt=after) if after else opened:
        if after:
            each.valid_until = after
            each.save(update_fields=["valid_until"])
            _note("change_role_end", each, by)
        else:
            _note("take_back_role", each, by)
            each.delete()


def _note(verb: str, held: RoleAssignment, by: Any) -> None:
    """In the trail stands what is needed to say later who could see what, and the name of the thing."""
    changes: dict[str, object] = {"role": str(held.role)}
    if verb != "take_back_role":
        changes["valid_until"] = held.valid_until and held.valid_until.isoformat()
    audit.record(by=by, verb=verb, subject=held.user, changes=changes | named_scope(held.scope))


def named_scope(scope: Scope) -> dict[str, object]:
    """What a role is limited to, as the trail keeps it; nothing where it is held for everything."""
    kind, _key = scope
    return {} if kind == ScopeKind.ALL else {"scope": str(kind), "for": scopes.name_of(*scope)}


def _refuse_oneself(user: User, by: User | None) -> None:
    if by is not None and user.pk == by.pk:
        raise ValidationError(
            _("Ihre eigenen Rollen vergibt und verlängert eine andere Person der Administration."),
            code="oneself",
        )


def refuse_impossible_role(role: str, scope: Scope, valid_until: date | None, *, on: date) -> None:
    """What nobody can be given, and so nobody can be invited to."""
    _refuse_scope(role, scope)
    _refuse_end(role, valid_until, on)


def _refuse_scope(role: str, scope: Scope) -> None:
    """Only for things that are there, and only where it means something (``scoping.LIMITED``)."""
    kind, key = scope
    if scope == EVERYTHING:
        return
    if kind not in LIMITED.get(role, ()):
        raise ValidationError(
            {
                "scope": _("Die Rolle „%(role)s“ lässt sich darauf nicht beschränken.")
                % {"role": Role(role).label}
            },
            code="no_such_scope",
        )
    if key not in dict(scopes.choices(kind)):
        raise ValidationError({"scope": _("Das gibt es nicht mehr.")}, code="no_such_thing")


def _refuse_end(role: str, valid_until: date | None, on: date) -> None:
    if role == Role.CONSULTANT and valid_until is None:
        raise ValidationError(
            {"valid_until": _("Die Rolle Beratung braucht ein Enddatum.")}, code="no_end"
        )
    if valid_until and valid_until < on:
        raise ValidationError(
            {"valid_until": _("Das Enddatum liegt in der Vergangenheit.")}, code="past_end"
        )


def _refuse_without_administration(*, besides: User, on: date) -> None:
    """Somebody has to stay who can give roles, for good and not only until some day."""
    # Locked, so that two people do not each take the other for the one who stays.
    others = RoleAssignment.objects.select_for_update().filter(
        role=Role.ADMINISTRATION, valid_until__isnull=True, user__is_active=True
    )
    if not any(held.user_id != besides.pk for held in others.valid(on)):
        raise WrongState(
            _(
                "Das ist die letzte unbefristete Administration. Vergeben Sie die Rolle zuerst weiter."
            )
        )
