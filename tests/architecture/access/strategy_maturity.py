"""Everybody reads closed rounds; each municipality speaks for itself; the office leads."""

from typing import Any

from smartregion.accounts.models import User
from strategy.models import MaturityDimension, MaturityRound
from tests.architecture.access.table import PEOPLE, Row, only, public

KEEPERS = ("strategy_office", "editor")
# An open round is no business of guests: to them it does not exist.
GUESTS = ["participant", "representative"]


def closed_round() -> dict[str, Any]:
    return {"pk": MaturityRound.objects.closed().latest("opens_on").pk}


def open_round() -> dict[str, Any]:
    return {"pk": MaturityRound.objects.open().get().pk}


def own_municipality() -> dict[str, Any]:
    user = User.objects.get(email=PEOPLE["representative"])
    return {"slug": user.organisation.municipality.slug}


def dimension() -> dict[str, Any]:
    return {"slug": MaturityDimension.objects.first().slug}


TABLE: dict[str, Row] = {
    "strategy:maturity": public(),
    "strategy:maturity_round": public(where=closed_round),
    "strategy:maturity_table": public(where=closed_round),
    "strategy:maturity_change": public(),
    "strategy:maturity_municipality": public(where=own_municipality),
    "strategy:maturity_report_own": only("representative", "strategy_office"),
    "strategy:maturity_report": only("representative", "strategy_office", where=own_municipality),
    "strategy:maturity_manage": only("strategy_office", "editor", "consultant", "administration"),
    "strategy:maturity_suggest": only(*KEEPERS, post=True),
    "strategy:maturity_round_create": only(*KEEPERS),
    "strategy:maturity_round_follow": only(
        "strategy_office", "editor", "consultant", "administration", where=open_round, unseen=GUESTS
    ),
    "strategy:maturity_round_edit": only(*KEEPERS, where=open_round, unseen=GUESTS),
    "strategy:maturity_round_close": only("strategy_office", where=open_round, unseen=GUESTS),
    "strategy:maturity_round_remove": only("strategy_office", where=open_round, unseen=GUESTS),
    "strategy:maturity_dimension_create": only(*KEEPERS),
    "strategy:maturity_dimension_edit": only(*KEEPERS, where=dimension),
    "strategy:maturity_dimension_move": only(*KEEPERS, where=dimension, post=True),
    "strategy:maturity_dimension_retire": only(*KEEPERS, where=dimension, post=True),
}
