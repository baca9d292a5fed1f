"""Which roles people hold, for what, and what that means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from smartregion.accounts.abilities import ABILITIES, Ability, Reach, reach
from smartregion.accounts.models import Role, RoleAssignment, ScopeKind, User
from smartregion.accounts.queries.people import SOON
from smartregion.accounts.slots import scopes
from smartregion.core.models import AuditEntry

# So many steps of the trail stand on the page of a person.
STEPS = 50


@dataclass(frozen=True)
class HeldRole:
    """A role as it is shown; ``thing`` is what it is limited to, empty for everything."""

    held: RoleAssignment
    thing: str
    is_over: bool
    ends_soon: bool

    @property
    def label(self) -> str:
        return str(self.held.get_role_display())

    @property
    def kind(self) -> str:
        """What sort of thing it is limited to: "Handlungsfeld"."""
        return str(self.held.get_scope_kind_display()) if self.thing else ""


def shown_roles(held: Iterable[RoleAssignment], *, on: date) -> list[HeldRole]:
    """Roles with the names of their things, in one query for each kind of thing."""
    rows = list(held)
    kinds = {each.scope_kind for each in rows} - {ScopeKind.ALL.value}
    names = {kind: dict(scopes.choices(kind)) for kind in kinds}
    return [
        HeldRole(
            held=each,
            thing=_name_in(names, each),
            is_over=each.valid_until is not None and each.valid_until < on,
            ends_soon=each.valid_until is not None and on <= each.valid_until <= on + SOON,
        )
        for each in rows
    ]


def _name_in(names: dict[str, dict[str, str]], held: RoleAssignment) -> str:
    if held.scope_kind == ScopeKind.ALL:
        return ""
    gone = _("nicht mehr vorhanden oder nicht mehr wählbar")
    return str(names[held.scope_kind].get(held.scope_key, gone))


def roles_by_person(people: Sequence[User], *, on: date) -> list[tuple[User, list[HeldRole]]]:
    """Each person of one page of the list with all roles; their assignments are prefetched."""
    held = [each for person in people for each in person.role_assignments.all()]
    shown = shown_roles(held, on=on)
    return [
        (person, [each for each in shown if each.held.user_id == person.pk]) for person in people
    ]


# -- what somebody may do ----------------------------------------------------------------------
@dataclass(frozen=True)
class Duty:
    """One thing somebody may do; ``within`` says where, empty for everywhere."""

    says: str
    within: str


@dataclass(frozen=True)
class RoomOfAbilities:
    room: str
    duties: list[Duty]


def abilities_of(roles: Sequence[HeldRole]) -> list[RoomOfAbilities]:
    """What the roles of today allow beyond what everybody with an account may, room by room."""
    valid = [each for each in roles if not each.is_over]
    found = [(ability, _duty(ability, valid)) for ability in _by_room()]
    held = [(ability.room, duty) for ability, duty in found if duty]
    return [
        RoomOfAbilities(str(room), [duty for _room, duty in duties])
        for room, duties in groupby(held, key=lambda pair: pair[0])
    ]


def _by_room() -> list[Ability]:
    extra = [each for each in ABILITIES.values() if not reach(each.permission, Role.PARTICIPANT)]
    rooms = list(dict.fromkeys(str(each.room) for each in ABILITIES.values()))
    return sorted(extra, key=lambda each: rooms.index(str(each.room)))


def _duty(ability: Ability, roles: Sequence[HeldRole]) -> Duty | None:
    best, things = Reach.NONE, []
    for each in roles:
        kind = None if each.held.scope_kind == ScopeKind.ALL else each.held.scope_kind
        how_far = reach(ability.permission, each.held.role, kind)
        if how_far is Reach.PART:
            things.append(each.thing)
        best = max(best, how_far)
    if best is Reach.NONE:
        return None
    within = {
        Reach.ALL: "",
        Reach.IF: _("nur, wo die Person zuständig ist oder eigens gefragt wurde"),
        Reach.PART: _("nur: %(things)s") % {"things": ", ".join(dict.fromkeys(things))},
    }
    return Duty(str(ability.says), within[best])


# -- what became of the roles ------------------------------------------------------------------
@dataclass(frozen=True)
class Step:
    """One step from the audit trail."""

    at: datetime
    by: User | None
    says: str


def history_of(user: User) -> list[Step]:
    """What happened to somebody's roles, the latest first."""
    about = AuditEntry.objects.filter(
        object_type=User._meta.label_lower, object_id=str(user.pk), verb__in=_VERBS
    )
    rows = about.select_related("actor").order_by("-at", "-pk")[:STEPS]
    return [Step(each.at, each.actor, _VERBS[each.verb](each.changes)) for each in rows]


def _granted(changes: dict[str, Any]) -> str:
    return _("%(role)s vergeben, %(end)s") % {"role": _role_in(changes), "end": _end_in(changes)}


def _moved(changes: dict[str, Any]) -> str:
    return _("%(role)s gilt jetzt %(end)s") % {"role": _role_in(changes), "end": _end_in(changes)}


def _taken(changes: dict[str, Any]) -> str:
    return _("%(role)s zurückgenommen") % {"role": _role_in(changes)}


_VERBS = {"grant_role": _granted, "change_role_end": _moved, "take_back_role": _taken}


def _role_in(changes: dict[str, Any]) -> str:
    """ "Auswertung (Umfrage zur Mobilität)", as the thing was called then."""
    value = changes.get("role")
    label = str(Role(value).label) if value in Role.values else str(value)
    return f"{label} ({changes['for']})" if changes.get("for") else label


def _end_in(changes: dict[str, Any]) -> str:
    day = parse_date(changes.get("valid_until") or "")
    return _("bis %(day)s") % {"day": date_format(day)} if day else _("unbefristet")
