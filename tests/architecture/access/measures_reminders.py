"""Reminders of a running cycle: the office alone looks after them."""

from typing import Any

from smartregion.accounts.models import User
from smartregion.notices.actions import News, ask, recipient_of
from smartregion.notices.models import Mail
from tests.architecture.access.measures import UNSEEN, open_cycle
from tests.architecture.access.table import PEOPLE, Row, only
from tests.factories.dates import NOON


def sent_letter() -> dict[str, Any]:
    """One that asked for reports and went out."""
    owner = User.objects.get(email=PEOPLE["measure_owner"])
    news = News("report:0:access", "Maßnahme", "/", "Bitte melden", "/")
    ask(
        recipient=recipient_of(owner),
        requests=[news],
        key="request:access",
        subject="Bitte melden",
        text="Guten Tag",
        at=NOON,
    )
    letter = Mail.objects.get(key="request:access")
    Mail.objects.filter(pk=letter.pk).update(state=Mail.State.SENT, sent_at=NOON)
    return open_cycle() | {"pk": letter.pk}


def office(**details: Any) -> Row:
    return only("strategy_office", unseen=UNSEEN, **details)


TABLE: dict[str, Row] = {
    "measures:cycle_reminders": office(where=open_cycle),
    "measures:cycle_remind_now": office(where=open_cycle),
    "measures:cycle_letter_returned": office(where=sent_letter),
}
