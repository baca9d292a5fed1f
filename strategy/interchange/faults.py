"""Everything that is wrong with a file, each fault as a sentence that names its place."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError as SchemaFault

from strategy.models import Element, ElementLink, ElementText

# A list of a million wrong things is as wrong as one of a thousand, and is not read to its end.
MOST_COUNTED = 1000
SCHEMA = Path(__file__).with_name("strategy-version.schema.json")
LANGUAGES = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
Kind = Element.Kind


def faults_of(data: Any) -> list[str]:
    """First the form; only what keeps to it can be asked whether it makes sense."""
    found = islice(_validator().iter_errors(data), MOST_COUNTED)
    faults = [_in_words(fault, data) for fault in found]
    faults += [] if faults else _senseless(data)
    # One missing name is told once for each thing that wants it.
    return list(dict.fromkeys(faults))


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text()))


# -- the form ----------------------------------------------------------------------------------
LISTS = {
    "texts": gettext_lazy("Text %(n)d"),
    "links": gettext_lazy("Verknüpfung %(n)d"),
    "elements": gettext_lazy("Element %(n)d"),
}
TYPES = {
    "string": gettext_lazy("ein Text"),
    "integer": gettext_lazy("eine ganze Zahl"),
    "array": gettext_lazy("eine Liste"),
    "object": gettext_lazy("ein Objekt"),
}


def _in_words(fault: SchemaFault, data: Any) -> str:
    while fault.validator == "anyOf" and fault.context:
        # Of two things that may stand here the second is the one with something in it.
        fault = fault.context[-1]
    path = list(fault.absolute_path)
    say = SENTENCES.get(str(fault.validator))
    return f"{place_of(path, data)}: {say(fault) if say else fault.message}"


def place_of(path: Sequence[str | int], data: Any) -> str:
    """ "Text 3 („Mobilität“), summary" for wording › texts › 2 › summary."""
    words: list[str] = []
    found = data
    for step in path:
        found = found[step]
        if isinstance(step, int) and words and words[-1] in LISTS:
            words[-1] = LISTS[words[-1]] % {"n": step + 1} + _name_of(found)
        elif step != "wording":
            words.append(str(step))
    return ", ".join(words) or _("Datei")


def _name_of(thing: Any) -> str:
    title = (thing.get("title") or thing.get("name")) if isinstance(thing, dict) else None
    return f" („{_short(title)}“)" if isinstance(title, str) and title.strip() else ""


def _short(value: Any) -> str:
    words = str(value)
    return words if len(words) <= 60 else f"{words[:59]}…"


def _missing(fault: SchemaFault) -> str:
    wanted: Any = fault.validator_value
    there: Any = fault.instance
    missing = [name for name in wanted if name not in there]
    return _("Es fehlt: %(names)s.") % {"names": ", ".join(missing)}


def _unknown(fault: SchemaFault) -> str:
    schema: Any = fault.schema
    there: Any = fault.instance
    unknown = [_short(name) for name in there if name not in schema["properties"]]
    return _("Unbekannte Angabe: %(names)s.") % {"names": ", ".join(unknown)}


def _not_one_of(fault: SchemaFault) -> str:
    value: Any = fault.validator_value
    allowed = value if fault.validator == "enum" else [value]
    return _("„%(value)s“ ist hier nicht möglich, nur %(allowed)s.") % {
        "value": _short(fault.instance),
        "allowed": ", ".join(str(one) for one in allowed),
    }


def _wrong_type(fault: SchemaFault) -> str:
    return _("Hier gehört %(kind)s hin.") % {"kind": TYPES[str(fault.validator_value)]}


def _too_long(fault: SchemaFault) -> str:
    value: Any = fault.instance
    sizes = {"n": len(value), "most": fault.validator_value}
    return _("%(n)d Zeichen sind zu viele, erlaubt sind %(most)d.") % sizes


def _too_many(fault: SchemaFault) -> str:
    value: Any = fault.instance
    sizes = {"n": len(value), "most": fault.validator_value}
    return _("%(n)d Einträge sind zu viele, erlaubt sind %(most)d.") % sizes


def _wrong_shape(fault: SchemaFault) -> str:
    value: Any = fault.instance
    if not value.strip():
        return _("Die Angabe ist leer.")
    return _("„%(value)s“ hat nicht die verlangte Form.") % {"value": _short(value)}


def _out_of_range(fault: SchemaFault) -> str:
    return _("%(value)s liegt außerhalb des Möglichen.") % {"value": _short(fault.instance)}


SENTENCES: dict[str, Callable[[SchemaFault], str]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "enum": _not_one_of,
    "const": _not_one_of,
    "type": _wrong_type,
    "maxLength": _too_long,
    "maxItems": _too_many,
    "pattern": _wrong_shape,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
}


# -- the sense ---------------------------------------------------------------------------------
def _senseless(data: Any) -> list[str]:
    wording = data["wording"]
    strategy, texts = wording["strategy"], wording["texts"]
    faults = list(_unprintable(data, [], data))
    if strategy["period_end"] < strategy["period_start"]:
        faults.append(_("strategy, period_end: Das Ende liegt vor dem Beginn."))
    faults += _repeated(texts, data)
    by_key = {text["element"]: text for text in texts}
    for index, text in enumerate(texts):
        place = place_of(["wording", "texts", index], data)
        faults += [f"{place}: {fault}" for fault in _misplaced(text, by_key)]
        faults += [f"{place}: {fault}" for fault in _foreign(text)]
    return faults + _loose(wording["links"], data)


def _unprintable(value: Any, path: list[str | int], data: Any) -> Iterator[str]:
    """Characters that no database keeps: control characters and halves of emojis."""
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for step, part in inner:
            yield from _unprintable(part, [*path, step], data)
    elif isinstance(value, str) and any(_is_unprintable(character) for character in value):
        sentence = _("Ein Zeichen lässt sich nicht speichern.")
        yield f"{place_of(path, data)}: {sentence}"


def _is_unprintable(character: str) -> bool:
    return (character < " " and character not in "\n\r\t") or "\ud800" <= character <= "\udfff"


def _repeated(texts: list[dict[str, Any]], data: Any) -> list[str]:
    """Elements and numbers that stand there twice."""
    numbers = Counter(text.get("number") for text in texts)
    keys = Counter(text["element"] for text in texts)
    faults = []
    for index, text in enumerate(texts):
        place = place_of(["wording", "texts", index], data)
        if keys[text["element"]] > 1:
            faults.append(_("%(place)s: Dieses Element kommt mehrmals vor.") % {"place": place})
        if text.get("number") and numbers[text["number"]] > 1:
            faults.append(
                _("%(place)s: Die Nummer %(number)s kommt mehrmals vor.")
                % {"place": place, "number": text["number"]}
            )
    return faults


def _misplaced(text: dict[str, Any], by_key: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The rules of ``ElementText.check_place`` for texts that are no rows yet."""
    kind, key = text["kind"], text.get("parent")
    parent = by_key.get(key) if key else None
    if key and parent is None:
        yield _("Der übergeordnete Abschnitt fehlt in der Datei.")
    elif (parent["kind"] if parent else None) not in ElementText.PARENTS[kind]:
        if kind == Kind.OBJECTIVE:
            yield _("Ein strategisches Ziel gehört zu einem Handlungsfeld.")
        else:
            yield _("An dieser Stelle kann der Abschnitt nicht stehen.")
    elif parent and kind != Kind.OBJECTIVE and parent.get("parent"):
        yield _("Mehr als zwei Ebenen sind nicht möglich.")


