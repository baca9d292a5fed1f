"""Statements about things (RDF) as a tree, written as JSON-LD and as Turtle.

Both say the same. A library for it would read and query, too; we only ever write one small record.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Iri:
    """The name of a thing elsewhere."""

    address: str


@dataclass(frozen=True)
class Text:
    """Words; in a language where it matters in which."""

    words: str
    language: str = ""


@dataclass(frozen=True)
class Thing:
    """A thing of some kind with what is said about it; without an address it has no name."""

    kind: str
    said: list[tuple[str, "Iri | Text | date | Thing"]] = field(default_factory=list)
    address: str = ""


# -- JSON-LD -----------------------------------------------------------------------------------
def as_json(thing: Thing) -> dict[str, Any]:
    return {"@context": PREFIXES, **_node(thing)}


def _node(thing: Thing) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": thing.address} if thing.address else {}
    node["@type"] = thing.kind
    for name, value in thing.said:
        node.setdefault(name, []).append(_json_value(value))
    return node


def _json_value(value: Any) -> Any:
    match value:
        case Thing():
            return _node(value)
        case Iri():
            return {"@id": value.address}
        case Text(words, ""):
            return words
        case Text(words, language):
            return {"@value": words, "@language": language}
    return {"@value": value.isoformat(), "@type": "xsd:date"}


# -- Turtle ------------------------------------------------------------------------------------
def as_turtle(thing: Thing) -> str:
    heads = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    nodes = "\n".join(f"<{each.address}> {_body(each)} .\n" for each in _with_address(thing))
    return f"{heads}\n{nodes}"


def _with_address(thing: Thing) -> list[Thing]:
    """The thing and all named ones in it, each written on its own."""
    inner = [value for _name, value in thing.said if isinstance(value, Thing)]
    found = [each for value in inner for each in _with_address(value)]
    return [thing, *found] if thing.address else found


def _body(thing: Thing) -> str:
    lines = [f"a {thing.kind}", *(f"{name} {_turtle_value(value)}" for name, value in thing.said)]
    return " ;\n    ".join(lines)


def _turtle_value(value: Any) -> str:
    match value:
        case Thing(address=""):
            return f"[ {_body(value)} ]"
        case Thing() | Iri():
            return f"<{value.address}>"
        case Text(words, language):
            return f"{_quoted(words)}@{language}" if language else _quoted(words)
    return f"{_quoted(value.isoformat())}^^xsd:date"


def _quoted(words: str) -> str:
    """Strings of Turtle are escaped as those of JSON are."""
    return json.dumps(words, ensure_ascii=False)
