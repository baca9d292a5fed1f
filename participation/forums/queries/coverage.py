"""How much of what was said has been answered: the same figures for page, desk and report."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch

from participation.contributions.models import Contribution
from participation.contributions.queries import Coverage, Said, coverage_by, said
from participation.forums.models import Forum, Topic
from strategy.models import Element


def topic_coverage(topics: Iterable[Topic]) -> dict[int, Coverage]:
    """The coverage of each topic, in one query for all of them."""
    wanted = [topic.pk for topic in topics]
    found = coverage_by(Contribution.objects.filter(post__topic__in=wanted), "post__topic")
    return {pk: found.get(pk, Coverage()) for pk in wanted}


# -- what must not be left ---------------------------------------------------------------------
@dataclass(frozen=True)
class Gap:
    """A topic with contributions that nobody has read, or whose promised answers are late."""

    forum: str
    topic: str
    url: str
    unread: int
    open: int
    promised: date | None
    is_late: bool


def gaps(*, on: date) -> list[Gap]:
    """Published topics in which people still wait, the one promised first at the top."""
    topics = list(Topic.objects.public().select_related("forum").order_by("answer_by", "pk"))
    coverage = topic_coverage(topics)
    found = [_gap(topic, coverage[topic.pk], on) for topic in topics]
    return [gap for gap in found if gap.unread or gap.is_late]


def _gap(topic: Topic, coverage: Coverage, on: date) -> Gap:
    return Gap(
        forum=topic.forum.title,
        topic=topic.title,
        url=topic.get_absolute_url(),
        unread=coverage.new,
        open=coverage.open,
        promised=topic.answer_by,
        is_late=bool(coverage.open and topic.answer_by and topic.answer_by < on),
    )


# -- for the report ---------------------------------------------------------------------------
@dataclass(frozen=True)
class TopicDocumentation:
    """One impulse as the report tells it."""

    title: str
    question: str
    impulse: str
    impulse_by: str
    impulse_role: str
    responsible: str
    opens_at: datetime | None
    closes_at: datetime | None
    answer_by: date | None
    phase: str
    summary: str
    coverage: Coverage
    municipalities: dict[str, int]
    fields_of_action: list[str]
    contributions: list[Said] = field(default_factory=list)


@dataclass(frozen=True)
class ForumDocumentation:
    """A whole forum as the report tells it; hidden texts are counted, never quoted."""

    title: str
    summary: str
    intro: str
    topics: list[TopicDocumentation]

    @property
    def coverage(self) -> Coverage:
        return sum((topic.coverage for topic in self.topics), Coverage())


def forum_documentation(forum: Forum, *, at: datetime) -> ForumDocumentation:
    """What a report says about a forum: impulses, figures, answered contributions, summaries."""
    topics = list(
        forum.topics.filter(is_public=True)
        .select_related("forum", "responsible")
        # What everybody reads names no field that only a draft has.
        .prefetch_related(Prefetch("elements", Element.objects.visible_to(AnonymousUser())))
    )
    coverage = topic_coverage(topics)
    return ForumDocumentation(
        title=forum.title,
        summary=forum.summary,
        intro=forum.intro,
        topics=[_documented(topic, coverage[topic.pk], at) for topic in topics],
    )


def _documented(topic: Topic, coverage: Coverage, at: datetime) -> TopicDocumentation:
    visible = Contribution.objects.filter(post__topic=topic, is_hidden=False)
    answered = visible.filter(state__in=Contribution.FINAL).select_related("municipality")
    quoted = said(list(answered.order_by("written_at", "pk")))
    return TopicDocumentation(
        title=topic.title,
        question=topic.question,
        impulse=topic.impulse,
        impulse_by=topic.impulse_by,
        impulse_role=topic.impulse_role,
        responsible=topic.responsible.display_name if topic.responsible else "",
        opens_at=topic.opens_at,
        closes_at=topic.closes_at,
        answer_by=topic.answer_by,
        phase=topic.phase(at).value,
        summary=topic.summary,
        coverage=coverage,
        municipalities=_shares(visible),
        fields_of_action=[element.name for element in topic.elements.all()],
        contributions=list(quoted.values()),
    )


def _shares(visible: Iterable[Contribution]) -> dict[str, int]:
    """Contributions per municipality, most first; those without one are left out."""
    named = visible.filter(municipality__isnull=False).order_by()  # type: ignore[attr-defined]
    rows = named.values_list("municipality__name").annotate(count=Count("pk"))
    return dict(rows.order_by("-count", "municipality__name"))
