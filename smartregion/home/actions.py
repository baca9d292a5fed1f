"""What visitors tell the county about the site itself, and who took the audit trail along."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from smartregion.core import audit
from smartregion.core.links import public_url
from smartregion.county.models import County
from smartregion.notices.actions import write_mail


def report_barrier(
    *, county: County, page: str, text: str, reply_to: str, token: uuid.UUID, at: datetime
) -> bool:
    """Tell the office that somebody cannot get on; False where this was sent before.

    Only the letter carries the words; nothing about the person is stored besides (BITV 2.0 § 12b
    and its counterparts in the federal states ask for this way to the office).
    """
    with override(settings.LANGUAGE_CODE):
        answer_to = reply_to or _("Es wurde keine Adresse für eine Antwort angegeben.")
        letter = _(
            "Jemand ist auf eine Barriere gestoßen.\n\nSeite: %(page)s\n\n%(text)s\n\n"
            "Antwort an: %(answer_to)s"
        ) % {"page": public_url(page), "text": text, "answer_to": answer_to}
        return write_mail(
            key=f"barrier:{token}",
            to=county.contact_email,
            subject=_("Barriere gemeldet"),
            text=letter,
            at=at,
        )


def note_trail_export(
    *, county: County, format_: str, filters: Sequence[str], n: int, by: Any
) -> None:
    """Who took the audit trail along, as what and by which filters; not what they looked for."""
    changes = {"format": format_, "filters": list(filters), "n": n}
    audit.record(by=by, verb="export_trail", subject=county, changes=changes)
