"""The protection: which cells are hidden, so that no small one is shown or can be worked out.

1. Hidden at once: tables about fewer than ten people, whole; single cells about 1 … k - 1 people.
2. The attacker (attack.py) works out between which numbers every hidden or implied cell lies.
3. Where that is narrower than k, further cells are hidden (complement.py), and the attacker goes on.
4. What was hidden without need is shown again, the most telling cells first.

It ends when nothing is left to work out. What no complement can save is hidden with its whole table.
Loads the solver: import it where it is used.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from participation.surveys.protection.attack import Attacker, Interval, Watch
from participation.surveys.protection.complement import Complements
from participation.surveys.protection.policy import POLICY, Policy
from participation.surveys.protection.system import Cell, Entry, System, Table

ROUNDS = 12
# So many needless cells are tried to be shown again.
TRIED_AGAIN = 40


class Reason(StrEnum):
    """Why a cell is hidden. Only the office sees this: it would tell more than the cell hides."""

    FEW = "few"
    BASE = "base"
    NEIGHBOUR = "neighbour"
    EARLIER = "earlier"


@dataclass
class Protection:
    """What is hidden and why, and which tables are hidden whole."""

    hidden: dict[Cell, Reason] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def floors(self, system: System) -> dict[Cell, float]:
        """What everybody knows of hidden cells: a zero would have been shown, except in tables without any."""
        within = {
            name for table in system.tables if table.name in self.whole for name in table.cells
        }
        displayed = (name for name in self.hidden if name not in within)
        entries = system.entries
        return {
            name: max(1.0, entries[name].floor) for name in displayed if entries[name].is_displayed
        }


def protect(
    system: System,
    *,
    policy: Policy = POLICY,
    hidden_before: Collection[Cell] = (),
    with_complements: bool = True,
) -> Protection:
    """Decide what of a system is hidden. ``hidden_before``: by an earlier release of the same data.

    Without complements only the small cells go; that is for showing what it would give away.
    """
    protection = Protection()
    for table in system.tables:
        if 0 < system.entries[table.base].count < policy.least_base:
            _hide_table(system, protection, table, Reason.BASE)
    for name, entry in system.entries.items():
        if entry.is_displayed and entry.is_unsafe and not entry.is_known:
            protection.hidden.setdefault(name, Reason.FEW)
    for name in hidden_before:
        if name in system.entries and system.entries[name].is_displayed:
            protection.hidden.setdefault(name, Reason.EARLIER)
    if with_complements:
        _complete(system, protection, policy)
        _show_again(system, protection, policy)
    return protection


def _hide_table(system: System, protection: Protection, table: Table, reason: Reason) -> None:
    protection.whole.add(table.name)
    for name in table.cells:
        if not system.entries[name].is_known:
            protection.hidden.setdefault(name, reason)


# -- the attacker's view -----------------------------------------------------------------------
def attacker_of(system: System, protection: Protection) -> Attacker:
    """Whoever sees everything but what is hidden."""
    published = system.displayed - protection.hidden.keys()
    published |= {name for name, entry in system.entries.items() if entry.is_known}
    return Attacker(system, published, protection.floors(system))


def watched(system: System, protection: Protection, policy: Policy = POLICY) -> dict[Cell, Watch]:
    """What must stay in doubt: everything hidden, and all small cells that nobody shows but that may follow."""
    found = {}
    for name, entry in system.entries.items():
        if entry.is_known:
            continue
        if entry.is_guess and entry.least:
            found[name] = Watch(entry.least, only_few=True)
        elif name in protection.hidden or (entry.is_unsafe and not entry.is_displayed):
            found[name] = Watch(entry.least or policy.least)
    return found


def exposed(
    system: System, protection: Protection, *, policy: Policy = POLICY
) -> dict[Cell, Interval]:
    """What the attacker learns too much about."""
    return attacker_of(system, protection).learns(watched(system, protection, policy))


# -- completing --------------------------------------------------------------------------------
def _complete(system: System, protection: Protection, policy: Policy) -> None:
    for turn in range(ROUNDS):
        found = exposed(system, protection, policy=policy)
        if not found:
            return
        for name in sorted(found, key=lambda each: (system.entries[each].count, each)):
            _put_in_doubt(system, protection, policy, name, turn)
    while found := exposed(system, protection, policy=policy):
        for name in found:
            _give_up(system, protection, name)


def _put_in_doubt(
    system: System, protection: Protection, policy: Policy, name: Cell, turn: int
) -> None:
    """Hide what keeps this cell in doubt; each turn looks further and asks for more."""
    floors = protection.floors(system)
    entry, finder = system.entries[name], Complements(system, floors)
    steps = _steps(entry, entry.least or policy.least, floors.get(name, entry.floor), turn)
    reached = False
    for by in steps:
        more = finder.moving(name, by, protection.hidden, everywhere=turn > 1)
        if more is not None:
            reached = True
            protection.hidden |= dict.fromkeys(more, Reason.NEIGHBOUR)
    if not reached and turn > 2:
        _give_up(system, protection, name)


def _steps(entry: Entry, least: int, floor: float, turn: int) -> list[float]:
    """How far a cell shall be movable: a small one that is shown from its floor to above the limit, others by k."""
    if not entry.is_unsafe or not entry.is_displayed:
        return [float(least + turn)]
    down = max(entry.count - floor, 0)
    up = least + 1 + turn - max(entry.count, 0)
    return [up, -down] if down else [max(up, least + turn)]


def _give_up(system: System, protection: Protection, name: Cell) -> None:
    """Hide all tables that show a cell, or from which it follows."""
    near = {name}
    for equation in system.equations:
        if name in equation.terms:
            near |= equation.terms.keys()
    before = len(protection.hidden)
    for table in _tables_with(system, {name}) or _tables_with(system, near):
        _hide_table(system, protection, table, Reason.NEIGHBOUR)
    if len(protection.hidden) == before:
        for table in _tables_with(system, near) or system.tables:
            _hide_table(system, protection, table, Reason.NEIGHBOUR)


def _tables_with(system: System, names: Collection[Cell]) -> list[Table]:
    return [table for table in system.tables if any(each in names for each in table.cells)]


# -- not hiding more than needed ---------------------------------------------------------------
def _show_again(system: System, protection: Protection, policy: Policy) -> None:
    """Take back complements that later ones have made superfluous."""
    complements = [name for name, reason in protection.hidden.items() if reason == Reason.NEIGHBOUR]
    whole = {
        name for table in system.tables if table.name in protection.whole for name in table.cells
    }
    candidates = sorted(
        set(complements) - whole, key=lambda name: (-_worth(system.entries[name]), name)
    )
    before = attacker_of(system, protection)
    for name in candidates[:TRIED_AGAIN]:
        reason = protection.hidden.pop(name)
        if _is_exposing(system, protection, policy, before.together_with(name)):
            protection.hidden[name] = reason


def _worth(entry: Entry) -> float:
    return (entry.price or 0) * math.sqrt(1 + abs(entry.count))


def _is_exposing(
    system: System, protection: Protection, policy: Policy, near: Collection[Cell]
) -> bool:
    """Whether too much is known now of the cells with which the one just shown hung together."""
    wide = watched(system, protection, policy)
    attacker = attacker_of(system, protection)
    suspects = attacker.suspects({each: wide[each] for each in near if each in wide})
    return next(suspects, None) is not None
