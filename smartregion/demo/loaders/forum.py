"""Two forums of one series: their impulses, what people wrote, and what became of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from participation.contributions.actions import answer_contribution, edit_contribution
from participation.contributions.models import Contribution
from participation.forums.actions import (
    archive_forum,
    close_topic,
    create_forum,
    create_topic,
    publish_forum,
    publish_topic,
    reply_to,
    write_post,
)
from participation.forums.actions.stages import add_stage
from participation.forums.models import Forum, Post, Topic
from smartregion.accounts.models import User
from smartregion.core.days import day_begins
from smartregion.county.models import Municipality, Organisation
from smartregion.demo import reader
from smartregion.demo.loaders.materials import lay_out
from smartregion.demo.loaders.moments import at_ten, day_ends, not_before
from smartregion.demo.reader import Record
from strategy.models import Element, Strategy

State = Contribution.State
# When the second part of a topic begins at the earliest, so that a demo loaded late takes posts.
DAYS_OF_FIRST_STAGE = 45
SWITCHES = ("has_guests", "has_map")


def load_forum(*, strategy: Strategy, people: dict[str, User], on: date) -> dict[str, Contribution]:
    """Fill the forums; the contributions by the ids under which measures refer to them."""
    content = reader.read("forum")
    moderation = people["moderation"]
    forums = _load_forums(content["forum"], moderation)
    elements = {element.slug: element for element in strategy.elements.all()}
    topics = _load_topics(content["topic"], forums, elements, people, on)
    for forum in forums.values():
        publish_forum(forum=forum, by=moderation)
    posts = _load_posts(content["contribution"], topics, people)
    for record in content["contribution"]:
        _sort_in(posts[record["id"]].contribution, record, elements)
        _answer(posts[record["id"]].contribution, record, moderation)
    _close_topics(content["topic"], topics, moderation)
    _archive_forums(content["forum"], forums, moderation)
    return {key: post.contribution for key, post in posts.items()}


# -- forums and topics -------------------------------------------------------------------------
def _load_forums(records: Iterable[Record], by: User) -> dict[str, Forum]:
    words = ("slug", "title", "summary", "intro")
    return {
        record["slug"]: create_forum(**{key: record[key] for key in words}, is_example=True, by=by)
        for record in records
    }


def _load_topics(
    records: Iterable[Record],
    forums: dict[str, Forum],
    elements: dict[str, Element],
    people: dict[str, User],
    on: date,
) -> dict[str, Topic]:
    """Those that carry others on come last: what they go on from has to be there."""
    topics: dict[str, Topic] = {}
    for position, record in sorted(enumerate(records), key=lambda one: "continues" in one[1]):
        topics[record["slug"]] = _load_topic(
            _still_open(record, on),
            people,
            forum=forums[record["forum"]],
            position=position,
            elements=[elements[slug] for slug in record["fields"]],
            continues=topics.get(record.get("continues", "")),
        )
        for one in record.get("material", []):
            lay_out(one, to=topics[record["slug"]].materials, by=people["moderation"])
        _load_stages(record, topics[record["slug"]], people["moderation"], on)
    return topics


def _still_open(record: Record, on: date) -> Record:
    """A topic that was not concluded stays open, and its answer follows later."""
    if "summary" in record:
        return record
    closes_on = not_before(record["closes_on"], on)
    return {
        **record,
        "closes_on": closes_on,
        "answer_by": not_before(record["answer_by"], closes_on, days=30),
    }


def _load_topic(record: Record, people: dict[str, User], **fields: Any) -> Topic:
    topic = create_topic(
        slug=record["slug"],
        title=record["title"],
        question=record["question"],
        impulse=record["impulse"],
        impulse_by=record["impulse_by"],
        impulse_role=record["impulse_role"],
        opens_at=day_begins(record["opens_on"]),
        closes_at=day_ends(record["closes_on"]),
        answer_by=record["answer_by"],
        responsible=people[record["responsible"]],
        by=people["moderation"],
        **{name: record.get(name, False) for name in SWITCHES},
        **fields,
    )
    return publish_topic(topic=topic, by=people["moderation"])


def _load_stages(record: Record, topic: Topic, by: User, on: date) -> None:
    for number, stage in enumerate(record.get("stage", [])):
        begins_on = stage["begins_on"]
        if number:
            begins_on = not_before(begins_on, on, days=DAYS_OF_FIRST_STAGE)
        add_stage(
            topic=topic,
            title=stage["title"],
            begins_at=day_begins(begins_on),
            allows=stage["allows"],
            by=by,
        )


# -- what people wrote ---------------------------------------------------------------------------
def _load_posts(
    records: list[Record], topics: dict[str, Topic], people: dict[str, User]
) -> dict[str, Post]:
    towns = Municipality.objects.in_bulk(field_name="slug")
    posts: dict[str, Post] = {}
    for record in records:
        spoken = {
            "text": record.get("earlier", record["text"]),
            "author": people.get(record.get("by", "")),
            "author_name": record["author"],
            "municipality": towns.get(record.get("municipality", "")),
            "channel": record.get("channel", Contribution.Channel.FORUM),
            "point": tuple(record["point"]) if "point" in record else None,
            "at": at_ten(record["written_on"]),
            "is_example": True,
        }
        posts[record["id"]] = (
            reply_to(post=posts[record["reply_to"]], **spoken)
            if "reply_to" in record
            else write_post(topic=topics[record["topic"]], **spoken)
        )
        _change(posts[record["id"]].contribution, record)
    _agree(records, posts)
    return posts


def _change(contribution: Contribution, record: Record) -> None:
    """What somebody put differently a day later; the earlier words stay readable."""
    if "earlier" in record:
        edit_contribution(
            contribution=contribution,
            text=record["text"],
            by=contribution.author,
            at=at_ten(record["edited_on"]),
        )


def _agree(records: list[Record], posts: dict[str, Post]) -> None:
    """How many agree: a mere figure here, for behind examples stands nobody."""
    rows = [posts[record["id"]].contribution for record in records]
    for row, record in zip(rows, records, strict=True):
        row.supports = record.get("supports", 0)
    Contribution.objects.bulk_update(rows, ["supports"])


def _sort_in(contribution: Contribution, record: Record, elements: dict[str, Element]) -> None:
    """Moderation found that it also concerns another field of action than its topic."""
    if "field" in record:
        contribution.elements.add(elements[record["field"]])


def _answer(contribution: Contribution, record: Record, by: User) -> None:
    if record["state"] == State.NEW:
        return
    answer_contribution(
        contribution=contribution,
        state=record["state"],
        reason=record.get("answer", ""),
        office=_office_name(record.get("office", "stabsstelle-digitalisierung")),
        by=by,
        at=at_ten(record.get("answered_on") or record["seen_on"]),
    )


def _office_name(slug: str) -> str:
    return Organisation.objects.get(slug=slug).name


# -- what is over --------------------------------------------------------------------------------
def _close_topics(records: list[Record], topics: dict[str, Topic], by: User) -> None:
    for record in records:
        if "closed_on" in record:
            close_topic(
                topic=topics[record["slug"]],
                summary=record["summary"],
                by=by,
                at=at_ten(record["closed_on"]),
            )


def _archive_forums(records: list[Record], forums: dict[str, Forum], by: User) -> None:
    for record in records:
        if "archived_on" in record:
            at = at_ten(record["archived_on"])
            archive_forum(forum=forums[record["slug"]], by=by, at=at)
