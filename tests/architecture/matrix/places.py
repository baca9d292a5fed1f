"""Addresses of the matrix: the thing a row names, the same one in another state, and what does not exist."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import NoReverseMatch, reverse

from tests.architecture.access import ACCESS
from tests.architecture.access.table import Row

# The first of these that the address takes: none of them is the name of anything.
NOBODYS = ("gibt-es-nicht", "ZZ99-M99", "zz", "0.99", "z" * 32)


@contextmanager
def place(name: str) -> Iterator[tuple[Row, dict[str, Any]]]:
    """The row of an address and its arguments; what had to be made for it is taken back."""
    with transaction.atomic():
        row = ACCESS[name]
        yield row, row.where()
        transaction.set_rollback(True)


def address(name: str, row: Row, arguments: dict[str, Any]) -> str:
    return reverse(name, kwargs=arguments) + row.query


def absent(name: str, arguments: dict[str, Any], argument: str) -> dict[str, Any]:
    """The same arguments, one of which names nothing."""
    value = arguments[argument]
    if isinstance(value, UUID):
        return {**arguments, argument: uuid4()}
    if isinstance(value, int):
        return {**arguments, argument: 2_000_000_000}
    for nobodys in (str(uuid4()), *NOBODYS):
        found = {**arguments, argument: nobodys}
        try:
            reverse(name, kwargs=found)
        except NoReverseMatch:
            continue
        return found
    raise ValueError(f"{name}: nothing can be absent at {argument}={value!r}")
