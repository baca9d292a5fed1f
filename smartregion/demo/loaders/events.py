"""Events: one that has been, one that is booked out, and one that everybody may still come to."""

from datetime import date, datetime
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from participation.contributions.actions.materials import add_file, add_link
from participation.contributions.files import kind_of
from participation.events.actions import (
    create_event,
    enter_registration,
    forget_registered,
    note_attendance,
    publish_event,
    set_agenda,
)
from participation.events.models import Event
from participation.forums.models import Topic
from smartregion.accounts.models import User
from smartregion.core.days import day_begins
from smartregion.county.models import Municipality, Organisation
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record
from strategy.models import ActorGroup, Strategy

TEXTS = (
    "slug", "kind", "title", "summary", "description", "form", "place", "join_link", "capacity",
)  # fmt: skip
MOMENTS = ("starts_at", "ends_at", "registration_until")
# Of so many who registered one stays away.
ONE_IN = 6


def load_events(*, strategy: Strategy, people: dict[str, User], on: date) -> dict[str, Event]:
    """The events by their slugs."""
    events = {}
    for record in reader.read("events")["event"]:
        event = _load_event(record, strategy, people)
        _load_guests(event, record, people["moderation"])
        if timezone.localdate(event.ends_at) < on:
            _note_who_came(event, people["moderation"])
        events[event.slug] = event
    forget_registered(at=day_begins(on))
    return events


def _load_event(record: Record, strategy: Strategy, people: dict[str, User]) -> Event:
    by = people["moderation"]
    event = create_event(
        **{name: record[name] for name in TEXTS},
        **{name: _moment(record[name]) for name in MOMENTS},
        elements=strategy.elements.filter(slug__in=record["fields"]),
        organisations=Organisation.objects.filter(slug__in=record["organisations"]),
        municipalities=Municipality.objects.filter(slug__in=record["municipalities"]),
        responsible=people["moderation"],
        is_example=True,
        by=by,
    )
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    items = [{**item, "topic": topics.get(item.get("topic", ""))} for item in record["agenda"]]
    set_agenda(event=event, items=items, by=by)
    for material in record.get("material", ()):
        _lay_out(event, material, by)
    return publish_event(event=event, by=by)


def _lay_out(event: Event, material: Record, by: User) -> None:
    if "link" in material:
        add_link(to=event.materials, by=by, **material)
        return
    name = material["file"]
    file = SimpleUploadedFile(name, (reader.CONTENT / name).read_bytes())
    add_file(to=event.materials, title=material["title"], file=file, kind=kind_of(file), by=by)


def _load_guests(event: Event, record: Record, by: User) -> None:
    """Entered by the office, without addresses: nobody is written to."""
    towns = Municipality.objects.in_bulk(field_name="slug")
    groups = ActorGroup.objects.in_bulk(field_name="slug")
    numbers = count(1)
    for town, group, many, way in record["guests"]:
        for _each in range(many):
            enter_registration(
                event=event,
                name=f"Gast {next(numbers):02d} (Beispiel)",
                municipality=towns.get(town),
                actor_group=groups.get(group),
                way=way,
                by=by,
                at=at_ten(record["registered_on"]),
            )


def _note_who_came(event: Event, by: User) -> None:
    seats = event.registrations.confirmed().values_list("pk", flat=True)
    came = [pk for number, pk in enumerate(seats, start=1) if number % ONE_IN]
    note_attendance(event=event, came=came, by=by, at=event.ends_at)


def _moment(day: datetime) -> Any:
    return timezone.make_aware(day)
