"""How far people got through one version: page by page, question by question, by device."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from participation.surveys.document.questionnaire import Questionnaire, Type, questionnaire_of
from participation.surveys.models import SurveyVersion
from participation.surveys.passages import DONE, SENT, SHOWN, Device, median_seconds, span_words
from participation.surveys.queries.figures import survey_results
from participation.surveys.results import QuestionResult, SurveyResults
from participation.surveys.texts import say

# Fewer people than this on one kind of device are not told.
SMALLEST = 5
# So many questions that were often left empty are shown.
MOST_EMPTY = 15


@dataclass(frozen=True)
class PassedPage:
    """One page: how many saw it, how many went on, how long it took."""

    number: int
    title: str
    shown: int
    sent: int
    # The middle of the times until it was left forwards, in seconds.
    median: float | None

    @property
    def took(self) -> str:
        """The median as people say it."""
        return "–" if self.median is None else span_words(self.median)

    @property
    def left(self) -> int:
        """Who saw it and did not go on. A process that was killed may lose one of two counts."""
        return max(self.shown - self.sent, 0)

    @property
    def left_share(self) -> float | None:
        return self.left / self.shown if self.shown else None


@dataclass(frozen=True)
class PassedDevice:
    """One kind of device; None where there are too few people to tell."""

    label: str
    begun: int | None
    done: int | None

    @property
    def share(self) -> float | None:
        return self.done / self.begun if self.begun and self.done is not None else None


@dataclass(frozen=True)
class LeftEmpty:
    """One question: who saw it and left it empty, and who was gone before."""

    result: QuestionResult
    page: int
    not_reached: int

    @property
    def share(self) -> float:
        return self.result.empty / self.result.shown


@dataclass(frozen=True)
class Passages:
    """The way through one version."""

    begun: int
    done: int
    pages: tuple[PassedPage, ...]
    devices: tuple[PassedDevice, ...]
    empties: tuple[LeftEmpty, ...]
    # Made up to show what the page looks like.
    is_example: bool = False

    @property
    def share(self) -> float | None:
        """How many of those who began have sent everything."""
        return self.done / self.begun if self.begun else None


def passages_of(version: SurveyVersion, *, language: str) -> Passages:
    """All of it in two questions to the database, beside the figures."""
    questionnaire = questionnaire_of(version)
    rows = list(version.passages.values_list("page", "device", "measure", "number"))
    by_page: Counter[tuple[int, str]] = Counter()
    for page, _device, measure, number in rows:
        by_page[page, measure] += number
    results = survey_results(version, language=language)
    pages = tuple(_page(questionnaire, page, by_page, language) for page in _counted(by_page))
    return Passages(
        begun=pages[0].shown if pages else 0,
        done=sum(number for (_page, measure), number in by_page.items() if measure == DONE),
        pages=pages,
        devices=_devices(rows, first=min(_counted(by_page), default=0)),
        empties=_empties(results, questionnaire, pages),
        is_example=results.is_example,
    )


def _counted(by_page: Counter[tuple[int, str]]) -> list[int]:
    return sorted({page for page, measure in by_page if measure == SHOWN})


def _page(
    questionnaire: Questionnaire, page: int, counts: Counter[tuple[int, str]], language: str
) -> PassedPage:
    return PassedPage(
        number=page + 1,
        title=say(questionnaire.pages[page].title, language),
        shown=counts[page, SHOWN],
        sent=counts[page, SENT],
        median=median_seconds({measure: n for (at, measure), n in counts.items() if at == page}),
    )


# -- devices ---------------------------------------------------------------------------------------
def _devices(rows: Sequence[tuple[int, str, str, int]], *, first: int) -> tuple[PassedDevice, ...]:
    """Who began and who sent, by device. What few people did is hidden, and so is what tells it."""
    begun: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for page, device, measure, number in rows:
        if measure == SHOWN and page == first:
            begun[device] += number
        elif measure == DONE:
            done[device] += number
    if not begun:
        return ()
    unseen = hidden_ones(begun) | hidden_ones(done)
    return tuple(
        PassedDevice(
            str(device.label),
            None if device in unseen else begun[device],
            None if device in unseen else done[device],
        )
        for device in Device
    )


def hidden_ones(counts: Counter[str]) -> set[str]:
    """Kinds with too few people; and one more where only one is hidden, for the sum would tell it."""
    hidden = {kind for kind, number in counts.items() if 0 < number < SMALLEST}
    others = [kind for kind, number in counts.items() if number and kind not in hidden]
    if hidden and others and sum(counts[kind] for kind in hidden) < SMALLEST:
        hidden.add(min(others, key=lambda kind: counts[kind]))
    return hidden


# -- questions -------------------------------------------------------------------------------------
def _empties(
    results: SurveyResults, questionnaire: Questionnaire, pages: Sequence[PassedPage]
) -> tuple[LeftEmpty, ...]:
    """The questions that most people left empty who saw them, as shares."""
    found = [
        LeftEmpty(
            each, questionnaire.page_of[each.code] + 1, _gone_before(each, questionnaire, pages)
        )
        for each in results.questions
        if each.code in questionnaire.page_of and each.empty and each.type != Type.CALCULATED
    ]
    return tuple(sorted(found, key=lambda each: -each.share)[:MOST_EMPTY])


def _gone_before(
    result: QuestionResult, questionnaire: Questionnaire, pages: Sequence[PassedPage]
) -> int:
    """Who gave up on an earlier page. Pages that conditions hide change nothing about it."""
    number = questionnaire.page_of[result.code] + 1
    return sum(page.left for page in pages if page.number < number)
