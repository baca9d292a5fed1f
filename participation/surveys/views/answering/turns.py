"""One request of a person who answers."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import ClassVar, Generic, Self, TypeVar

from django.core.signing import BadSignature
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from participation.surveys import queries
from participation.surveys.answering import Answering
from participation.surveys.document.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.document.way import Way, way_through
from participation.surveys.forms.answering import names_on
from participation.surveys.kinds import Faults, Typed
from participation.surveys.models import Pretest, SurveyVersion
from participation.surveys.screens import Screen

Document = TypeVar("Document", bound=SurveyVersion | Pretest)


@dataclass(frozen=True)
class Turn(Generic[Document]):
    """Where a person is, in which version and language."""

    template: ClassVar[str] = "surveys/answer.html"
    screens: ClassVar[type[Screen]] = Screen

    request: HttpRequest
    version: Document
    state: Answering
    # What was typed on this page, in full; the state carries less of very long texts.
    just_typed: Typed = field(default_factory=dict)
    # Until when the answers are there that this person has put aside.
    saved_until: date | None = None
    # What the person is told above the questions.
    note: str = ""

    @property
    def address(self) -> str:
        """Where the page sends what is typed on it."""
        return reverse("surveys:answer", args=[self.version.survey.slug])

    @property
    def packed(self) -> str:
        return self.state.pack()

    @property
    def typed(self) -> Typed:
        return {**self.state.typed, **self.just_typed}

    @property
    def questionnaire(self) -> Questionnaire:
        return questionnaire_of(self.version)

    @property
    def language(self) -> str:
        """In which the questions are read; the page around them has one of its own."""
        return self.questionnaire.language_for(self.state.language)

    @cached_property
    def way(self) -> Way:
        return way_through(self.questionnaire, self.typed)

    @property
    def seen(self) -> set[str]:
        """The questions on the page where the person is, if answers on it may open others."""
        page = self.state.page
        if not self.questionnaire.pages[page].unfolds:
            return set()
        return {question.code for question in self.way.pages[page]}

    @property
    def names(self) -> list[str]:
        """All fields that this page can send."""
        return names_on(self.questionnaire.pages[self.state.page].questions)

    def keep(self, posted: QueryDict) -> Self:
        """With what was typed on this page."""
        typed = {name: posted.getlist(name) for name in self.names}
        return replace(self, state=self.state.keep(typed), just_typed=typed)

    def to(self, page: int) -> Self:
        return replace(self, state=self.state.turn_to(page))

    def speaking(self, language: str) -> Self:
        return replace(self, state=replace(self.state, language=language))

    def screen(self, faults: Faults) -> Screen:
        return self.screens(
            questionnaire=self.questionnaire,
            key=self.version.snapshot_id,
            way=self.way,
            page=self.state.page,
            language=self.language,
            seed=self.state.nonce.hex,
            typed=self.typed,
            faults=faults,
        )


def turn_of(request: HttpRequest, slug: str, posted: QueryDict) -> Turn[SurveyVersion] | None:
    """Where this person is; None for a state that we did not sign or that belongs elsewhere."""
    try:
        state = Answering.unpack(posted.get("state", ""))
    except BadSignature:
        return None
    versions = queries.published_versions(slug)
    version = next((each for each in versions if each.pk == state.version), None)
    return Turn(request, version, state) if version else None
