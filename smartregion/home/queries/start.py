"""What everybody sees first: where the process stands, what is open now, what came out of it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.charts import lights_of_all
from measures.models import Cycle, Measure
from measures.queries import CycleSummary, cycle_summary
from participation.consultations.queries import Consultation, Window, consultations
from participation.contributions.models import Contribution
from participation.events.queries import EventCard, upcoming
from participation.forums.models import Topic
from participation.forums.queries import topic_cards
from participation.forums.queries.lists import TopicCard
from participation.surveys.models import Survey
from participation.surveys.queries import (
    ListedSurvey,
    Teaser,
    latest_result_teaser,
    public_surveys,
)
from smartregion.core.charts import Bar, Chart, bar_chart
from strategy.models import Element, StrategyVersion
from strategy.queries import (
    Passage,
    Step,
    around_now,
    current_version,
    public_strategies,
    standing_of,
    steps_of,
    vision_of,
)

MOST_TOPICS = 3
MOST_EVENTS = 3
# So many fit side by side; the page of the process shows them all.
MOST_STEPS = 5


@dataclass(frozen=True)
class Numbers:
    """What has been promised and said so far, in four figures."""

    fields: int
    measures: int
    key_projects: int
    contributions: int
    answered: int


@dataclass(frozen=True)
class StartPage:
    version: StrategyVersion | None
    vision: Passage | None
    standing: str
    steps: list[Step]
    consultations: list[Consultation]
    surveys: list[ListedSurvey]
    topics: list[TopicCard]
    events: list[EventCard]
    teaser: Teaser | None
    teaser_chart: Chart | None
    cycle: CycleSummary | None
    lights: Chart | None
    numbers: Numbers

    @property
    def is_anything_open(self) -> bool:
        return bool(self.consultations or self.surveys or self.topics or self.events)

    @property
    def has_results(self) -> bool:
        return bool(self.teaser or self.cycle)


def start_page(*, at: datetime, language: str) -> StartPage:
    """Everything the start page shows; the same for all readers, so it shows no internal thing."""
    version = current_version()
    teaser = latest_result_teaser(language=language, on=timezone.localdate(at))
    cycle = _latest_cycle()
    steps = _steps(version, at, language)
    return StartPage(
        version=version,
        vision=vision_of(version, language=language) if version else None,
        standing=standing_of(steps),
        steps=around_now(steps, most=MOST_STEPS),
        consultations=_open_consultations(at),
        surveys=_open_surveys(at, language),
        topics=_open_topics(at),
        events=upcoming(at=at, most=MOST_EVENTS),
        teaser=teaser,
        teaser_chart=_teaser_chart(teaser) if teaser else None,
        cycle=cycle,
        lights=lights_of_all(cycle.lights) if cycle else None,
        numbers=_numbers(version),
    )


def _steps(version: StrategyVersion | None, at: datetime, language: str) -> list[Step]:
    """The phases also of a strategy of which nothing may be read yet."""
    strategy = version.strategy if version else public_strategies().first()
    if strategy is None:
        return []
    return steps_of(strategy, on=timezone.localdate(at), language=language)


def _open_consultations(at: datetime) -> list[Consultation]:
    listed = consultations(visible_to=AnonymousUser(), on=timezone.localdate(at))
    return [one for one in listed if one.window == Window.OPEN]


def _open_surveys(at: datetime, language: str) -> list[ListedSurvey]:
    listed = public_surveys(at=at, language=language)
    return [survey for survey in listed if survey.phase == Survey.Phase.OPEN]


def _open_topics(at: datetime) -> list[TopicCard]:
    topics = Topic.objects.open(at).select_related("forum").order_by("closes_at", "position")
    return topic_cards(list(topics[:MOST_TOPICS]), at=at)


def _latest_cycle() -> CycleSummary | None:
    cycles = Cycle.objects.closed().select_related("snapshot").order_by("-cutoff_on")
    cycle = cycles.first()
    return cycle_summary(cycle) if cycle else None


def _numbers(version: StrategyVersion | None) -> Numbers:
    measures = Measure.objects.filter(is_public=True).aggregate(
        all=Count("pk"), key=Count("pk", filter=Q(is_key_project=True))
    )
    said = Contribution.objects.filter(is_hidden=False).aggregate(
        all=Count("pk"), answered=Count("pk", filter=Q(state__in=Contribution.FINAL))
    )
    fields = version.texts.filter(element__kind=Element.Kind.FIELD) if version else None
    return Numbers(
        fields=fields.count() if fields is not None else 0,
        measures=measures["all"],
        key_projects=measures["key"],
        contributions=said["all"],
        answered=said["answered"],
    )


def _teaser_chart(teaser: Teaser) -> Chart:
    notes = [_teaser_note(teaser), *([_("Beispieldaten.")] if teaser.is_example else [])]
    return bar_chart(
        title=teaser.question,
        bars=[Bar(count.label, count.count) for count in teaser.counts],
        total=teaser.answered,
        note=" ".join(notes),
    )


def _teaser_note(teaser: Teaser) -> str:
    if teaser.is_interim:
        return _("Die häufigsten Antworten; Zwischenstand, auf Zehner abgerundet.")
    return _("Die häufigsten Antworten.")
