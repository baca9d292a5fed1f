"""Measures and evaluation cycles."""

from typing import Any

from measures.models import Assessment, Cycle, Evidence, Measure
from smartregion.accounts.models import User
from tests.architecture.access.table import PEOPLE, STAFF, Row, only, public


def _own() -> Measure:
    owner = User.objects.get(email=PEOPLE["measure_owner"])
    return Measure.objects.filter(responsible=owner, is_public=True).earliest("number")


def own_measure() -> dict[str, Any]:
    return {"number": _own().number}


def open_cycle() -> dict[str, Any]:
    return {"slug": Cycle.objects.get(state=Cycle.State.OPEN).slug}


def closed_cycle() -> dict[str, Any]:
    return {"slug": Cycle.objects.closed().latest("cutoff_on").slug}


def own_assessment() -> dict[str, Any]:
    owner = User.objects.get(email=PEOPLE["measure_owner"])
    asked = Assessment.objects.filter(cycle__state=Cycle.State.OPEN, measure__responsible=owner)
    assessment = asked.select_related("cycle", "measure").earliest("measure__number")
    return {"slug": assessment.cycle.slug, "number": assessment.measure.number}


def own_evidence() -> dict[str, Any]:
    owner = User.objects.get(email=PEOPLE["measure_owner"])
    evidence = Evidence.objects.filter(measure__responsible=owner).earliest("pk")
    return {"number": evidence.measure.number, "pk": evidence.pk}


WRITERS = ("strategy_office", "editor", "consultant", "measure_owner")
UNSEEN = ["participant", "representative"]  # an open cycle is no business of the public

TABLE: dict[str, Row] = {
    "measures:measure_list": public(),
    "measures:measure_detail": public(where=own_measure),
    "measures:measure_create": only("strategy_office", "editor", "administration"),
    "measures:measure_edit": only(*WRITERS, where=own_measure),
    "measures:milestones": only(*WRITERS, where=own_measure),
    "measures:parties": only(*WRITERS, where=own_measure),
    "measures:guidelines": only(*WRITERS, where=own_measure),
    "measures:origin_add": only(*WRITERS, where=own_measure),
    "measures:evidence_add": only(*WRITERS, where=own_measure),
    "measures:evidence_renew": only(*WRITERS, where=own_evidence, post=True, answer=409),
    "measures:evidence_remove": only(*WRITERS, where=own_evidence),
    "measures:my_measures": only(*STAFF),
    "measures:cycle_list": public(),
    "measures:cycle_detail": public(where=closed_cycle),
    "measures:assess": only(
        "strategy_office", "measure_owner", unseen=UNSEEN, where=own_assessment
    ),
}
