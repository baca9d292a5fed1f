"""Forms of this room, by noun."""

from smartregion.reports.forms.handing_over import HandoverForm
from smartregion.reports.forms.ordering import OrderForm
from smartregion.reports.forms.releasing import WithdrawForm
from smartregion.reports.forms.verifying import ChecksumForm, FileForm, Fingerprinting

__all__ = [
    "ChecksumForm",
    "FileForm",
    "Fingerprinting",
    "HandoverForm",
    "OrderForm",
    "WithdrawForm",
]
