"""From bytes that somebody sent to a whole version, or to all sentences that say what is wrong."""

import json
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from strategy.interchange.faults import faults_of
from strategy.interchange.format import Given, given_from

MAX_BYTES = 10 * 1024 * 1024
# More than these nobody reads; who has mended them sees the rest.
MOST_FAULTS = 50


class NotReadable(ValidationError):
    """The file is refused as a whole; the messages are sentences for the person who sent it."""


def read(raw: bytes) -> Given:
    """Raises ``NotReadable`` with everything that is wrong, each with its place."""
    data = _json(_text(raw))
    if faults := faults_of(data):
        raise NotReadable(_at_most(faults))
    return given_from(data)


def _text(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise NotReadable(
            _("Die Datei ist größer als %(most)d Megabyte.") % {"most": MAX_BYTES // 1024**2}
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotReadable(_("Die Datei ist nicht in der Kodierung UTF-8 gespeichert.")) from None


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise NotReadable(
            _("Die Datei ist kein gültiges JSON: Zeile %(line)d, Zeichen %(column)d.")
            % {"line": error.lineno, "column": error.colno}
        ) from None
    except (ValueError, RecursionError):
        # Endless numbers, NaN, thousands of brackets.
        raise NotReadable(_("Die Datei ist kein gültiges JSON.")) from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _at_most(faults: list[str]) -> list[str]:
    told = [_printable(fault) for fault in faults[:MOST_FAULTS]]
    left = len(faults) - MOST_FAULTS
    return [*told, _("… und %(n)d weitere Fehler.") % {"n": left}] if left > 0 else told


def _printable(fault: str) -> str:
    """A sentence may quote half an emoji, which no page can show."""
    return fault.encode(errors="replace").decode()
