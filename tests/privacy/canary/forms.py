"""Fills in any form as a person would who types their canary everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import count
from typing import Any

from tests.factories.accounts import PASSWORD

# Typed by nobody: buttons, and the trap that has to stay empty.
NOT_TYPED = {"submit", "button", "file", "reset", "image"}
CHOSEN = {"hidden", "radio", "checkbox", "select"}
TRAP = "website"
_numbers = count(1)


def canary() -> str:
    """Stands nowhere else, in whatever case, and survives every check of a name or an address."""
    return f"kanari7766n{next(_numbers):05d}"


class _Forms(HTMLParser):
    """The fields of each form of a page: name → (kind, value, choices)."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[Any]]] = []
        self.actions: list[str] = []
        self._inside = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("method", "get").lower() == "post"
            if self._inside:
                self.forms.append({})
                self.actions.append(given.get("action", ""))
        elif self._inside and tag in ("input", "textarea", "select") and "name" in given:
            kind = given.get("type", "text") if tag == "input" else tag
            self._select = given["name"] if tag == "select" else ""
            field = self.forms[-1].setdefault(given["name"], [kind, given.get("value", ""), []])
            if kind in ("radio", "checkbox"):
                field[2].append(given.get("value", "on"))
        elif self._inside and tag == "option" and self._select:
            self.forms[-1][self._select][2].append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"


@dataclass(frozen=True)
class Filled:
    """Where the form goes (empty: to its own page), what is sent, and the canaries in it."""

    action: str
    typed: dict[str, str]
    marks: list[str]


def filled(page: str, *, among: str, keep: dict[str, str]) -> Filled:
    """The form of a page that has a field of this name; what is in ``keep`` is sent as it is."""
    parser = _Forms()
    parser.feed(page)
    having = [number for number, form in enumerate(parser.forms) if among in form]
    # The same name may stand in a form in which it is chosen, not typed.
    typed_in = [number for number in having if parser.forms[number][among][0] not in CHOSEN]
    number = (typed_in or having)[0]
    typed = dict(_typed(parser.forms[number]))
    sent = {name: value for name, (value, _mark) in typed.items()} | keep
    marks = [mark for name, (_value, mark) in typed.items() if mark and name not in keep]
    return Filled(parser.actions[number], sent, marks)


def _typed(form: dict[str, list[Any]]) -> Iterator[tuple[str, tuple[str, str]]]:
    # The same both times it is asked for.
    password = canary()
    for name, (kind, value, choices) in form.items():
        if kind in NOT_TYPED:
            continue
        mark = canary()
        if kind == "hidden" or name == TRAP:
            yield name, (value, "")
        elif kind in CHOSEN:
            yield name, (next((each for each in choices if each), ""), "")
        elif kind == "email" or "email" in name or name == "login":
            yield name, (f"{mark}@example.org", mark)
        elif kind == "password":
            yield name, (f"{PASSWORD}-{password}", password)
        else:
            yield name, (mark, mark)
