"""A condition while somebody builds it: groups and statements that may still have gaps.

A sketch is always a group; it holds statements and further groups. Everything a stored condition
can say has a place in it, so opening and saving a condition never loses a part.
"""

from dataclasses import dataclass, field, replace

from participation.surveys.document.conditions import (
    OPERATORS,
    Comparison,
    Condition,
    Every,
    Not,
    Some,
)
from smartregion.core.numbers import count_from

# How the parts of a group are joined: at once what joins them, and whether it is turned round.
JOINS: dict[str, tuple[type[Every | Some], bool]] = {
    "all": (Every, False),
    "any": (Some, False),
    "none": (Some, True),
    "not_all": (Every, True),
}
# Comparisons that people also say the other way round.
TURNED = {"is_not": "is", "contains_not": "contains"}
# Groups inside groups; further in nobody finds the way, though what is stored may be deeper.
DEEPEST_GROUP = 3

Path = tuple[int, ...]


@dataclass(frozen=True)
class Statement:
    """One look at one answer, as far as it is chosen."""

    question: str = ""
    row: str = ""
    op: str = ""
    value: str = ""

    def condition(self) -> Condition | None:
        """What it says; None while something of it is not chosen yet."""
        op = TURNED.get(self.op, self.op)
        if not self.question or op not in OPERATORS:
            return None
        value = self.value if OPERATORS[op].takes_value else None
        if value == "":
            return None
        comparison = Comparison(self.question, op, value, self.row)
        return Not(comparison) if self.op in TURNED else comparison


@dataclass(frozen=True)
class Group:
    """Statements and groups, joined."""

    join: str = "all"
    parts: list["Part"] = field(default_factory=list)

    def condition(self) -> Condition | None:
        """The condition of all parts that say something; None where none does."""
        parts = tuple(each for part in self.parts if (each := part.condition()) is not None)
        if not parts:
            return None
        joined, is_turned = JOINS[self.join]
        condition = parts[0] if len(parts) == 1 else joined(parts)
        return Not(condition) if is_turned else condition


Part = Statement | Group


def sketch_of(condition: Condition | None) -> Group:
    """The sketch that says what a condition says."""
    if condition is None:
        return Group("all", [Statement()])
    part = _part(condition)
    return part if isinstance(part, Group) else Group("all", [part])


def _part(condition: Condition) -> Part:
    match condition:
        case Every(parts):
            return Group("all", [_part(each) for each in parts])
        case Some(parts):
            return Group("any", [_part(each) for each in parts])
        case Not(Not(part)):
            return _part(part)
        case Not(part):
            return _turned(part)
        case Comparison(question, op, value, row):
            return Statement(question, row, op, "" if value is None else str(value))


def _turned(condition: Condition) -> Part:
    part, back = _part(condition), {op: turned for turned, op in TURNED.items()}
    if isinstance(part, Group):
        opposite = {"all": "not_all", "any": "none", "none": "any", "not_all": "all"}
        return replace(part, join=opposite[part.join])
    return replace(part, op=back[part.op]) if part.op in back else Group("none", [part])


# -- pressing buttons ------------------------------------------------------------------------------
@dataclass(frozen=True)
class Command:
    """A button beside a part: ``0-2:up`` moves the third part of the first group up."""

    path: Path
    deed: str

    @classmethod
    def read(cls, text: str) -> "Command":
        place, _colon, deed = text.partition(":")
        numbers = [count_from(number) for number in place.split("-") if number]
        return cls(tuple(number for number in numbers if number is not None), deed)


def rearranged(sketch: Group, command: Command) -> Path:
    """Do it, and tell where the part is now that people look at next. Nonsense changes nothing."""
    *above, place = command.path or (-1,)
    owner = _group_at(sketch, tuple(above))
    match command.deed:
        case "add" | "add-group":
            return _add(sketch, command)
        case "drop" | "up" | "down" if owner and 0 <= place < len(owner.parts):
            return _DEEDS[command.deed](sketch, owner, command.path)
    return command.path


def _group_at(sketch: Group, path: Path) -> Group | None:
    found: Part | None = sketch
    for place in path:
        parts = found.parts if isinstance(found, Group) else []
        found = parts[place] if place < len(parts) else None
    return found if isinstance(found, Group) else None


def _add(sketch: Group, command: Command) -> Path:
    group = _group_at(sketch, command.path)
    if group is None:
        return command.path
    if command.deed == "add":
        group.parts.append(Statement())
        return (*command.path, len(group.parts) - 1)
    if len(command.path) + 1 >= DEEPEST_GROUP:
        return command.path
    group.parts.append(Group("any", [Statement(), Statement()]))
    return (*command.path, len(group.parts) - 1, 0)


def _drop(_sketch: Group, owner: Group, path: Path) -> Path:
    del owner.parts[path[-1]]
    return path[:-1]


def _up(sketch: Group, owner: Group, path: Path) -> Path:
    """One place up: into the group above it, past a statement, or out of its own group."""
    *above, place = path
    if place == 0:
        return _out(sketch, owner, path, after=0)
    part, before = owner.parts.pop(place), owner.parts[place - 1]
    if isinstance(before, Group) and isinstance(part, Statement):
        before.parts.append(part)
        return (*above, place - 1, len(before.parts) - 1)
    owner.parts.insert(place - 1, part)
    return (*above, place - 1)


def _down(sketch: Group, owner: Group, path: Path) -> Path:
    """One place down: into the group below it, past a statement, or out of its own group."""
    *above, place = path
    if place == len(owner.parts) - 1:
        return _out(sketch, owner, path, after=1)
    part, behind = owner.parts.pop(place), owner.parts[place]
    if isinstance(behind, Group) and isinstance(part, Statement):
        behind.parts.insert(0, part)
        return (*above, place, 0)
    owner.parts.insert(place + 1, part)
    return (*above, place + 1)


def _out(sketch: Group, owner: Group, path: Path, *, after: int) -> Path:
    """Out of a group, to the place before (0) or behind (1) it; at the outermost ends nothing happens."""
    if len(path) == 1:
        return path
    *above, group_place, place = path
    outer = _group_at(sketch, tuple(above))
    if outer is None:
        return path
    outer.parts.insert(group_place + after, owner.parts.pop(place))
    return (*above, group_place + after)


_DEEDS = {"drop": _drop, "up": _up, "down": _down}
