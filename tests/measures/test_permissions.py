"""Who may do what: every role, every verb, on public and internal measures, in each phase of a cycle."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from measures.models import Assessment, Measure
from smartregion.accounts.models import Role
from tests.cast import ClientAs, person
from tests.factories.measures import AssessmentFactory, MeasureFactory, closed

pytestmark = pytest.mark.django_db

PEOPLE = [
    "nobody", "participant", "expired_consultant", "analyst", "moderator", "administration",
    "other_owner", "owner", "consultant", "editor", "office",
]  # fmt: skip
STAFF = set(PEOPLE) - {"nobody", "participant", "expired_consultant"}
WRITERS = {"office", "editor", "consultant", "owner"}
MEASURE_VERBS = {
    "measure_edit": WRITERS,
    "milestones": WRITERS,
    "parties": WRITERS,
    "guidelines": WRITERS,
    "origin_add": WRITERS,
    "measure_move": {"office"},
}
CYCLE_VERBS = {"assess": {"office", "owner"}, "cycle_close": {"office"}, "accept": {"office"}}
ROOM_VERBS = {
    "measure_create": {"office", "editor", "administration"},
    "my_measures": STAFF,
    "cycle_plan": {"office"},
    "field_leads": {"office"},
}


@dataclass
class Scene:
    """One measure, its responsible person, and whoever looks at it."""

    measure: Measure
    assessment: Assessment
    client: Client
    who: str

    def ask(self, verb: str, *args: str) -> int:
        url = reverse(f"measures:{verb}", args=args)
        answer = self.client.post(url) if verb == "accept" else self.client.get(url)
        return answer.status_code


@pytest.fixture(params=PEOPLE)
def who(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[True, False], ids=["public", "internal"])
def scene(request: pytest.FixtureRequest, who: str, client_as: ClientAs) -> Scene:
    owner = person("responsible", Role.MEASURE_OWNER)
    measure = MeasureFactory(responsible=owner, is_public=request.param)
    assessment = AssessmentFactory(measure=measure)
    if who == "nobody":
        client = Client()
    elif who == "owner":
        client = client_as(owner)
    else:
        name = "owner" if who == "other_owner" else who
        client = client_as(request.getfixturevalue(name))
    return Scene(measure, assessment, client, who)


def expected(scene: Scene, allowed: set[str], *, ok: int = 200) -> int:
    if scene.who in allowed:
        return ok
    if scene.who == "nobody":
        return 302
    return 403 if scene.who in STAFF or scene.measure.is_public else 404


@pytest.mark.behaviour("M13")
def test_measure_is_written_only_by_those_who_answer_for_it(scene: Scene) -> None:
    given = {verb: scene.ask(verb, scene.measure.number) for verb in MEASURE_VERBS}
    assert given == {verb: expected(scene, allowed) for verb, allowed in MEASURE_VERBS.items()}


def test_open_cycle_is_worked_on_only_by_those_asked(scene: Scene) -> None:
    slug, number = scene.assessment.cycle.slug, scene.measure.number
    given = {
        "assess": scene.ask("assess", slug, number),
        "cycle_close": scene.ask("cycle_close", slug),
        # Nothing was handed in yet, so accepting is refused as too early, not as forbidden.
        "accept": scene.ask("accept", slug, number),
    }
    wanted = {
        verb: expected(scene, allowed, ok=409 if verb == "accept" else 200)
        for verb, allowed in CYCLE_VERBS.items()
    }
    if scene.who not in STAFF | {"nobody"}:
        wanted = dict.fromkeys(wanted, 404)  # an open cycle is no business of the public
    assert given == wanted


def test_measure_is_read_by_everybody_or_by_staff(scene: Scene) -> None:
    readable = scene.measure.is_public or scene.who in STAFF
    assert scene.ask("measure_detail", scene.measure.number) == (200 if readable else 404)


def test_open_cycle_is_read_by_staff_only(scene: Scene) -> None:
    wanted = 200 if scene.who in STAFF else 404
    assert scene.ask("cycle_detail", scene.assessment.cycle.slug) == wanted


def test_room_is_managed_by_those_who_run_it(scene: Scene) -> None:
    refused = 302 if scene.who == "nobody" else 403
    given = {verb: scene.ask(verb) for verb in ROOM_VERBS}
    assert given == {
        verb: 200 if scene.who in allowed else refused for verb, allowed in ROOM_VERBS.items()
    }


@pytest.mark.parametrize("verb", ["assess", "cycle_close"])
def test_closed_cycle_takes_nothing_more(verb: str, office: object, client_as: ClientAs) -> None:
    measure = MeasureFactory()
    cycle = closed((measure, "green"))
    args = [cycle.slug] if verb == "cycle_close" else [cycle.slug, measure.number]
    answer = client_as(office).post(reverse(f"measures:{verb}", args=args), {"lock_version": 1})  # type: ignore[arg-type]
    assert answer.status_code == 409
    assert "geschlossen" in answer.content.decode()


@pytest.mark.behaviour("M13")
@pytest.mark.parametrize("who", ["nobody", "participant", "expired_consultant", "other_owner"])
def test_refused_writing_changes_nothing(scene: Scene) -> None:
    url = reverse("measures:measure_edit", args=[scene.measure.number])
    data = {"title": "Gekapert", "lock_version": 1, "summary": "x", "field": scene.measure.field_id}
    assert scene.client.post(url, data).status_code in {302, 403, 404}
    assert Measure.objects.get().title == scene.measure.title
