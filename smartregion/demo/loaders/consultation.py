"""What people say about drafts of the strategy, and how the county weighs it."""

from collections.abc import Mapping
from datetime import date

from participation.consultations.actions import consider_comment, record_statement, write_comment
from participation.consultations.drafts import Draft, Spot, draft_of
from participation.consultations.models import Comment
from participation.contributions.models import Contribution
from smartregion.accounts.models import User
from smartregion.county.models import Municipality, Organisation
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record
from strategy.models import StrategyVersion

ONLINE = Contribution.Channel.COMMENT


def load_comments(
    *, version: StrategyVersion, people: Mapping[str, User], on: date, content: str = "consultation"
) -> None:
    """Comment on the draft that is out for consultation, and weigh what has been weighed by now."""
    if version.snapshot is None:
        raise LookupError(f"no wording has been frozen of {version}")
    draft = draft_of(version.snapshot)
    for record in reader.read(content)["comment"]:
        comment = _said(record, version, _spot(draft, version, record), people["stabsstelle"], on)
        if "decision" in record:
            _weigh(comment, record, people["stabsstelle"])


def _spot(draft: Draft, version: StrategyVersion, record: Record) -> Spot:
    slug = record.get("element")
    element = version.strategy.elements.get(slug=slug) if slug else None
    spot = draft.spot(element.pk if element else None, record.get("paragraph"))
    if spot is None:
        raise LookupError(f"no paragraph {record.get('paragraph')} in {slug}")
    return spot


def _said(record: Record, version: StrategyVersion, spot: Spot, office: User, on: date) -> Comment:
    organisation = _organisation(record.get("organisation"))
    home = Municipality.objects.filter(slug=record.get("municipality")).first()
    said = {
        "version": version,
        "spot": spot,
        "text": record["text"],
        "author_name": record.get("author", ""),
        "on_behalf_of": organisation,
        "municipality": home or (organisation and organisation.municipality),
        "is_example": True,
    }
    channel, day = record.get("channel", ONLINE), record["written_on"]
    if channel == ONLINE:
        return write_comment(at=at_ten(day), **said)
    return record_statement(channel=channel, received_on=day, by=office, on=max(on, day), **said)


def _organisation(slug: str | None) -> Organisation | None:
    return Organisation.objects.get(slug=slug) if slug else None


def _weigh(comment: Comment, record: Record, by: User) -> None:
    consider_comment(
        comment=comment,
        decision=record["decision"],
        reason=record["answer"],
        office=Organisation.objects.get(slug=record["office"]).name,
        seen=None,
        by=by,
        at=at_ten(record["answered_on"]),
    )
