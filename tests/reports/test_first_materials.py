"""What is frozen for the first chapters: as everybody may read it, without persons, with its gaps."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.models import Origin
from participation.contributions.models import Contribution
from smartregion.core.canonical import canonical_json
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Kind
from smartregion.reports.queries.materials import MATERIALS
from tests.factories.consultations import CommentFactory, considered, consulted_version, spot_in
from tests.factories.contributions import AnswerFactory, ContributionFactory
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON
from tests.factories.events import AgendaItemFactory, EventFactory, RegistrationFactory
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory
from tests.factories.measure_indicators import IndicatorFactory, observed
from tests.factories.measures import MeasureFactory, OriginFactory
from tests.factories.minutes import MinutesFactory, PointFactory
from tests.factories.strategy import VersionFactory, public_field, whole_version
from tests.factories.strategy_actors import InvolvementFactory
from tests.factories.strategy_frame import FrameworkFactory
from tests.factories.strategy_maturity import DimensionFactory, closed
from tests.factories.strategy_situation import (
    ExistingProjectFactory,
    FigureFactory,
    FindingFactory,
)
from tests.factories.surveys import both, published, question

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def frozen(name, *, kind=Kind.FINAL, **subjects):
    """A material as the snapshot holds it."""
    brief = Brief(kind=kind, title="Bericht", **subjects)
    return json.loads(canonical_json(MATERIALS[name](brief, NOON)))


@pytest.fixture
def adopted():
    return whole_version(adopted=True)


# -- the starting position -----------------------------------------------------------------------
def test_structure_tells_county_belt_and_country_with_the_source():
    figure = FigureFactory(municipality__zone="belt", value=1500)
    FigureFactory(characteristic=figure.characteristic, municipality__zone="rural", value=500)
    MunicipalityFactory(name="Golzow")
    (topic,) = frozen("structure")
    assert topic["county"]["total_text"] == "2.000"
    assert topic["belt"]["total_text"] == "1.500"
    assert topic["sources"] == [{"name": "Statistisches Landesamt", "on": figure.as_of.isoformat()}]
    assert topic["gaps"] == ["Golzow"]


def test_projects_name_the_fields_of_today(adopted):
    field = adopted.texts.get(element__kind="field")
    project = ExistingProjectFactory()
    project.fields_of_action.add(field.element)
    assert frozen("projects", version=adopted)[0]["fields"] == [field.title]


def test_frameworks_tell_whether_they_hold_on_the_day():
    FrameworkFactory(valid_until=DAY - timedelta(days=1))
    assert frozen("frameworks")[0]["standing"] == "expired"


def test_findings_leave_out_empty_squares(adopted):
    FindingFactory(strategy=adopted.strategy, text="Gute Schulen.")
    (square,) = frozen("findings", version=adopted)
    assert square["field"] == ""
    assert [len(corner["findings"]) for corner in square["corners"]] == [1, 0, 0, 0]


def test_findings_of_a_draft_are_nobodys_business():
    draft = VersionFactory()
    FindingFactory(strategy=draft.strategy)
    assert frozen("findings", version=draft) == []


def test_maturity_is_none_before_a_round_is_closed():
    assert frozen("maturity") is None


def test_maturity_counts_levels_and_names_who_is_missing():
    dimension = DimensionFactory()
    belt, rural = MunicipalityFactory(zone="belt"), MunicipalityFactory(zone="rural", name="Golzow")
    closed((belt, dimension, 1), opens_on=DAY - timedelta(days=400))
    closed((belt, dimension, 3))
    maturity = frozen("maturity")
    (told,) = maturity["dimensions"]
    assert (maturity["reported"], maturity["towns"], maturity["missing"]) == (1, 2, ["Golzow"])
    assert told["actual"] == {"counts": [0, 0, 0, 1, 0], "missing": 1, "median": [3, 3]}
    assert told["before"]["median"] == [1, 1]
    assert [zone["missing"] for zone in told["zones"]] == [0, 1]
    assert rural.name not in json.dumps(told)


# -- formats -------------------------------------------------------------------------------------
def test_formats_stand_in_the_order_of_their_days(adopted):
    InvolvementFactory(strategy=adopted.strategy, on=date(2022, 3, 24), format="Auftakt", people=26)
    EventFactory(past=True, title="Werkstatt")
    EventFactory(title="Kommt noch")
    EventFactory(past=True, draft=True, title="Geheim")
    assert [each["title"] for each in frozen("formats", version=adopted)] == [
        "Auftakt",
        "Werkstatt",
    ]


def test_fewer_than_five_people_are_not_counted(adopted):
    event = EventFactory(past=True)
    for _ in range(4):
        RegistrationFactory(event=event, came=True)
    assert frozen("formats", version=adopted)[0]["people"] is None
    RegistrationFactory(event=event, came=True)
    assert frozen("formats", version=adopted)[0]["people"] == 5


def test_occasion_that_has_a_page_as_event_is_told_once(adopted):
    event = EventFactory(past=True)
    InvolvementFactory(strategy=adopted.strategy, on=event.starts_at.date(), people=9)
    (only,) = frozen("formats", version=adopted)
    assert only["title"] == event.title


# -- what people said ------------------------------------------------------------------------------
def taken_up(**values):
    made = ContributionFactory(state=Contribution.State.TAKEN_UP, **values)
    AnswerFactory(contribution=made, state=Contribution.State.TAKEN_UP, reason="Wird gebaut.")
    return made


def test_voices_quote_what_was_taken_up_without_its_author():
    made = taken_up(author_name="Erika Beispiel", text="Mehr Busse.")
    ContributionFactory(text="Noch offen.")
    taken_up(text="Verborgen.", is_hidden=True)
    (voice,) = frozen("voices")
    assert voice["text"] == "Mehr Busse."
    assert voice["reason"] == "Wird gebaut."
    assert voice["id"] == str(made.pk)
    assert "Erika" not in json.dumps(voice)


def test_voices_name_public_measures_only():
    made = taken_up()
    public, secret = MeasureFactory(is_public=True), MeasureFactory(is_public=False)
    for measure in (public, secret):
        OriginFactory(measure=measure, kind=Origin.Kind.CONTRIBUTION, contribution=made)
    (voice,) = frozen("voices")
    assert [each["title"] for each in voice["grown"]] == [str(public)]


def test_voices_belong_to_the_fields_they_are_about(adopted):
    made, field = taken_up(), adopted.texts.get(element__kind="field")
    made.elements.add(field.element)
    assert frozen("voices")[0]["fields"] == [field.title]


def test_queries_do_not_grow_with_the_voices(django_assert_num_queries):
    taken_up()
    with CaptureQueriesContext(connection) as one:
        frozen("voices")
    for _ in range(3):
        taken_up()
    with django_assert_num_queries(len(one)):
        assert len(frozen("voices")) == 4


def test_drafts_tell_each_comment_with_its_decision():
    version = consulted_version()
    comment = CommentFactory(version=version, spot=spot_in(version), text="Zu selten.")
    considered(comment, reason="Der Takt wird dichter.")
    CommentFactory(version=version, text="Beleidigung", is_hidden=True)
    (draft,) = frozen("consultations", version=version)
    assert (draft["total"], draft["open"]) == (2, 1)
    told = {each["text"]: each for each in draft["comments"]}
    assert told["Zu selten."]["state"] == "übernommen"
    assert told["Zu selten."]["quote"] == "Der Bus fährt zweimal am Tag."
    assert told[""]["is_hidden"]
    assert told[""]["id"] == ""
    assert "Beleidigung" not in json.dumps(draft)


def test_drafts_after_the_version_of_the_report_stay_away(adopted):
    consulted_version(strategy=adopted.strategy)
    assert frozen("consultations", version=adopted) == []


# -- events ----------------------------------------------------------------------------------------
def test_minutes_that_are_not_published_stay_in_the_office():
    minutes = MinutesFactory(intro="Intern.")
    PointFactory(minutes=minutes)
    (event,) = frozen("events")
    assert (event["has_minutes"], event["intro"], event["points"]) == (False, "", [])


def test_agenda_names_offices_and_no_persons():
    event = EventFactory(past=True)
    AgendaItemFactory(event=event, speaker="Erika Beispiel", role="plant Busse")
    (told,) = frozen("events")
    assert told["agenda"][0]["role"] == "plant Busse"
    assert "Erika" not in json.dumps(told)


def test_documentation_of_a_forum_takes_only_its_own_events():
    topic = TopicFactory()
    AgendaItemFactory(event=EventFactory(past=True, title="Dazu"), topic=topic)
    EventFactory(past=True, title="Anderes")
    told = frozen("events", kind=Kind.FORUM, forums=[topic.forum])
    assert [each["title"] for each in told] == ["Dazu"]
    assert len(frozen("events")) == 2


# -- forums, surveys, objectives ---------------------------------------------------------------------
def test_forum_tells_the_impulse_and_what_grew():
    topic = TopicFactory(forum=ForumFactory(), impulse="<p>Der Takt.</p>", is_public=True)
    post = PostFactory(topic=topic, state=Contribution.State.TAKEN_UP)
    measure = MeasureFactory(is_public=True)
    OriginFactory(measure=measure, kind=Origin.Kind.CONTRIBUTION, contribution=post.contribution)
    (told,) = frozen("forums", forums=[topic.forum])[0]["topics"]
    assert told["impulse"] == "<p>Der Takt.</p>"
    assert told["contributions"][0]["grown"][0]["title"] == str(measure)


def test_questionnaire_is_the_one_that_was_published_last():
    version = published([question("single", "netz", text=both("Wie gut ist Ihr Netz?"))])
    (told,) = frozen("questionnaires", kind=Kind.SURVEY, surveys=[version.survey])
    (item,) = told["pages"][0]["questions"]
    assert (item["number"], item["text"]) == (1, "Wie gut ist Ihr Netz?")
    assert item["options"]


def test_targets_stand_with_their_objective(adopted):
    objective = adopted.texts.get(element__kind="objective")
    indicator = IndicatorFactory(measure=None, objective=objective.element, name="Gemeinden")
    observed(indicator, 27)
    (field,) = frozen("targets", version=adopted)
    assert field["objectives"][0]["indicators"][0]["name"] == "Gemeinden"


def test_reading_names_kinds_and_lineage(adopted):
    assert public_field("Andere")
    told = frozen("reading", version=adopted)
    assert told["fields"][0]["kind"] == "field"
    assert told["fields"][0]["parts"][0]["kind"] == "objective"
    assert told["fields"][0]["merged_from"] == []
