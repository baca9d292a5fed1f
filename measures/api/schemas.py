"""Documents as JSON, and their description as JSON Schema: both from the same dataclasses."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    # As text: a number of JSON is a fraction of two, which no cent is.
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
}


def plain(value: Any) -> Any:
    """A document as what JSON knows."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def schemas_of(*documents: type) -> dict[str, Schema]:
    """The description of these documents and of all that stand in them, by name."""
    found: dict[str, Schema] = {}
    waiting = list(documents)
    while waiting:
        document = waiting.pop()
        if document.__name__ not in found:
            hints = get_type_hints(document, include_extras=True)
            found[document.__name__] = _object(hints)
            waiting += [each for hint in hints.values() for each in _documents_in(hint)]
    return dict(sorted(found.items()))


def reference(document: type) -> Schema:
    return {"$ref": f"#/components/schemas/{document.__name__}"}


def kind_of(schema: Schema) -> str:
    """What kind of value a field has, in short: string (date) | null."""
    if "anyOf" in schema:
        return " | ".join(kind_of(each) for each in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if schema["type"] == "array":
        return f"[{kind_of(schema['items'])}]"
    return f"{schema['type']} ({schema['format']})" if "format" in schema else str(schema["type"])


def _object(hints: dict[str, Any]) -> Schema:
    return {
        "type": "object",
        "properties": {name: _schema(hint) for name, hint in hints.items()},
        "required": list(hints),
        # What is not described here is not published.
        "additionalProperties": False,
    }


def _schema(hint: Any) -> Schema:
    if get_origin(hint) is Annotated:
        inner, sentence = get_args(hint)
        return {**_schema(inner), "description": str(sentence)}
    if get_origin(hint) is list:
        return {"type": "array", "items": _schema(get_args(hint)[0])}
    if isinstance(hint, UnionType):
        return {"anyOf": [_schema(each) for each in get_args(hint)]}
    if hint is NoneType:
        return {"type": "null"}
    return dict(SIMPLE[hint]) if hint in SIMPLE else reference(hint)


def _documents_in(hint: Any) -> list[type]:
    if is_dataclass(hint) and isinstance(hint, type):
        return [hint]
    return [each for part in get_args(hint) for each in _documents_in(part)]
