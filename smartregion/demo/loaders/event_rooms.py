"""The evening of the forum: its questions, its minutes, and the projects that a group wrote afterwards."""

from datetime import datetime

from django.utils import timezone

from participation.contributions.actions import answer_contribution
from participation.contributions.models import Contribution
from participation.events.actions.groups import (
    begin_profile,
    create_group,
    hand_in_profile,
    write_profile,
)
from participation.events.actions.live import (
    ask_question,
    hide_question,
    move_question,
    take_questions,
)
from participation.events.actions.minutes import (
    add_point,
    begin_minutes,
    change_intro,
    publish_minutes,
)
from participation.events.models import Event, LiveQuestion, LiveSupport, ProjectProfile
from smartregion.accounts.models import User
from smartregion.county.models import Municipality, Organisation
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record
from strategy.models import Element, Strategy

State = LiveQuestion.State


def load_event_rooms(
    *,
    strategy: Strategy,
    events: dict[str, Event],
    contributions: dict[str, Contribution],
    people: dict[str, User],
) -> None:
    """Fill live room, minutes and working groups; ``contributions`` are those of the forum."""
    content, by = reader.read("event_rooms"), people["moderation"]
    fields = {element.slug: element for element in strategy.elements.all()}
    event = events[content["room"]["event"]]
    asked = _load_questions(event, content["question"], by)
    said = contributions | {key: question.contribution for key, question in asked.items()}
    _load_minutes(event, content, said, fields, by)
    for record in content["group"]:
        _load_group(events[record["event"]], record, fields, by)


def _load_questions(event: Event, records: list[Record], by: User) -> dict[str, LiveQuestion]:
    towns = Municipality.objects.in_bulk(field_name="slug")
    take_questions(event=event, takes=True, by=by)
    asked = {}
    for record in records:
        asked[record["id"]] = ask_question(
            event=event,
            text=record["text"],
            name=record["author"],
            municipality=towns.get(record.get("municipality", "")),
            at=_moment(record["at"]),
            is_example=True,
        )
        _agree(asked[record["id"]], record["supports"])
        _sort(asked[record["id"]], record, by)
    take_questions(event=event, takes=False, by=by)
    return asked


def _agree(question: LiveQuestion, many: int) -> None:
    LiveSupport.objects.bulk_create(
        LiveSupport(question=question, voice=f"Beispiel {number}") for number in range(many)
    )
    LiveQuestion.objects.filter(pk=question.pk).update(supports=many)


def _sort(question: LiveQuestion, record: Record, by: User) -> None:
    to = State(record["came_to"])
    if to == State.HIDDEN:
        why = {name: record[name] for name in ("reason", "explanation")}
        hide_question(question=question, by=by, at=_moment(record["at"]), **why)
    elif to != State.NEW:
        move_question(question=question, to=to, by=by)


def _load_minutes(
    event: Event,
    content: Record,
    said: dict[str, Contribution],
    fields: dict[str, Element],
    by: User,
) -> None:
    minutes = begin_minutes(event=event)
    intro = content["minutes"]["intro"].strip()
    change_intro(minutes=minutes, intro=intro, lock_version=minutes.lock_version, by=by)
    for record in content["point"]:
        add_point(
            minutes=minutes,
            text=record["text"],
            elements=[fields[slug] for slug in record["fields"]],
            about=[said[key] for key in record["about"]],
            by=by,
        )
    publish_minutes(minutes=minutes, by=by, at=_moment(content["minutes"]["published_at"]))
    published = minutes.points.select_related("contribution")
    for point, record in zip(published, content["point"], strict=True):
        _answer(point.contribution, record, by)


def _answer(contribution: Contribution | None, record: Record, by: User) -> None:
    if contribution is None or record["state"] == Contribution.State.NEW:
        return
    answer_contribution(
        contribution=contribution,
        state=record["state"],
        reason=record.get("answer", ""),
        office=Organisation.objects.get(slug=record["office"]).name,
        by=by,
        at=at_ten(record["answered_on"]),
    )


def _load_group(event: Event, record: Record, fields: dict[str, Element], by: User) -> None:
    group = create_group(
        event=event,
        title=record["title"],
        task=record["task"],
        element=fields[record["field"]],
        closes_at=_moment(record["closes_at"]),
        by=by,
    )
    for written in record.get("profile", ()):
        at = _moment(written["written_at"])
        profile = begin_profile(group=group, title=written["title"], at=at)
        answers = {name: written[name] for name in ProjectProfile.QUESTIONS}
        write_profile(profile=profile, at=at, lock_version=profile.lock_version, **answers)
        if written.get("handed_in"):
            hand_in_profile(profile=profile, at=at)


def _moment(day: datetime) -> datetime:
    return timezone.make_aware(day)
