"""The right to answer once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.surveys.models.survey import Survey, after_closing
from smartregion.core.retention import CITIZENS, CONSENT, Retention


class AccessCode(models.Model):
    """The right to answer once. It is deleted when it is used.

    Nothing leads from a code to a response: no key, no shared value, no moment. What is left in
    this table are the codes that nobody has used; who answered cannot be asked of it at all.
    """

    retention = Retention(
        label=_("Zugangscodes zu Umfragen"),
        whose=CITIZENS,
        ground=CONSENT,
        period=_("30 Tage nach dem Ende der Umfrage, wenn nichts anderes zugesagt ist"),
        due=after_closing("survey", "codes_until"),
        removed_by="surveys",
        since="created_on",
    )

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="access_codes")
    # One hand-out: "Brief an alle Haushalte", "Nachfassen". Empty: a ticket of an account.
    batch = models.CharField(_("Ausgabe"), max_length=80, blank=True)
    created_on = models.DateField()
    # The person has asked for no further letters; the code itself stays good.
    wants_no_reminder = models.BooleanField(default=False)
    code_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["survey", "batch"])]

    def __str__(self) -> str:
        return f"{self.survey}, {self.batch}"
