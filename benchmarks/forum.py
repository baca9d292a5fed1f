"""A topic on which a thousand people wrote."""

from django.urls import reverse
from django.utils import timezone

from benchmarks.figure import Figure
from benchmarks.pages import queries_of, timed
from benchmarks.survey import fetching
from participation.contributions.models import Contribution
from participation.forums.models import Post, Topic

MANY = 1_000


def fill_up(topic: Topic) -> None:
    """Bring the topic to 1,000 posts; every fifth is a reply."""
    missing = MANY - topic.posts.count()
    openings, replies = [], []
    for number in range(missing):
        contribution = Contribution(
            channel=Contribution.Channel.FORUM, author_name=f"Person {number}", text=f"Beitrag {number}. " * 12,
            written_at=timezone.now(), is_example=True,
            reply_to=openings[number // 5] if number % 5 == 4 else None,
        )  # fmt: skip
        (replies if contribution.reply_to else openings).append(contribution)
    Contribution.objects.bulk_create(openings)
    Contribution.objects.bulk_create(replies)
    Post.objects.bulk_create(Post(contribution=each, topic=topic) for each in openings + replies)


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
        Figure(
            f"{name}: queries (floor: with few posts)", queries_of(path), "queries", with_few, 1
        ),
    ]
