"""Frozen content as the dataclasses it was made of, so that the charts of the rooms below draw it again."""

from decimal import Decimal
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from cattrs.preconf.json import JsonConverter, make_converter

T = TypeVar("T")


def thawed(kind: type[T], content: Any) -> T:
    """One of this kind, or a ``list[…]`` of them. Raises ``cattrs`` errors for anything else."""
    return _converter().structure(content, kind)


@cache
def _converter() -> JsonConverter:
    converter = make_converter()
    for kind in (Decimal, UUID):
        converter.register_structure_hook(kind, lambda text, to: to(text))
    return converter
