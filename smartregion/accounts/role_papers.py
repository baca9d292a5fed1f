"""The table of docs/roles.md, made of the rules themselves."""

from collections.abc import Iterator

from smartregion.accounts.abilities import ABILITIES, ROOMS, Ability, Reach, reach
from smartregion.accounts.models import Role, ScopeKind
from smartregion.accounts.scoping import LIMITED

BEGIN, END = "<!-- roles: begin -->", "<!-- roles: end -->"
SHOWN = tuple(role for role in Role if role != Role.PARTICIPANT)
# What a role held for one thing opens, by the first letter of the kind.
LETTERS = {
    ScopeKind.FIELD: "H",
    ScopeKind.MEASURE: "M",
    ScopeKind.MUNICIPALITY: "G",
    ScopeKind.SURVEY: "U",
}
WORDS = {Reach.NONE: "", Reach.IF: "(ja)", Reach.ALL: "ja"}


def within(document: str) -> str:
    """A document with its table written anew."""
    before, rest = document.split(BEGIN)
    _old, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{markdown()}\n\n{END}{after}"


def markdown() -> str:
    """One table for the limits of roles, one for each room."""
    parts = ["\n".join(_limits())]
    for room in dict.fromkeys(str(room) for room in ROOMS.values()):
        rows = [_row(each) for each in ABILITIES.values() if str(each.room) == room]
        if rows:
            parts += [f"### {room}", "\n".join([*_head("Recht"), *sorted(rows)])]
    return "\n\n".join(parts)


def _limits() -> Iterator[str]:
    yield "| Rolle | lässt sich beschränken auf |"
    yield "| --- | --- |"
    for role in SHOWN:
        kinds = [f"{kind.label} ({LETTERS[kind]})" for kind in LIMITED.get(role, ())]
        yield f"| {role.label} | {', '.join(kinds) or 'nichts; gilt immer für alles'} |"


def _head(first: str) -> list[str]:
    names = " | ".join(str(role.label) for role in SHOWN)
    return [f"| {first} | {names} |", f"| --- |{' --- |' * len(SHOWN)}"]


def _row(ability: Ability) -> str:
    cells = " | ".join(_cell(ability.permission, role) for role in SHOWN)
    return f"| {ability.says} (`{ability.permission}`) | {cells} |"


def _cell(permission: str, role: Role) -> str:
    kinds = [kind for kind in LIMITED.get(role, ()) if reach(permission, role, kind) is Reach.PART]
    letters = "".join(LETTERS[kind] for kind in kinds)
    return " ".join(filter(None, (WORDS[reach(permission, role)], letters)))
