"""Every address of the product, read from the resolver: its name, its arguments, its view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    name: str
    arguments: tuple[str, ...]
    view: Callable[..., HttpResponse]


@cache
def addresses() -> tuple[Address, ...]:
    return tuple(_below(get_resolver().url_patterns, "", ()))


def _below(
    patterns: list[URLPattern | URLResolver], namespace: str, before: tuple[str, ...]
) -> Iterator[Address]:
    for each in patterns:
        arguments = (*before, *_named_in(each.pattern))
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _below(each.url_patterns, inner, arguments)
        else:
            name = namespace + (each.name or f"(nameless {each.pattern})")
            yield Address(name, arguments, each.callback)


def _named_in(pattern: Any) -> list[str]:
    return list(getattr(pattern, "converters", ())) or list(pattern.regex.groupindex)
