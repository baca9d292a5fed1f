"""One word in each thing that is not for everybody, in each of its states; wherever it is read, it is told by it.

``CANARIES`` says of each who may read it. They are planted in things of their own and in things of the demo that
are public beside them, because a leak needs data that could leak.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from measures.models import CostLine, Cycle, Grant, Indicator, Measure, MeasureFile, Remark, Risk
from participation.events.models import Event, LiveQuestion, MinutePoint, Minutes
from participation.forums.models import Topic
from participation.surveys.models import Survey
from smartregion.accounts.models import User
from smartregion.reports.models import Report
from strategy.models import Element, Strategy, StrategyVersion
from tests.architecture.access.participation import HOSTS
from tests.architecture.access.participation import READERS as SURVEY_READERS
from tests.architecture.access.reports import READERS as REPORT_READERS
from tests.architecture.access.table import PEOPLE, STAFF
from tests.factories.accounts import UserFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.events import EventFactory, RegistrationFactory
from tests.factories.forums import ForumFactory, PostFactory, TopicFactory, reply_in
from tests.factories.manuscripts import manuscript
from tests.factories.measures import (
    AssessmentFactory,
    CycleFactory,
    MeasureFactory,
    MilestoneFactory,
)
from tests.factories.reports import ReportFactory
from tests.factories.strategy import ElementFactory, ElementTextFactory, VersionFactory
from tests.factories.strategy_situation import FindingFactory
from tests.factories.surveys import question, respond, survey_with

WORD = re.compile(r"zqkanari(?:[a-z]+)q", re.IGNORECASE)
TEAM, INSIDE = frozenset(HOSTS), frozenset(STAFF)
SURVEYS, REPORTS = frozenset(SURVEY_READERS), frozenset(REPORT_READERS)
# Whom nobody but the person and the administration reads: their address.
ADMINISTRATION = frozenset({"administration"})


@dataclass(frozen=True)
class Canary:
    name: str
    read_by: frozenset[str]
    plant: Callable[[str, datetime], None]

    @property
    def word(self) -> str:
        return f"Zqkanari{self.name}q"


def _topic() -> Topic:
    return Topic.objects.public().filter(has_map=True)[0]


def _field() -> Element:
    return Element.objects.fields_of_action()[0]


def _measure() -> Measure:
    owner = User.objects.get(email=PEOPLE["measure_owner"])
    return Measure.objects.filter(responsible=owner, is_public=True).earliest("number")


def _nobody(word: str) -> User:
    person: User = UserFactory(email=f"{word.lower()}@example.org")
    return person


# -- strategy ----------------------------------------------------------------------------------
def withdrawn_version(word: str, _at: datetime) -> None:
    strategy = StrategyVersion.objects.adopted()[0].strategy
    version = VersionFactory(strategy=strategy, label="9.7", state=StrategyVersion.State.WITHDRAWN)
    element = ElementFactory(strategy=strategy, slug=word.lower(), name=word)
    ElementTextFactory(version=version, element=element, title=word, summary=word, body=word)


def second_strategy(word: str, _at: datetime) -> None:
    """Another process of the same county, of which nothing is public yet."""
    other = Strategy.objects.create(
        slug=word.lower(), title=word, period_start=2030, period_end=2035
    )
    version = VersionFactory(strategy=other, label="0.1")
    text = ElementTextFactory(version=version, title=word)
    FindingFactory(strategy=other, text=word, field_of_action=text.element)
    MeasureFactory(field=text.element, number="HF00-M98", title=word)
    CycleFactory(
        for_measure=MeasureFactory(field=text.element, number="HF00-M97", title=word),
        title=word,
        state="planned",
    )


# -- measures ----------------------------------------------------------------------------------
def internal_measure(word: str, _at: datetime) -> None:
    beside = _measure()
    hidden = MeasureFactory(
        number="HF00-M99", title=word, summary=word, is_public=False, field=beside.field, strategy=beside.strategy,
        lead=beside.lead,
    )  # fmt: skip
    MilestoneFactory(measure=hidden, title=word)
    Grant.objects.create(measure=hidden, programme=word, amount_eur=1, state="approved")
    CostLine.objects.create(measure=hidden, year=2026, kind="staff", label=word, planned_eur=5)
    Indicator.objects.create(measure=hidden, name=word, source=word)


def internal_of_a_public_measure(word: str, at: datetime) -> None:
    measure, by = _measure(), User.objects.get(email=PEOPLE["measure_owner"])
    Remark.objects.create(measure=measure, text=word, by=by, at=at)
    Risk.objects.create(measure=measure, title=word, probability=3, impact=3, is_internal=True)
    MeasureFile.objects.create(measure=measure, title=word, link=f"https://example.org/{word}")
    CostLine.objects.create(
        measure=measure, year=2027, kind="staff", label="Stelle", planned_eur=500, budget_line=word
    )


def running_cycle(word: str, _at: datetime) -> None:
    measure = MeasureFactory(
        number="HF00-M96", field=_field(), strategy=_measure().strategy, lead=None
    )
    cycle = Cycle.objects.get(state=Cycle.State.OPEN, strategy=measure.strategy)
    Cycle.objects.filter(pk=cycle.pk).update(title=word)
    AssessmentFactory(measure=measure, cycle=cycle, done_since=word, light="red")


# -- participation -----------------------------------------------------------------------------
def draft_survey(word: str, _at: datetime) -> None:
    survey_with(question("single", text={"de": word, "en": word}), title={"de": word, "en": word})


def text_of_an_answer(word: str, _at: datetime) -> None:
    """What one person wrote in an open survey: released are figures and chosen quotes, never answers."""
    survey = Survey.objects.get(slug="digitalisierung-in-potsdam-mittelmark")
    code = survey.questions.filter(type="long_text")[0].code
    respond(survey.versions.latest("number"), {code: word})


def unpublished_forum(word: str, _at: datetime) -> None:
    ForumFactory(title=word, is_public=False)
    TopicFactory(forum=_topic().forum, title=word, draft=True)


def hidden_words(word: str, at: datetime) -> None:
    topic = _topic()
    shown = PostFactory(topic=topic, text="sichtbar", written_at=at)
    for is_held in (False, True):
        said = {
            "text": word,
            "author_name": word,
            "written_at": at,
            "is_hidden": True,
            "is_held": is_held,
        }
        PostFactory(topic=topic, **said).contribution.elements.add(_field())
        reply_in(shown, **said)


def address_of_an_author(word: str, at: datetime) -> None:
    PostFactory(topic=_topic(), text="von jemandem", author=_nobody(word), written_at=at)


def event_in_preparation(word: str, at: datetime) -> None:
    # Soon: calendars and lists forget what is long over.
    soon = {"starts_at": at, "ends_at": at + timedelta(hours=2)}
    EventFactory(title=word, draft=True, **soon)
    event = EventFactory(**soon)
    minutes = Minutes.objects.create(event=event, intro=word)
    MinutePoint.objects.create(minutes=minutes, number=1, text=word)
    said = ContributionFactory(channel="event", text=word, is_hidden=True)
    LiveQuestion.objects.create(contribution=said, event=event, state="hidden")


def who_registered(word: str, _at: datetime) -> None:
    for event in Event.objects.filter(is_public=True)[:2]:
        RegistrationFactory(event=event, name=word, email=f"{word.lower()}{event.pk}@example.org")


# -- reports -----------------------------------------------------------------------------------
def unreleased_report(word: str, _at: datetime) -> None:
    version = StrategyVersion.objects.adopted()[0]
    report = ReportFactory(title=word, version=version)
    Report.objects.filter(pk=report.pk).update(cycle=Cycle.objects.closed().latest("cutoff_on"))
    manuscript(title=word, version=version)


CANARIES = (
    Canary("versionwithdrawn", INSIDE, withdrawn_version),
    Canary("secondstrategy", INSIDE, second_strategy),
    Canary("measureinternal", INSIDE, internal_measure),
    Canary("measurewords", INSIDE, internal_of_a_public_measure),
    Canary("cyclerunning", INSIDE | {"representative"}, running_cycle),
    Canary("surveydraft", SURVEYS, draft_survey),
    Canary("answer", SURVEYS, text_of_an_answer),
    Canary("forumdraft", TEAM, unpublished_forum),
    Canary("hidden", TEAM, hidden_words),
    Canary("author", TEAM | ADMINISTRATION, address_of_an_author),
    Canary("event", TEAM, event_in_preparation),
    Canary("registration", TEAM, who_registered),
    Canary("report", REPORTS, unreleased_report),
)


def told(text: str) -> set[str]:
    """The canaries that stand in a text."""
    return {found.lower() for found in WORD.findall(text)}
