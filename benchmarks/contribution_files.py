"""20,000 contributions with answers as files: how long a worker writes, and that memory stays flat."""

import tempfile
import time
import tracemalloc
from pathlib import Path

from django.utils import timezone

from benchmarks.figure import Figure
from benchmarks.survey import fetching
from participation.contributions.exports import Selection, write_file
from participation.contributions.models import Answer, Contribution
from participation.forums.models import Post, Topic
from smartregion.accounts.models import User

MANY = 20_000
OFFICE = "stabsstelle@pm.example"
WORDS = "Der Bus fährt zu selten, und abends gar nicht mehr. " * 8


def fill_up(topic: Topic) -> None:
    """Bring all contributions to 20,000; every second one is answered."""
    now = timezone.now()
    missing = MANY - Contribution.objects.count()
    made = [
        Contribution(
            channel=Contribution.Channel.FORUM, author_name=f"Person {number}", text=f"{number}. {WORDS}",
            written_at=now, is_example=True, state="taken_up" if number % 2 else "new",
        )
        for number in range(missing)
    ]  # fmt: skip
    Contribution.objects.bulk_create(made, batch_size=2000)
    Post.objects.bulk_create(
        [Post(contribution=each, topic=topic) for each in made], batch_size=2000
    )
    answered = [each for each in made if each.state == "taken_up"]
    Answer.objects.bulk_create(
        [
            Answer(contribution=each, state="taken_up", reason=WORDS, office="Verkehr", at=now)
            for each in answered
        ],
        batch_size=2000,
    )


def figures() -> list[Figure]:
    """Both formats, as the job writes them."""
    fill_up(Topic.objects.public()[0])
    statement = "SELECT id, text FROM participation_contribution WHERE NOT is_hidden = %s"
    floor = fetching(statement, True) / 1000
    found = []
    for format_ in ("csv", "xlsx"):
        seconds, megabytes = _written(format_)
        name = f"{MANY:,} contributions as {format_}"
        found += [
            Figure(f"{name} (floor: fetch ids and texts)", seconds, "s", floor, 1),
            Figure(f"{name}: memory beyond the start", megabytes, "MB", 1, 1),
        ]
    return found


def _written(format_: str) -> tuple[float, float]:
    """Seconds of one run, and the peak of memory that a second run under watch took."""
    return _once(format_)[0], _watched(format_)


def _once(format_: str) -> tuple[float, int]:
    office = User.objects.get(email=OFFICE)
    selection = Selection(office, "state=all")
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "file").open("wb") as file:
        started = time.perf_counter()
        number = write_file(selection, format_, file, at=timezone.now())
        return time.perf_counter() - started, number


def _watched(format_: str) -> float:
    tracemalloc.start()
    try:
        _once(format_)
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
