"""Which edition a report is: the lines of the cover that Word, web and data package share."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from smartregion.reports.models import Kind
from smartregion.reports.rendering.book import Book, Content


@dataclass(frozen=True)
class Line:
    """One fact about the edition."""

    name: str
    text: str


def imprint_of(book: Book) -> list[Line]:
    """Kind, wording, resolution, cycle, day, office and hash, as far as the report has them."""
    content = book.content
    lines = [
        Line(_("Art"), str(Kind(content["kind"]).label)),
        *_strategy(content.get("strategy")),
        *_cycle(content.get("cycle")),
        Line(_("Stand"), _day(content["made_on"])),
        Line(_("Herausgegeben von"), _office(content["county"])),
        Line(_("Prüfsumme der Daten (SHA-256)"), book.stamp.sha256),
    ]
    return [line for line in lines if line.text]


def notes_of(book: Book) -> list[str]:
    """What somebody has to know before they rely on it."""
    notes = []
    if book.stamp.is_draft:
        notes.append(_("ENTWURF. Nicht freigegeben und nicht zur Weitergabe bestimmt."))
    if book.content["county"]["is_demo"]:
        notes.append(_("Dieser Bericht enthält Beispieldaten. Er ist kein amtliches Dokument."))
    return notes


def _strategy(strategy: Content | None) -> list[Line]:
    if not strategy:
        return []
    lines = [
        Line(_("Strategie"), strategy["title"]),
        Line(_("Fassung"), f"{strategy['label']}, {strategy['state_label']}"),
    ]
    decided = strategy["resolution"]
    if decided:
        lines.append(Line(_("Beschluss"), f"{decided['body']}, {_day(decided['decided_on'])}"))
    return lines


def _cycle(cycle: Content | None) -> list[Line]:
    if not cycle:
        return []
    said = _("%(title)s, Stichtag %(day)s") % {
        "title": cycle["title"],
        "day": _day(cycle["cutoff_on"]),
    }
    return [Line(_("Evaluation"), said)]


def _office(county: Content) -> str:
    return ", ".join(filter(None, (county["name"], county["contact_office"])))


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text[:10]), "j. F Y")
