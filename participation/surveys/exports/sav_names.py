"""Names of variables as SPSS allows them: ``themen.bus`` becomes ``themen_bus``."""

import re
from collections.abc import Iterable

MOST_BYTES = 64
# Words of the language of SPSS itself.
RESERVED = frozenset(
    ["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"]
)
STRANGE = re.compile(r"[^a-z0-9_]", re.IGNORECASE)


def legal_names(names: Iterable[str]) -> dict[str, str]:
    """Our name -> the name in SPSS, where upper and lower case are the same; no two are alike."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        legal = _free(_legal(name), taken)
        taken.add(legal.lower())
        found[name] = legal
    return found


def _legal(name: str) -> str:
    legal = STRANGE.sub("_", name).rstrip("_") or "v"
    if not legal[0].isalpha() or legal.lower() in RESERVED:
        legal = f"v_{legal}"
    return legal[:MOST_BYTES]


def _free(name: str, taken: set[str]) -> str:
    number, found = 2, name
    while found.lower() in taken:
        ending = f"_{number}"
        found, number = name[: MOST_BYTES - len(ending)] + ending, number + 1
    return found
