"""What somebody is invited to, in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.accounts.models import Invitation, Role, ScopeKind
from smartregion.accounts.slots import scopes

FOR = {
    ScopeKind.FIELD: gettext_lazy("%(role)s für das Handlungsfeld %(thing)s"),
    ScopeKind.MEASURE: gettext_lazy("%(role)s für die Maßnahme „%(thing)s“"),
    ScopeKind.MUNICIPALITY: gettext_lazy("%(role)s für %(thing)s"),
    ScopeKind.SURVEY: gettext_lazy("%(role)s für die Umfrage „%(thing)s“"),
}
Names = Mapping[str, Mapping[str, str]]


def promised_roles(invitation: Invitation) -> list[str]:
    """ "Redaktion für das Handlungsfeld Mobilität, bis 30.06.2027", one for each role."""
    [(_same, promised)] = with_promised_roles([invitation])
    return promised


def with_promised_roles(
    invitations: Iterable[Invitation],
) -> list[tuple[Invitation, list[str]]]:
    """Each invitation with its roles; the names of the things in one query for each kind."""
    rows = list(invitations)
    kinds = {wanted["scope_kind"] for each in rows for wanted in each.roles} - {ScopeKind.ALL}
    names = {kind: dict(scopes.choices(kind)) for kind in kinds}
    return [(each, [_in_words(wanted, names) for wanted in each.roles]) for each in rows]


def _in_words(wanted: Mapping[str, Any], names: Names) -> str:
    role, kind = str(Role(wanted["role"]).label), wanted["scope_kind"]
    if kind != ScopeKind.ALL:
        thing = names[kind].get(wanted["scope_key"])
        says = FOR[ScopeKind(kind)] if thing else _("%(role)s für etwas, das es nicht mehr gibt")
        role = str(says) % {"role": role, "thing": thing}
    day = parse_date(wanted["valid_until"] or "")
    if not day:
        return role
    return _("%(role)s, bis %(day)s") % {"role": role, "day": date_format(day, "SHORT_DATE_FORMAT")}
