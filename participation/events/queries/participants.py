"""Who registered, for the office."""

from dataclasses import dataclass

from participation.events.models import Event, Registration

State = Registration.State
# In this order the office reads them.
TURN = {State.CONFIRMED: 0, State.WAITING: 1, State.CANCELLED: 2}


@dataclass(frozen=True)
class Group:
    """People who stand alike: with a seat, waiting, signed off."""

    state: Registration.State
    people: list[Registration]


def participants(event: Event) -> list[Registration]:
    """All whose person is known: with a seat by name, waiting in turn, signed off last."""
    rows = event.registrations.known().select_related("municipality", "actor_group")
    return sorted(rows, key=_place)


def grouped(people: list[Registration]) -> list[Group]:
    groups = [Group(state, [one for one in people if one.state == state]) for state in TURN]
    return [group for group in groups if group.people]


def _place(one: Registration) -> tuple[int, str]:
    state = State(one.state)
    within = f"{one.registered_at:%Y%m%d%H%M%S%f}" if state == State.WAITING else one.name.lower()
    return TURN[state], within
