"""Whom a cycle asks for each report that is still awaited: the person responsible, the field lead, or the office.

Whoever cannot answer is passed over, with the reason: nobody is named, the account is closed, the role has
ended, or letters do not arrive. The strategy office comes last and is always there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.models import Assessment, AssessmentQuerySet, Cycle, FieldLead
from smartregion.accounts.models import Role, RoleAssignment, ScopeKind, User
from smartregion.notices.queries import refused

State = Assessment.State


class Via(models.TextChoices):
    """As what somebody is asked, in the order in which they are."""

    OWNER = "owner", _("verantwortliche Person")
    FIELD_LEAD = "field_lead", _("verantwortlich für das Handlungsfeld")
    OFFICE = "office", _("Stabsstelle")


# Who is named answers in one of these roles.
ANSWERING = {
    Via.OWNER: {Role.MEASURE_OWNER, Role.REPRESENTATIVE, Role.STRATEGY_OFFICE},
    Via.FIELD_LEAD: set(Role) - {Role.PARTICIPANT},
}


class Why(models.TextChoices):
    """Why somebody is not asked who ought to be."""

    NOBODY = "nobody", _("niemand eingetragen")
    LEFT = "left", _("Konto geschlossen oder gesperrt")
    NO_ROLE = "no_role", _("Rolle fehlt oder ist abgelaufen")
    REFUSED = "refused", _("E-Mails kommen nicht an")


@dataclass(frozen=True)
class PassedOver:
    """Somebody who ought to be asked and cannot be; no person where nobody is named."""

    via: Via
    why: Why
    person: User | None = None


@dataclass(frozen=True)
class Asked:
    """One awaited report, and whom it is asked of today; no person means the office as a whole."""

    assessment: Assessment
    person: User | None
    via: Via
    passed_over: list[PassedOver] = field(default_factory=list)


@dataclass(frozen=True)
class Askee:
    """Somebody with all the reports that are asked of them; no person means the office as a whole."""

    person: User | None
    via: Via
    assessments: list[Assessment]


def askees_of(cycle: Cycle, *, on: date) -> list[Askee]:
    """Whom each awaited report of a running cycle is asked of, by name; the office comes last."""
    grouped: dict[tuple[User | None, Via], list[Assessment]] = defaultdict(list)
    for each in asked_for(cycle.assessments.all(), on=on):
        grouped[each.person, each.via].append(each.assessment)
    found = [Askee(person, via, reports) for (person, via), reports in grouped.items()]
    return sorted(found, key=_by_name)


def asked_for(assessments: AssessmentQuerySet, *, on: date) -> list[Asked]:
    """The same for each report that may still come, by number of its measure."""
    wanted = assessments.filter(
        models.Q(state__in=Assessment.AWAITED) | models.Q(state=State.MISSING),
        cycle__state__in=Cycle.RUNNING,
    )
    related = ("cycle", "measure__responsible", "measure__field__successor")
    reports = list(wanted.select_related(*related).order_by("measure__number", "pk"))
    if not reports:
        return []
    leads = _leads()
    standing = _Standing.of(_people(reports, leads), on=on)
    return [_asked(report, leads, standing) for report in reports]


def asked_of_lead(person: User, *, on: date) -> list[Asked]:
    """What this person is asked because they answer for the field of action."""
    led = FieldLead.objects.filter(person=person).values("field")
    within = models.Q(measure__field__in=led) | models.Q(measure__field__successor__in=led)
    asked = asked_for(Assessment.objects.filter(within), on=on)
    return [each for each in asked if each.person == person and each.via == Via.FIELD_LEAD]


def _asked(report: Assessment, leads: Mapping[UUID, User], standing: "_Standing") -> Asked:
    """Go down the chain until somebody can answer."""
    measure = report.measure
    lead = leads.get(measure.field.today.pk) or leads.get(measure.field_id)
    passed_over: list[PassedOver] = []
    for via, person in ((Via.OWNER, measure.responsible), (Via.FIELD_LEAD, lead)):
        why = standing.why_not(person, via)
        if why is None:
            return Asked(report, person, via, passed_over)
        if person not in [one.person for one in passed_over]:
            passed_over.append(PassedOver(via, why, person))
    return Asked(report, None, Via.OFFICE, passed_over)


def _leads() -> dict[UUID, User]:
    """By field of action."""
    found = FieldLead.objects.select_related("person")
    return {lead.field_id: lead.person for lead in found}


def _people(reports: Iterable[Assessment], leads: Mapping[UUID, User]) -> list[User]:
    """Everybody who may have to answer, each once."""
    owners = (report.measure.responsible for report in reports)
    return list({one.pk: one for one in (*owners, *leads.values()) if one}.values())


@dataclass(frozen=True)
class _Standing:
    """Who may answer on a day, and whom letters reach; read once for all of them."""

    roles: Mapping[int, set[str]]
    unreached: Mapping[int, Any]

    @classmethod
    def of(cls, people: list[User], *, on: date) -> "_Standing":
        roles: dict[int, set[str]] = defaultdict(set)
        held = RoleAssignment.objects.filter(user__in=people).valid(on)
        held = held.exclude(scope_kind=ScopeKind.SURVEY)
        for user, role in held.values_list("user", "role"):
            roles[user].add(role)
        return cls(roles, refused(people))

    def why_not(self, person: User | None, via: Via) -> Why | None:
        """What keeps them from answering; None where nothing does."""
        if person is None:
            return Why.NOBODY
        if not person.is_active:
            return Why.LEFT
        if not ANSWERING[via] & self.roles.get(person.pk, set()):
            return Why.NO_ROLE
        return Why.REFUSED if person.pk in self.unreached else None


def _by_name(askee: Askee) -> tuple[bool, str, int, str]:
    if askee.person is None:
        return (True, "", 0, askee.via)
    return (False, str(askee.person).casefold(), askee.person.pk, askee.via)
