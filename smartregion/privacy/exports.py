"""What is stored about somebody, as JSON for programs and as a paper to read, in one archive."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from smartregion.accounts.models import User
from smartregion.privacy.paper import Entry, Paper, Part, Table, paper_pdf
from smartregion.privacy.queries import TITLES, Section, stored_about
from smartregion.privacy.wording import Wording, wording_of

# A newer shape of the JSON gets a higher number.
SCHEMA = 1
# More characters in a cell, or more columns, and a table leaves its pages nearly empty.
LONG = 60
COLUMNS = 6
EMPTY = "–"


def write_archive(user: User, file: IO[bytes], *, at: datetime) -> None:
    """Both files, of the same moment."""
    sections = stored_about(user)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        document = json.dumps(as_json(sections, at=at), ensure_ascii=False, indent=1)
        archive.writestr(_("auskunft.json"), document)
        archive.writestr(_("auskunft.pdf"), paper_pdf(as_paper(user, sections, at=at)))


def as_json(sections: list[Section], *, at: datetime) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "as_of": timezone.localtime(at).isoformat(timespec="seconds"),
        "sections": [
            {
                "table": section.model,
                "by": section.column,
                "kind": str(section.label),
                "kept": str(section.period),
                "when_account_closes": section.on_closing,
                "number": section.number,
                "columns": list(section.columns),
                "rows": [list(map(_plain, row)) for row in section.rows],
            }
            for section in sections
        ],
    }


def as_paper(user: User, sections: list[Section], *, at: datetime) -> Paper:
    day = date_format(timezone.localdate(at), "DATE_FORMAT")
    return Paper(
        title=_("Auskunft über Ihr Konto"),
        lead=_("Was am %(day)s über %(name)s gespeichert ist (Art. 15 und 20 DSGVO).")
        % {"day": day, "name": user},
        parts=(_explained(), *_parts(sections, wording_of(sections, user))),
    )


def _explained() -> Part:
    return Part(
        _("Was hier steht, und was nicht"),
        (
            _(
                "Diese Auskunft enthält alles, was mit Ihrem Konto oder Ihrer bestätigten E-Mail-Adresse "
                "verbunden ist. Wo Sie im Amt gehandelt haben, steht die Zahl der Vorgänge."
            ),
            _(
                "Antworten auf Umfragen stehen nicht darin: Sie werden ohne Konto gespeichert, und niemand "
                "kann sagen, welche von Ihnen ist. Mit Ihrem Beleg-Code finden Sie sie selbst."
            ),
        ),
    )


def _parts(sections: list[Section], words: Wording) -> Iterator[Part]:
    """What tells of the person first; what they did in office is counted once for each kind."""
    yield from (_part(section, words) for section in sections if section.columns)
    counted = [section for section in sections if not section.columns]
    for kind in dict.fromkeys(map(_kind, counted)):
        number = sum(section.number for section in counted if _kind(section) == kind)
        label, period, fate = kind
        said = _("Anzahl: %(number)s.") % {"number": localize(number)}
        yield Part(label, (*_kept(period, fate), said))


def _kind(section: Section) -> tuple[str, str, str]:
    return str(section.label), str(section.period), section.on_closing


def _kept(period: str, fate: str) -> Iterator[str]:
    if period:
        yield _("Aufbewahrung: %(period)s.") % {"period": period}
    if fate:
        yield _("Wenn Sie Ihr Konto schließen: %(fate)s.") % {"fate": fate}


def _part(section: Section, words: Wording) -> Part:
    label, period, fate = _kind(section)
    titles = tuple(str(TITLES[name]) for name in section.columns)
    rows = [
        tuple(
            _cell(words.said(section.model, *pair))
            for pair in zip(section.columns, row, strict=True)
        )
        for row in section.rows
    ]
    long = {place for row in rows for place, cell in enumerate(row) if len(cell) > LONG}
    if not long and len(titles) <= COLUMNS:
        return Part(label, tuple(_kept(period, fate)), Table(titles, tuple(rows)))
    entries = tuple(_entry(list(zip(titles, row, strict=True)), long) for row in rows)
    return Part(label, tuple(_kept(period, fate)), entries=entries)


def _entry(row: list[tuple[str, str]], long: set[int]) -> Entry:
    """A row whose columns at these places are too long for a table; what is empty is left out."""
    filled = [(place, pair) for place, pair in enumerate(row) if pair[1] != EMPTY]
    return Entry(
        facts=tuple(pair for place, pair in filled if place not in long),
        texts=tuple(pair for place, pair in filled if place in long),
    )


def _plain(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> str:
    """As people read it."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, datetime):
        return date_format(value, "SHORT_DATETIME_FORMAT")
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else localize(value)
