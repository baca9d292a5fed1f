"""What is stored about somebody, as JSON for programs and as a paper to read, in one archive."""

import json
import zipfile
from datetime import date, datetime
from typing import IO, Any

from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from smartregion.accounts.models import User
from smartregion.privacy.paper import Paper, Part, Table, paper_pdf
from smartregion.privacy.queries import TITLES, Section, stored_about

# A newer shape of the JSON gets a higher number.
SCHEMA = 1


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
        parts=(_explained(), *map(_part, sections)),
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
                "kann sagen, welche von Ihnen ist. Mit Ihrem Quittungscode finden Sie sie selbst."
            ),
        ),
    )


def _part(section: Section) -> Part:
    told = [_("Aufbewahrung: %(period)s.") % {"period": section.period}] if section.period else []
    if section.on_closing:
        told.append(_("Wenn Sie Ihr Konto schließen: %(fate)s.") % {"fate": section.on_closing})
    if not section.columns:
        told.append(_("Anzahl: %(number)s.") % {"number": localize(section.number)})
    titles = tuple(str(TITLES[name]) for name in section.columns)
    table = Table(titles, tuple(tuple(map(_cell, row)) for row in section.rows))
    return Part(
        f"{section.label} ({section.model})", tuple(told), table if section.columns else None
    )


def _plain(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> str:
    """As people read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, datetime):
        return date_format(value, "SHORT_DATETIME_FORMAT")
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else localize(value)
