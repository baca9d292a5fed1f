"""Measures, cycles, prioritisations, indicators and proposals for the revision."""

from measures.models import Assessment, Cycle, Measure, Prioritisation, RevisionProposal
from smartregion.accounts.models import User
from tests.architecture.access.table import PEOPLE, STAFF
from tests.architecture.states.words import EVERYBODY, Arguments, Noun, State

INSIDE = frozenset(STAFF)
NOT_OWNER = EVERYBODY - {"measure_owner"}


def internal(given: Arguments) -> Arguments:
    Measure.objects.filter(number=given["number"]).update(is_public=False)
    return given


def merged(given: Arguments) -> Arguments:
    other = Measure.objects.exclude(number=given["number"]).exclude(state="merged")[0]
    measures = Measure.objects.filter(number=given["number"])
    measures.update(state="merged", merged_into=other, state_reason="Geht darin auf.")
    return given


def given_up(given: Arguments) -> Arguments:
    measures = Measure.objects.filter(number=given["number"], merged_into=None)
    measures.update(state="cancelled", state_reason="Kein Geld.")
    return given


def _other() -> User:
    return User.objects.get(email=PEOPLE["other_owner"])


def anothers(given: Arguments) -> Arguments:
    measures = Measure.objects.filter(number=given["number"])
    measures.update(responsible=_other(), lead=None)
    return given


def anothers_indicator(given: Arguments) -> Arguments:
    Measure.objects.filter(indicators=given["pk"]).update(responsible=_other(), lead=None)
    return given


def internal_indicator(given: Arguments) -> Arguments | None:
    measures = Measure.objects.filter(indicators=given["pk"])
    return given if measures.update(is_public=False) else None


def running_cycle(given: Arguments) -> Arguments:
    return {**given, "slug": Cycle.objects.get(state=Cycle.State.OPEN).slug}


def running_report(given: Arguments) -> Arguments:
    """A report of the running cycle on a measure that somebody else answers for."""
    report = Assessment.objects.filter(cycle__state="open").exclude(
        measure__responsible__email=PEOPLE["measure_owner"]
    )[0]
    Measure.objects.filter(pk=report.measure_id).update(responsible=_other(), lead=None)
    return {"slug": report.cycle.slug, "number": report.measure.number}


def unfinished_round(given: Arguments) -> Arguments:
    Prioritisation.objects.filter(slug=given["slug"]).update(is_public=False)
    return given


def undecided(given: Arguments) -> Arguments:
    return {**given, "pk": RevisionProposal.objects.open()[0].pk}


MEASURES = (
    "measures:measure_*", "measures:merged_profile", "measures:milestones", "measures:part*", "measures:guidelines",
    "measures:evidence_*", "measures:cost_lines", "measures:grant*", "measures:indicator_add", "measures:dependencies",
    "measures:risks", "measures:origin_*", "measures:history", "measures:remark*", "measures:file*", "measures:follow*",
    "api:measure",
)  # fmt: skip
# One's own among them: what people say beside a measure stays theirs, whoever answers for it.
MINE = {
    "measures:remark_take_back": "a remark is its author's, whoever answers for the measure",
    "measures:measure_detail": "public", "measures:measure_feed": "public", "measures:file": "public",
    "measures:follow*": "following is for everybody", "measures:remarks": "for all of the staff",
    "measures:history": "for all of the staff", "measures:merged_profile": "for all of the staff", "api:measure": "public",
}  # fmt: skip
INDICATORS = ("measures:indicator_[!a]*", "measures:value_*", "measures:survey_*")
ANYBODYS = {"measures:indicator_detail": "public"}
CYCLES = ("measures:cycle_*",)
REPORTS = (
    "measures:accept",
    "measures:return_report",
    "measures:waive",
    "measures:report_history",
    "measures:assess",
)
ROUNDS = ("measures:prioritisation_*", "measures:ballot*", "measures:rate")

NOUNS = (
    Noun(
        "measure", "number", MEASURES,
        states=(
            State("internal", internal, INSIDE),
            State("merged", merged),
            State("given up", given_up),
            State("another's", anothers, NOT_OWNER, besides=MINE, handed=("measure_owner", "other_owner")),
        ),
    ),
    Noun(
        "indicator", "pk", INDICATORS,
        states=(
            State("of an internal measure", internal_indicator, INSIDE),
            State("another's", anothers_indicator, NOT_OWNER, besides=ANYBODYS, handed=("measure_owner", "other_owner")),
        ),
    ),
    Noun("cycle", "slug", CYCLES, states=(State("running", running_cycle, INSIDE),)),
    Noun("report on a measure", "number", REPORTS, states=(
        State("another's", running_report, INSIDE - {"measure_owner"}, handed=("measure_owner", "other_owner")),
    )),
    Noun("prioritisation", "slug", ROUNDS,
         states=(State("not public", unfinished_round, INSIDE),)),
    Noun("proposal for the revision", "pk", ("measures:revision_*",),
         states=(State("undecided", undecided, INSIDE),)),
    Noun("correction of a closed cycle", "number", ("measures:cycle_correct",),
         stateless="only what is closed can be corrected; a running cycle is the state of the cycle"),
    Noun("cycle of the revision", "slug", ("measures:revision_add", "measures:strategy_check"),
         states=(State("running", running_cycle, INSIDE),)),
    Noun("objective", "key", ("measures:objective_*",), stateless="its drafts are those of strategy:element"),
    Noun("link of a letter", "key", ("measures:personal_report", "measures:secret_calendar"),
         stateless="a secret of its own"),
    Noun("existing project", "pk", ("measures:project_propose",), stateless="kept by the office"),
)  # fmt: skip
