"""What was laid aside is read, not written."""

from django.utils.translation import gettext as _

from smartregion.core.errors import WrongState
from smartregion.reports.models import Manuscript


def hold_open(manuscript: Manuscript) -> None:
    """Refuse a manuscript that was laid aside; otherwise hold its row until the transaction ends."""
    if Manuscript.objects.select_for_update().get(pk=manuscript.pk).archived_at:
        raise WrongState(_("Dieses Manuskript ist abgelegt. Holen Sie es zurück, um es zu ändern."))
