"""Conditions on responses as commands take them: ``--filter alter=u18 --filter language=de``."""

from collections.abc import Iterable

from django.core.management import CommandError

# Words of a filter that are not codes of questions; a question that is called so needs "answer=CODE:VALUE".
WORDS = ("answer", "language", "mode", "version", "zone", "from", "to", "without")


def query_of(conditions: Iterable[str], version: str | None) -> dict[str, list[str]]:
    """Conditions as the address of the page says them: "alter=u18" is "answer=alter:u18"."""
    query: dict[str, list[str]] = {}
    for condition in conditions:
        name, equals, value = condition.partition("=")
        if not equals or not name:
            raise CommandError(f"„{condition}“ is no condition; write CODE=VALUE.")
        if name in WORDS:
            query.setdefault(name, []).append(value)
        else:
            query.setdefault("answer", []).append(f"{name}:{value}")
    if version is not None:
        query["version"] = [version]
    return query
