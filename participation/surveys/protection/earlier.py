"""What earlier releases have told already, and what follows when a new one stands beside them.

What was published stays known, also after a release was withdrawn. When the answers are the same,
old and new tables count the same people and share their cells. When answers came since, each pair of
an old and a new cell has a difference: the people in between. That is a cell as well, which nobody
shows and everybody can subtract. Loads the solver.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog

from participation.surveys.protection.attack import Contradiction
from participation.surveys.protection.system import OF, Cell, Entry, Equation, System


@dataclass(frozen=True)
class Earlier:
    """A release as the public knows it. ``unknown``: cells it did not tell, with limit and floor."""

    number: int
    published: Mapping[Cell, float]
    unknown: Mapping[Cell, tuple[int, float]]
    equations: tuple[Equation, ...]
    # How many answers came since, and how many of those counted then are gone.
    added: int = 0
    removed: int = 0

    @property
    def is_same_data(self) -> bool:
        return not (self.added or self.removed)


def add_earlier(system: System, earlier: Earlier) -> set[Cell]:
    """Put a release into the system of a new one; returns which cells must stay hidden."""
    if earlier.is_same_data:
        return _add_same(system, earlier)
    _add_other(system, earlier)
    return set()


def _add_same(system: System, earlier: Earlier) -> set[Cell]:
    told = {name: system.entries[name].count for name in earlier.unknown if name in system.entries}
    unknown = _completed(earlier, earlier.published, told, {})
    for name, count in earlier.published.items():
        entry = system.entries.get(name, Entry(count, 0))
        system.entries[name] = Entry(count, entry.least, entry.price, entry.floor, is_known=True)
    for name, (least, floor) in earlier.unknown.items():
        if name not in system.entries:
            system.entries[name] = Entry(unknown[name], least, None, floor, is_guess=True)
    system.equations += earlier.equations
    return {name for name in told if system.entries[name].is_displayed}


def _add_other(system: System, earlier: Earlier) -> None:
    """The old tables beside the new ones, linked by the people in between."""
    now = {name: entry.count for name, entry in system.entries.items() if OF not in name}
    most = {name: now[name] + earlier.removed for name in earlier.unknown if name in now}
    guess = {name: now.get(name, 0) for name in earlier.unknown}
    then = {**earlier.published, **_completed(earlier, earlier.published, guess, most)}
    own = f"{earlier.number}{OF}"
    for name, count in earlier.published.items():
        system.entries[own + name] = Entry(count, 0, None, is_known=True)
    for name, (least, floor) in earlier.unknown.items():
        system.entries[own + name] = Entry(then[name], least, None, floor, is_guess=True)
    for equation in earlier.equations:
        system.equate({own + name: times for name, times in equation.terms.items()})
    for name in then.keys() & now.keys():
        _add_between(system, earlier, name, now[name] - then[name])


def _add_between(system: System, earlier: Earlier, name: Cell, count: float) -> None:
    least = system.entries[name].least
    if not least:
        return
    between, is_guess = f"+{earlier.number}{OF}{name}", name in earlier.unknown
    system.entries[between] = Entry(count, least, None, -earlier.removed, is_guess=is_guess)
    system.equate({name: 1, f"{earlier.number}{OF}{name}": -1, between: -1})


# -- what was hidden then ----------------------------------------------------------------------
def _completed(
    earlier: Earlier,
    known: Mapping[Cell, float],
    guess: Mapping[Cell, float],
    most: Mapping[Cell, float],
) -> dict[Cell, float]:
    """Numbers for what an earlier release hid, that fit all it told: as near to the guess as can be.

    The true ones were not kept on purpose. Whatever fits will do, because the attacker knows no more.
    """
    names = sorted(earlier.unknown)
    if not names:
        return {}
    matrix, right = _equations(earlier.equations, names, known)
    one, count = np.eye(len(names)), len(names)
    wanted = np.array([guess.get(name, earlier.unknown[name][1]) for name in names])
    bounds: list[Any] = [(earlier.unknown[name][1], most.get(name)) for name in names]
    found = linprog(
        np.concatenate([np.zeros(count), np.ones(2 * count)]),
        A_eq=np.block([[matrix, np.zeros((len(right), 2 * count))], [one, -one, one]]),
        b_eq=np.concatenate([right, wanted]),
        bounds=bounds + [(0, None)] * (2 * count),
        method="highs",
        integrality=[1] * count + [0] * (2 * count),
    )
    if found.x is None:
        raise Contradiction(found.message)
    return {name: float(np.round(value)) for name, value in zip(names, found.x, strict=False)}


def _equations(
    equations: Iterable[Equation], names: list[Cell], known: Mapping[Cell, float]
) -> tuple[Any, Any]:
    place = {name: number for number, name in enumerate(names)}
    rows, right = [], []
    for equation in equations:
        row, value = np.zeros(len(names)), 0.0
        for name, times in equation.terms.items():
            if name in place:
                row[place[name]] = times
            else:
                value -= times * known[name]
        if row.any():
            rows.append(row)
            right.append(value)
    return np.array(rows).reshape(-1, len(names)), np.array(right)


# -- as it is kept -----------------------------------------------------------------------------
def record_of(
    system: System, hidden: Iterable[Cell], floors: Mapping[Cell, float]
) -> dict[str, Any]:
    """What the public knows of a system after a release: nothing of what was hidden."""
    own = {name: entry for name, entry in system.entries.items() if OF not in name}
    published = {
        name
        for name, entry in own.items()
        if entry.is_known or (entry.is_displayed and name not in set(hidden))
    }
    return {
        "published": {name: int(own[name].count) for name in sorted(published)},
        "unknown": {
            name: [entry.least, floors.get(name, entry.floor)]
            for name, entry in sorted(own.items())
            if name not in published
        },
        "equations": [
            dict(equation.terms)
            for equation in system.equations
            if not any(OF in name for name in equation.terms)
        ],
    }


def earlier_from(
    record: Mapping[str, Any], number: int, *, added: int = 0, removed: int = 0
) -> Earlier:
    """Read it back."""
    return Earlier(
        number=number,
        published=record["published"],
        unknown={name: (least, floor) for name, (least, floor) in record["unknown"].items()},
        equations=tuple(Equation(terms) for terms in record["equations"]),
        added=added,
        removed=removed,
    )
