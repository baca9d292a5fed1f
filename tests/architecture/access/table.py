"""The words in which the access tables are written.

    "measures:measure_list":   public(),
    "measures:measure_create": only("strategy_office"),
    "measures:measure_edit":   only("strategy_office", "measure_owner", where=own_measure),
    "measures:cycle_close":    only("strategy_office", where=open_cycle, post=True),
    "measures:accept":         only("strategy_office", unseen=["participant"], where=report, post=True),

``where`` returns the arguments of the URL, read from the demo county. Whoever is not named is
refused: strangers are sent to the login page, people with an account get 403, and those for whom
the thing does not even exist (``unseen``) get 404.
``query`` completes the address; ``post`` marks addresses that only take POST, with what is ``sent``. Allowed means: neither login, nor 403, nor 404.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

STRANGER = "stranger"
# Roles, each with a person of the demo county who holds it.
PEOPLE = {
    "participant": "buergerin@pm.example",
    "representative": "gemeinde@pm.example",
    "administration": "administration@pm.example",
    "strategy_office": "stabsstelle@pm.example",
    "editor": "redaktion@pm.example",
    "moderator": "moderation@pm.example",
    "analyst": "auswertung@pm.example",
    "data_protection": "datenschutz@pm.example",
    "measure_owner": "mobilitaet@pm.example",
    "other_owner": "wirtschaft@pm.example",
    "consultant": "beratung@pm.example",
}
ROLES = (STRANGER, *PEOPLE)
# Those who work for the county office; citizens and municipalities are its guests.
STAFF = tuple(role for role in PEOPLE if role not in ("participant", "representative"))


@dataclass(frozen=True)
class Row:
    allowed: frozenset[str]
    unseen: Collection[str] = ()
    where: Callable[[], dict[str, Any]] = field(default=dict)
    query: str = ""
    post: bool = False
    sent: Mapping[str, str] = field(default_factory=dict)
    # What allowed people get where it is neither a page nor a redirect.
    answer: int | None = None


def public(**details: Any) -> Row:
    """Everybody, without an account."""
    return Row(frozenset(ROLES), **details)


def signed_in(**details: Any) -> Row:
    """Everybody who has an account."""
    return Row(frozenset(PEOPLE), **details)


def only(*roles: str, **details: Any) -> Row:
    unknown = set(roles) - set(PEOPLE)
    if unknown:
        raise ValueError(f"There are no such roles: {sorted(unknown)}")
    return Row(frozenset(roles), **details)
