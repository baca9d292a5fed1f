"""What a view declares about who may use it, read from its code without running it."""

from collections.abc import Callable, Iterator
from inspect import isclass, isfunction, ismodule, unwrap
from types import CodeType, FunctionType
from typing import Any

from smartregion.core.access import get_for, require

OURS = ("smartregion.", "strategy.", "participation.", "measures.")
GATES = (get_for, require)


def declaration(view: Callable[..., Any]) -> str:
    """``public``, ``oneself``, ``asks`` (a permission, or for an object with one), or nothing."""
    if not getattr(view, "login_required", True):
        return "public"
    if getattr(view, "is_about_oneself", False):
        return "oneself"
    return "asks" if _asks(view, set()) else ""


def _asks(thing: Any, seen: set[Any]) -> bool:
    """Whether a function comes to one of the gates, by itself or through functions of ours that it names."""
    function = unwrap(thing)
    if function in GATES:
        return True
    if not isinstance(function, FunctionType) or function in seen or not _is_ours(function):
        return False
    seen.add(function)
    names = {name for code in _codes(function.__code__) for name in code.co_names}
    return "has_perm" in names or any(_asks(each, seen) for each in _named(function, names))


def _is_ours(thing: Any) -> bool:
    return f"{thing.__module__}.".startswith(OURS)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _named(function: FunctionType, names: set[str]) -> Iterator[Any]:
    """Functions and methods that it calls, what it wraps, and those it takes out of a module of ours."""
    yield from (cell.cell_contents for cell in function.__closure__ or ())
    for name in names:
        found = function.__globals__.get(name)
        if isfunction(found):
            yield found
        elif isclass(found) and _is_ours(found):
            yield from filter(isfunction, vars(found).values())
        elif ismodule(found) and _is_ours_module(found):
            yield from filter(isfunction, (getattr(found, each, None) for each in names))


def _is_ours_module(module: Any) -> bool:
    return f"{module.__name__}.".startswith(OURS)
