"""The types of a form's rows, and which of ours each becomes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.surveys.document.questionnaire import Type
from participation.surveys.interchange.xlsform.own import own
from participation.surveys.interchange.xlsform.sheets import Line

SELECT = re.compile(
    r"(?P<kind>select[_ ]one|select[_ ]multiple|select all that apply|rank)(?: from)? "
    r"(?P<list>\S+)(?P<other> or[_ ]other| or specify other)?",
    re.IGNORECASE,
)
GROUP = re.compile(r"(?P<end>begin|end)[_ ](?P<kind>group|repeat)", re.IGNORECASE)
LISTS = {"rank": Type.RANKING, "select_one": Type.SINGLE}
PLAIN: Mapping[str, Type] = {
    "text": Type.SHORT_TEXT, "string": Type.SHORT_TEXT, "integer": Type.NUMBER, "int": Type.NUMBER,
    "decimal": Type.NUMBER, "range": Type.SLIDER, "date": Type.DATE, "note": Type.DISPLAY,
    "acknowledge": Type.CONSENT, "trigger": Type.CONSENT, "calculate": Type.CALCULATED,
    "time": Type.SHORT_TEXT, "datetime": Type.DATE,
}  # fmt: skip
# What a device notes by itself.
NOTED = {
    "start", "end", "today", "deviceid", "device_id", "imei", "phonenumber", "phone_number",
    "username", "email", "simserial", "subscriberid", "audit", "uri:deviceid", "start-geopoint",
    "background-audio", "background-geopoint",
}  # fmt: skip
HELPERS = {"hidden", "csv-external", "xml-external"}
NAMES: Mapping[str, Any] = {
    "geopoint": _("Ort auf der Karte"), "geotrace": _("Weg auf der Karte"),
    "geoshape": _("Fläche auf der Karte"), "image": _("Bild"), "photo": _("Bild"),
    "audio": _("Tonaufnahme"), "video": _("Video"), "file": _("Datei"), "barcode": _("Strichcode"),
}  # fmt: skip
# Which of our types may stand behind one of a form; whoever writes another one there is not heard.
ONE_OF = (Type.SINGLE, Type.DROPDOWN, Type.SCALE, Type.YES_NO, Type.MUNICIPALITY)
BEHIND: Mapping[Type, tuple[Type, ...]] = {
    **dict.fromkeys(ONE_OF, ONE_OF),
    Type.SHORT_TEXT: (Type.SHORT_TEXT, Type.LONG_TEXT),
    Type.LONG_TEXT: (Type.SHORT_TEXT, Type.LONG_TEXT),
}
DROPDOWNS = {"minimal", "autocomplete", "search", "quick-minimal"}
LONG = {"multiline"}


@dataclass(frozen=True)
class Kind:
    """What a row asks for; ``list`` names the choices of a selection."""

    type: Type
    list: str = ""
    has_other: bool = False


def word(line: Line) -> str:
    """The type of a row in lower case, with single spaces."""
    return " ".join(line.get("type").lower().split())


def appearance(line: Line) -> list[str]:
    """The words of the column ``appearance``."""
    return line.get("appearance").lower().split()


def kind_of_line(line: Line) -> Kind | None:
    """Which question a row is; None for one that is none here."""
    kind = _selection(line) or _plain(line)
    ours = line.get(own("type"))
    if kind and ours in BEHIND.get(kind.type, ()):
        return Kind(Type(ours), kind.list, kind.has_other)
    return kind


def _selection(line: Line) -> Kind | None:
    found = SELECT.fullmatch(" ".join(line.get("type").split()))
    if found is None:
        return None
    name = found["kind"].lower().replace(" ", "_")
    kind, looks = LISTS.get(name, Type.MULTIPLE), set(appearance(line))
    if kind == Type.SINGLE and looks & DROPDOWNS:
        kind = Type.DROPDOWN
    elif kind == Type.SINGLE and "likert" in looks and not found["other"]:
        kind = Type.SCALE
    return Kind(kind, found["list"], bool(found["other"]))


def _plain(line: Line) -> Kind | None:
    kind = PLAIN.get(word(line))
    is_text = word(line) in ("text", "string")
    if is_text and (LONG & set(appearance(line)) or "rows=" in line.get("parameters")):
        kind = Type.LONG_TEXT
    return Kind(kind) if kind else None
