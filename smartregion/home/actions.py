"""What visitors tell the county about the site itself."""

import uuid
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

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
        ) % {"page": f"{settings.PUBLIC_URL}{page}", "text": text, "answer_to": answer_to}
        return write_mail(
            key=f"barrier:{token}",
            to=county.contact_email,
            subject=_("Barriere gemeldet"),
            text=letter,
            at=at,
        )