def _foreign(text: dict[str, Any]) -> Iterator[str]:
    for language in text.get("translations", {}):
        if language not in LANGUAGES:
            yield _("Die Sprache „%(code)s“ kennt diese Anwendung nicht.") % {
                "code": _short(language)
            }


def _loose(links: list[dict[str, str]], data: Any) -> list[str]:
    """Links that join nothing, the wrong things, or the same things again."""
    standing = {text["element"]: text["kind"] for text in data["wording"]["texts"]}
    gone = {one["element"]: one["kind"] for one in data.get("elements", [])}
    times = Counter(tuple(sorted(link.items())) for link in links)
    faults = []
    for index, link in enumerate(links):
        place = place_of(["wording", "links", index], data)
        is_support = link["kind"] == ElementLink.Kind.SUPPORTS
        # What was merged away stands no longer, but nothing can support or be supported by it.
        fault = _wrong_ends(link, standing if is_support else {**gone, **standing})
        if times[tuple(sorted(link.items()))] > 1:
            fault = _("Diese Verknüpfung kommt mehrmals vor.")
        if fault:
            faults.append(f"{place}: {fault}")
    return faults


def _wrong_ends(link: dict[str, str], kinds: dict[str, str]) -> str:
    source, target = kinds.get(link["source"]), kinds.get(link["target"])
    if not source or not target:
        return _("Ein Ende steht nicht in der Datei.")
    if link["source"] == link["target"]:
        return _("Beide Enden sind dasselbe Element.")
    if link["kind"] == ElementLink.Kind.SUPPORTS:
        return "" if target == Kind.GUIDELINE else _("Unterstützen lässt sich nur eine Leitlinie.")
    return "" if source == target else _("Die Enden sind von verschiedener Art.")
