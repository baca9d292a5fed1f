"""What does not fit a JSON schema, in sentences that name the place as people count."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from jsonschema import Draft202012Validator

PARTS: Mapping[str, Any] = {
    "pages": gettext_lazy("Seite %s"),
    "questions": gettext_lazy("Frage %s"),
    "options": gettext_lazy("Antwort %s"),
    "rows": gettext_lazy("Zeile %s"),
    "quotas": gettext_lazy("Quote %s"),
}
TYPES: Mapping[str, Any] = {
    "string": gettext_lazy("ein Text"),
    "number": gettext_lazy("eine Zahl"),
    "integer": gettext_lazy("eine ganze Zahl"),
    "array": gettext_lazy("eine Liste"),
    "object": gettext_lazy("ein Objekt"),
}
LONGEST = 60
# A file made of nothing but faults has one every few bytes; finding all of them takes minutes.
MOST_FOUND = 200


def schema_faults(document: Any, schema: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each fault, in the order of the document; of very many only for some."""
    errors = islice(Draft202012Validator(schema).iter_errors(document), MOST_FOUND)
    for error in sorted(errors, key=lambda error: list(map(str, error.absolute_path))):
        yield f"{_place(document, list(error.absolute_path))}: {_sentence(error)}"


def _place(document: Any, path: Sequence[Any]) -> str:
    """Where a fault is: "Seite 2, Frage „alter“, Antwort 3, „label“"."""
    names, here, of = [], document, ""
    for step in path:
        here = here[step]
        if isinstance(step, int):
            name = str(PARTS[of]) % _known_as(here, step) if of in PARTS else str(step + 1)
            names.append(name)
        elif step not in PARTS:
            names.append(f"„{step}“")
        of = str(step)
    return ", ".join(names) or _("Datei")


def _known_as(thing: Any, place: int) -> str:
    """By its code, else counted from 1."""
    code = thing.get("code") if isinstance(thing, Mapping) else None
    return f"„{code[:LONGEST]}“" if isinstance(code, str) and code else str(place + 1)


def _sentence(error: Any) -> str:
    said = _shortened(error.instance)
    match error.validator:
        case "required":
            missing = (name for name in error.validator_value if name not in error.instance)
            return _("„%s“ fehlt.") % next(missing, "")
        case "type":
            wanted = [str(TYPES.get(each, each)) for each in _listed(error.validator_value)]
            return _("Hier muss %(wanted)s stehen, nicht %(said)s.") % {
                "wanted": _(" oder ").join(wanted),
                "said": said,
            }
        case "additionalProperties":
            return _("Eine Angabe „%s“ gibt es hier nicht.") % _strange(error)
        case "oneOf":
            return _("Die Bedingung ist nicht lesbar.")
        case "minItems":
            return _("Es sind zu wenige.")
        case None:
            return _("Das gibt es bei dieser Art von Frage nicht.")
    return _("Der Wert %s ist nicht erlaubt.") % said


def _strange(error: Any) -> str:
    """The first name that the schema does not know."""
    known = error.schema.get("properties", {})
    return str(next((name for name in error.instance if name not in known), ""))[:LONGEST]


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _shortened(value: Any) -> str:
    if isinstance(value, Mapping | list):
        return _("eine Liste von Angaben")
    text = str(value)
    return f"„{text[:LONGEST]}…“" if len(text) > LONGEST else f"„{text}“"
