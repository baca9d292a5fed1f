"""The verbs of the audit trail as they stand in the code, found without running it.

A verb is given by name (``verb="…"``), by its place in a call of a helper or row that has a ``verb``, or as the
constant behind such a name.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scripts.run_steps import ROOMS, ROOT


@cache
def trees() -> dict[Path, ast.Module]:
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py")]
    left_out = {"migrations", "demo", "charts"}
    return {
        file.relative_to(ROOT): ast.parse(file.read_text())
        for file in files
        if not left_out & set(file.parts)
    }


def used() -> dict[str, str]:
    """Verb → a file in which it stands."""
    found = {}
    for file, tree in trees().items():
        constants = _constants(tree)
        places = _places(tree, "verb")
        for node in ast.walk(tree):
            for value in _given(node, "verb", places):
                for verb in _texts(value, constants):
                    found[verb] = str(file)
        # measures/actions/rows.py
        found.update({f"set_{relation}": str(file) for relation in _relations(tree)})
    return found


def _relations(tree: ast.Module) -> Iterator[str]:
    """What is given to the one helper that makes its verb of a relation, where no other is given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == "rewriting":
            own = any(each.arg == "verb" for each in node.keywords)
            if not own and node.args and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


def _given(node: ast.AST, name: str, places: dict[str, int]) -> Iterator[ast.expr]:
    if not isinstance(node, ast.Call):
        return
    yield from (each.value for each in node.keywords if each.arg == name)
    place = places.get(_name(node.func))
    if place is not None and place < len(node.args):
        yield node.args[place]


def _places(tree: ast.Module, name: str) -> dict[str, int]:
    """At which place functions and rows of this file take the thing of this name."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [each.arg for each in node.args.args]
        elif isinstance(node, ast.ClassDef):
            names = [each.target.id for each in node.body if isinstance(each, ast.AnnAssign)]
        else:
            continue
        if name in names:
            found[node.name] = names.index(name)
    return found


def _constants(tree: ast.Module) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def _texts(value: ast.expr, constants: dict[str, list[ast.expr]]) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from _texts(value.body, constants)
        yield from _texts(value.orelse, constants)
    elif isinstance(value, ast.Name):
        for meant in constants.get(value.id, ()):
            yield from _texts(meant, {})


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
