"""The addresses of forums and topics."""

from collections.abc import Iterable

from smartregion.core import slugs

# A forum must not take the address under which the office manages forums.
RESERVED = frozenset({"verwaltung", "neu"})


def free_slug(title: str, taken: Iterable[str]) -> str:
    """A readable address from the title that nobody has yet."""
    return slugs.free_slug(title, taken=RESERVED.union(taken), otherwise="thema", length=70)
