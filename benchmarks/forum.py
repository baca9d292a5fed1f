"""A topic on which a thousand people wrote, and fifty of them a second look at it."""

from itertools import cycle

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from benchmarks import load
from benchmarks.figure import Figure
from benchmarks.pages import queries_of, timed
from benchmarks.survey import fetching
from participation.contributions.models import Contribution
from participation.forums.models import Post, Topic
from participation.forums.queries.threads import PER_PAGE, Order

MANY = 1_000
PER_SECOND, SECONDS = 50, 12


def fill_up(topic: Topic) -> None:
    """Bring the topic to 1,000 posts; every fifth is a reply."""
    missing = MANY - topic.posts.count()
    openings, replies = [], []
    for number in range(missing):
        contribution = Contribution(
            channel=Contribution.Channel.FORUM, author_name=f"Person {number}", text=f"Beitrag {number}. " * 12,
            written_at=timezone.now(), is_example=True, supports=number % 7,
            reply_to=openings[number // 5] if number % 5 == 4 else None,
        )  # fmt: skip
        (replies if contribution.reply_to else openings).append(contribution)
    Contribution.objects.bulk_create(openings)
    Contribution.objects.bulk_create(replies)
    Post.objects.bulk_create(Post(contribution=each, topic=topic) for each in openings + replies)
    with connection.cursor() as cursor:
        # What autovacuum does within a minute of so many new rows.
        cursor.execute("ANALYZE")


def topic_page(port: int) -> list[Figure]:
    topic = Topic.objects.open(timezone.now()).select_related("forum").first()
    assert topic is not None
    path = reverse("forums:topic", args=[topic.forum.slug, topic.slug])
    with_few = queries_of(path)
    fill_up(topic)
    floor = fetching(
        "SELECT c.* FROM participation_post p JOIN participation_contribution c ON c.id = p.contribution_id"
        " WHERE p.topic_id = %s",
        topic.pk,
    )
    name = f"forum topic, {MANY:,} posts"
    return [
        Figure(f"{name} (floor: fetch them)", timed(port, path, times=20), "ms", floor, 20),
        *(_queries(f"{name}, {shown} shown", path, shown, with_few) for shown in (PER_PAGE, 100)),
        _crowd(name, port, path, floor),
    ]


def _queries(name: str, path: str, shown: int, with_few: int) -> Figure:
    name = f"{name}: queries (floor: with few posts)"
    return Figure(name, queries_of(f"{path}?show={shown}"), "queries", with_few, 1)


def _crowd(name: str, port: int, path: str, floor: float) -> Figure:
    """The slowest of twenty readers, while fifty a second turn pages and sort in every way."""
    pages = range(1, MANY * 4 // 5 // PER_PAGE + 1)
    asked = cycle(
        load.request("GET", f"{path}?sort={order}&page={page}") for page in pages for order in Order
    )
    # Once without the clock: every process has then read its templates.
    load.drive(port, asked, seconds=2, pace=PER_SECOND)
    seen = load.drive(port, asked, seconds=SECONDS, pace=PER_SECOND)
    return Figure(
        f"{name}: p95 at {PER_SECOND} requests/s (floor: fetch them)",
        seen.p95_ms, "ms", floor, seen.count,
    )  # fmt: skip
