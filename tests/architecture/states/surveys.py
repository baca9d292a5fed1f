"""Surveys and everything that hangs on one."""

from participation.surveys.models import Survey
from tests.architecture.access.participation import READERS
from tests.architecture.states.words import Arguments, Noun, State


def drafted(given: Arguments) -> Arguments:
    Survey.objects.filter(slug=given["slug"]).update(state=Survey.State.DRAFT)
    return given


def closed(given: Arguments) -> Arguments:
    Survey.objects.filter(slug=given["slug"]).update(state=Survey.State.CLOSED)
    return given


NOUNS = (
    Noun(
        "survey", "slug", ("surveys:*",),
        states=(
            State("draft", drafted, frozenset(READERS) | {"data_protection"}),
            State("closed", closed),
        ),
    ),
    Noun("question kept for all surveys", "pk", ("surveys:bank_*", "surveys:try_out"),
         stateless="kept by the office, for the office"),
)  # fmt: skip
