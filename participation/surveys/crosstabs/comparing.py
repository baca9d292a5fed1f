"""Groups side by side: small ones folded together, and several surveys as if they were one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from participation.surveys.crosstabs.tables import Crosstab
from participation.surveys.statistics.crosstab import NOWHERE, Axis, Group, Places
from participation.surveys.statistics.weights import Mask

# Municipalities with fewer people than this are shown together.
FEWEST = 10
REST = "+"


@dataclass(frozen=True)
class Comparison:
    """One question for several groups; of a matrix, a table for each of its rows."""

    label: str
    by: str
    tables: tuple[Crosstab, ...]
    # Groups that are too small to stand alone.
    folded: tuple[str, ...] = ()

    @property
    def has_clear_differences(self) -> bool:
        return any(
            cell.against_rest is not None and cell.against_rest.is_clear
            for table in self.tables
            for line in table.cells
            for cell in line
        )


def folded(axis: Axis, mask: Mask, *, least: int = FEWEST) -> tuple[Axis, tuple[str, ...]]:
    """An axis whose small groups are one, and the names of what went into it.

    Groups to which nobody belongs are left out without a word.
    """
    counts = np.bincount(axis.places[mask & axis.answered], minlength=len(axis.groups))
    kept = [number for number, count in enumerate(counts) if count >= least]
    small = [number for number, count in enumerate(counts) if 0 < count < least]
    if len(small) < 2:
        # One alone would only get another name.
        kept, small = sorted([*kept, *small]), []
    to_place = np.full(len(axis.groups) + 1, NOWHERE)
    to_place[kept] = range(len(kept))
    groups = [axis.groups[number] for number in kept]
    if small:
        to_place[small] = len(kept)
        groups.append(Group(REST, _("die übrigen %d zusammen") % len(small)))
    names = tuple(axis.groups[number].label for number in small)
    return replace(axis, groups=tuple(groups), places=to_place[axis.places]), names


def joined(axes: Sequence[Axis]) -> Axis:
    """The same question of several surveys as one axis over all their people, one survey after the other.

    Answers belong together when they have the same code; the first survey that offers one names it.
    """
    groups: dict[str, Group] = {}
    for axis in axes:
        for group in axis.groups:
            groups.setdefault(group.code, group)
    order = {code: number for number, code in enumerate(groups)}
    first = axes[0]
    if not first.is_multiple:
        places = np.concatenate([_renumbered(axis, order) for axis in axes])
        return Axis(first.name, first.label, tuple(groups.values()), places)
    return Axis(
        first.name,
        first.label,
        tuple(groups.values()),
        np.concatenate([axis.places for axis in axes]),
        np.concatenate([_chosen(axis, order) for axis in axes], axis=1),
    )


def _renumbered(axis: Axis, order: dict[str, int]) -> Places:
    to_place: Places = np.array(
        [*(order[group.code] for group in axis.groups), NOWHERE], dtype=np.intp
    )
    return np.asarray(to_place[axis.places])


def _chosen(axis: Axis, order: dict[str, int]) -> npt.NDArray[np.bool_]:
    chosen: npt.NDArray[np.bool_] = np.zeros((len(order), axis.places.size), dtype=np.bool_)
    for number, group in enumerate(axis.groups):
        chosen[order[group.code]] = axis.members(number)
    return chosen


def survey_axis(names: Sequence[tuple[str, str]], sizes: Sequence[int]) -> Axis:
    """Which survey each person answered; ``names`` are code and title of each."""
    groups = tuple(Group(code, title) for code, title in names)
    return Axis("survey", _("Umfrage"), groups, np.repeat(np.arange(len(sizes)), sizes))
