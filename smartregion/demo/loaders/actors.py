"""Groups that the strategy concerns, and how they took part since the beginning."""

from smartregion.accounts.models import User
from smartregion.county.models import Organisation
from smartregion.demo import reader
from smartregion.demo.reader import Record
from strategy.actions import Attendance, Event, record_event, save_group
from strategy.models import ActorGroup, ProcessPhase, Strategy

ALL_MUNICIPALITIES = "municipalities"


def load_actors(*, strategy: Strategy, by: User) -> None:
    content = reader.read("actors")
    groups = {
        record["slug"]: _group(record, position, by)
        for position, record in enumerate(content["group"], start=1)
    }
    phases = _phases(strategy)
    for record in content["event"]:
        event = Event(record["format"], record["on"], phases[record["phase"]], record["note"])
        attendances = [_attendance(part, groups) for part in record["who"]]
        record_event(
            strategy=strategy, event=event, attendances=attendances, by=by, on=record["on"]
        )


def _group(record: Record, position: int, by: User) -> ActorGroup:
    group = ActorGroup(
        slug=record["slug"],
        name=record["name"],
        description=record["description"],
        position=position,
    )
    organisations = _speakers(record["organisations"])
    return save_group(group=group, organisations=organisations, english=record["en"], by=by)


def _speakers(names: list[str]) -> list[Organisation]:
    if names == [ALL_MUNICIPALITIES]:
        return list(Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY))
    return [Organisation.objects.get(slug=name) for name in names]


def _phases(strategy: Strategy) -> dict[str, ProcessPhase]:
    """The phases by the short names of the content, which know only their titles."""
    by_title = {phase.title: phase for phase in strategy.phases.all()}
    return {
        record["slug"]: by_title[record["title"]] for record in reader.read("strategy")["phase"]
    }


def _attendance(part: Record, groups: dict[str, ActorGroup]) -> Attendance:
    organisation = part.get("organisation")
    return Attendance(
        group=groups[part["group"]],
        level=part["level"],
        people=part.get("people"),
        organisation=Organisation.objects.get(slug=organisation) if organisation else None,
    )
