"""Answers that come with a code are let in by packets.

Whoever keeps the list of codes can tell which of them were used since they looked last. If figures moved with
each answer, the code that went and the value that came would belong together. So what comes with a code waits:
nobody sees it in a figure, a text or a file until it is let in together with others, all under one day.
Ten always stay behind while the survey runs, so that the last packet holds ten, too. What this costs and what it
leaves open: docs/decisions/0007.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from participation.surveys.models import Response, Survey
from participation.surveys.protection.policy import POLICY


def form_packet(*, survey: Survey, on: date | None) -> Collection[UUID]:
    """Give the answers that are let in now one common day, and name them; none when they are too few.

    On the day after the end (``on``) all that are left are let in. The caller holds the lock of the columns.
    """
    waiting = Response.objects.filter(version__survey=survey).waiting()
    days = dict(waiting.order_by("pk").values_list("pk", "submitted_on"))
    is_over = on is not None and not survey.awaits_codes(on)
    # Their keys are random, so it is chance who stays.
    packet = list(days)[: None if is_over else -POLICY.least_between]
    if not is_over and len(packet) < POLICY.least_between:
        return ()
    if packet:
        Response.objects.filter(pk__in=packet).update(submitted_on=max(days[pk] for pk in packet))
    return packet
