"""What import-linter cannot see: addresses in templates and reverse relations also point upwards."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.rooms import HEIGHT, ROOMS, ROOT, Room, above

pytestmark = pytest.mark.slow

ROOM = pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.label)
TEMPLATE_CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)


def names_of_higher_rooms(room: Room) -> re.Pattern[str]:
    names = [name for higher in above(room) for name in higher.namespaces]
    return re.compile(r"""["']({}):[a-z_]+["']""".format("|".join(names or ["nobody"])))


@ROOM
def test_no_address_of_a_higher_room_is_named(room: Room) -> None:
    pattern = names_of_higher_rooms(room)
    files = [*room.template_files(), *room.python_files()]
    found = [
        f"{file.relative_to(ROOT)}: {hit.group()}"
        for file in files
        for hit in pattern.finditer(file.read_text())
    ]
    assert not found


def reverse_names(room: Room) -> set[str]:
    """How higher rooms can be reached from the rows of this one and of those below it."""
    height = HEIGHT[room.label]
    names = set()
    for model in apps.get_models():
        if HEIGHT.get(model._meta.app_label, 99) > height:
            continue
        for relation in model._meta.get_fields(include_hidden=False):
            if relation.auto_created and relation.is_relation and relation.related_model:
                owner = relation.related_model._meta.app_label
                if HEIGHT.get(owner, -1) > height:
                    names |= {relation.name, relation.get_accessor_name() or ""}
    return names - {""}


def words_used(file: Path) -> Iterator[tuple[int, str]]:
    """Attributes, keywords and strings of a Python file, the places where a relation can be named."""
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.Attribute(attr=name):
                yield node.lineno, name
            case ast.keyword(arg=str(name)):
                yield node.value.lineno, name.partition("__")[0] if "__" in name else ""
            case ast.Constant(value=str(name)) if "__" in name:
                yield node.lineno, name.partition("__")[0]


@ROOM
def test_no_reverse_relation_of_a_higher_room_is_used_in_python(room: Room) -> None:
    names = reverse_names(room)
    found = [
        f"{file.relative_to(ROOT)}:{line} {word}"
        for file in room.python_files()
        for line, word in words_used(file)
        if word in names
    ]
    assert not found


@ROOM
def test_no_reverse_relation_of_a_higher_room_is_used_in_templates(room: Room) -> None:
    names = reverse_names(room)
    pattern = re.compile(r"\.({})\b".format("|".join(names or ["nobody"])))
    found = [
        f"{file.relative_to(ROOT)}: {hit.group()}"
        for file in room.template_files()
        for code in TEMPLATE_CODE.findall(file.read_text())
        for hit in pattern.finditer(code)
    ]
    assert not found
