"""How far people got in the example survey: made up, and in agreement with its example answers."""

from collections import Counter
from collections.abc import Iterator

from participation.surveys.actions.passing import add_passages
from participation.surveys.document.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.models import Response, Survey
from participation.surveys.passages import (
    ALL,
    BOUNDS,
    DONE,
    SENT,
    SHOWN,
    Device,
    Passage,
    class_of,
)

# Of a hundred who begin.
DEVICES = {Device.PHONE: 57, Device.DESKTOP: 33, Device.TABLET: 7, Device.UNKNOWN: 3}
# Of a hundred who send everything: on a small screen people give up more easily.
DONE_ON = {Device.PHONE: 53, Device.DESKTOP: 37, Device.TABLET: 7, Device.UNKNOWN: 3}
# Of a hundred who see a page so many stop there: at first curiosity, later what is long.
STOPPING = (9, 4, 3, 3, 2)
# How much longer or shorter than usual people take for a page, each as likely as the next.
PACES = (0.45, 0.6, 0.75, 0.85, 0.95, 1.05, 1.2, 1.4, 1.8, 2.6)
SECONDS_PER_QUESTION = 11


def load_passages(*, survey: Survey) -> None:
    """Count as if those who answered, and some who gave up, had gone through the pages."""
    version = survey.versions.get(number=1)
    questionnaire = questionnaire_of(version)
    answered = _answered(questionnaire, version.pk)
    counts: Counter[Passage] = Counter()
    still_to_stop = 0
    for page in reversed(range(len(questionnaire.pages))):
        went_on = answered[page] + still_to_stop
        stopped = went_on * STOPPING[min(page, len(STOPPING) - 1)] // 100
        still_to_stop += stopped
        counts.update(dict(_by_device(version.pk, page, SHOWN, went_on + stopped)))
        counts.update(dict(_by_device(version.pk, page, SENT, went_on)))
        asked = len(questionnaire.pages[page].questions)
        counts.update(dict(_spans(version.pk, page, went_on, asked)))
    last = len(questionnaire.pages) - 1
    counts.update(dict(_by_device(version.pk, last, DONE, answered[last])))
    add_passages(counts=counts)


def _answered(questionnaire: Questionnaire, version: int) -> Counter[int]:
    """How many of the example answers hold something of each page."""
    found: Counter[int] = Counter()
    examples = Response.objects.filter(version=version, origin=Response.Origin.EXAMPLE)
    for answers in examples.values_list("answers", flat=True):
        keys = (code for code in answers if code in questionnaire.page_of)
        found.update({questionnaire.page_of[code] for code in keys})
    return found


def _by_device(version: int, page: int, measure: str, number: int) -> Iterator[tuple[Passage, int]]:
    """Split by device; what is left after rounding goes to the first."""
    shares = DONE_ON if measure == DONE else DEVICES
    parts = {device: number * share // 100 for device, share in shares.items()}
    parts[Device.PHONE] += number - sum(parts.values())
    yield from ((Passage(version, page, device, measure), n) for device, n in parts.items())


def _spans(version: int, page: int, number: int, asked: int) -> Iterator[tuple[Passage, int]]:
    classes: Counter[str] = Counter()
    for place, pace in enumerate(PACES):
        seconds = min(asked * SECONDS_PER_QUESTION * pace, BOUNDS[-1] - 1)
        share = number * (place + 1) // len(PACES) - number * place // len(PACES)
        classes[class_of(seconds) or ""] += share
    yield from ((Passage(version, page, ALL, name), n) for name, n in classes.items() if n)
