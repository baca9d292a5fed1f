"""The discussion forum: three impulses, what people wrote, and what became of it."""

from datetime import date

from participation.contributions.actions import answer_contribution
from participation.contributions.models import Contribution
from participation.forums.actions import (
    close_topic,
    create_forum,
    create_topic,
    publish_forum,
    publish_topic,
    reply_to,
    write_post,
)
from participation.forums.models import Forum, Post, Topic
from smartregion.accounts.models import User
from smartregion.county.models import Municipality, Organisation
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten, day_begins, day_ends, not_before
from smartregion.demo.reader import Record
from strategy.models import Element, Strategy

State = Contribution.State


def load_forum(*, strategy: Strategy, people: dict[str, User], on: date) -> dict[str, Contribution]:
    """Fill the forum; the contributions by the ids under which measures refer to them."""
    content = reader.read("forum")
    moderation = people["moderation"]
    forum = create_forum(**content["forum"], is_example=True, by=moderation)
    elements = {element.slug: element for element in strategy.elements.all()}
    topics = {
        topic["slug"]: _load_topic(forum, position, _still_open(topic, on), elements, people)
        for position, topic in enumerate(content["topic"])
    }
    publish_forum(forum=forum, by=moderation)
    posts = _load_posts(content["contribution"], topics)
    for record in content["contribution"]:
        _sort_in(posts[record["id"]].contribution, record, elements)
        _answer(posts[record["id"]].contribution, record, moderation)
    _close_topics(content["topic"], topics, moderation)
    return {key: post.contribution for key, post in posts.items()}


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


def _load_topic(
    forum: Forum,
    position: int,
    record: Record,
    elements: dict[str, Element],
    people: dict[str, User],
) -> Topic:
    topic = create_topic(
        forum=forum,
        position=position,
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
        elements=[elements[slug] for slug in record["fields"]],
        by=people["moderation"],
    )
    return publish_topic(topic=topic, by=people["moderation"])


def _load_posts(records: list[Record], topics: dict[str, Topic]) -> dict[str, Post]:
    towns = Municipality.objects.in_bulk(field_name="slug")
    posts: dict[str, Post] = {}
    for record in records:
        spoken = {
            "text": record["text"],
            "author_name": record["author"],
            "municipality": towns.get(record.get("municipality", "")),
            "channel": record.get("channel", Contribution.Channel.FORUM),
            "at": at_ten(record["written_on"]),
            "is_example": True,
        }
        posts[record["id"]] = (
            reply_to(post=posts[record["reply_to"]], **spoken)
            if "reply_to" in record
            else write_post(topic=topics[record["topic"]], **spoken)
        )
    return posts


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


def _close_topics(records: list[Record], topics: dict[str, Topic], by: User) -> None:
    for record in records:
        if "closed_on" in record:
            close_topic(
                topic=topics[record["slug"]],
                summary=record["summary"],
                by=by,
                at=at_ten(record["closed_on"]),
            )
