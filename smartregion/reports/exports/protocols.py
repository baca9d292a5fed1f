"""The protocol of a handover on one sheet, to be signed."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from smartregion.core.errors import WrongState
from smartregion.core.links import public_url
from smartregion.core.pdf import EngineMissing, start_engine
from smartregion.core.pdf.finish import finish
from smartregion.core.qr import qr_code
from smartregion.county.models import County
from smartregion.reports.models import Handover

STYLES = "reports/protocol/protocol.css"


def protocol_pdf(handover: Handover) -> bytes:
    """The sheet as PDF/UA-1."""
    try:
        engine = start_engine(STYLES)
    except EngineMissing as error:
        raise WrongState(str(error)) from error
    data, _pages = engine.write(_html(handover), variant="pdf/ua-1")
    return finish(data)


def protocol_name(handover: Handover) -> str:
    """The file for people; its name says what it is."""
    return _("uebergabeprotokoll-%(day)s.pdf") % {"day": handover.handed_over_on.isoformat()}


def check_address(handover: Handover) -> str:
    """Where anybody learns whether the file they have is the one that was handed over."""
    address = public_url(reverse("reports:verify"))
    return f"{address}?pruefsumme={handover.file_sha256}"


def _html(handover: Handover) -> str:
    return render_to_string(
        "reports/protocol/protocol.html",
        {
            "handover": handover,
            "county": County.objects.first(),
            "language": get_language(),
            "verify_url": public_url(reverse("reports:verify")),
            "code": qr_code(check_address(handover)),
        },
    )
