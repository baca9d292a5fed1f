"""One request of a person who answers."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from django.core.signing import BadSignature
from django.http import HttpRequest, QueryDict

from participation.surveys import queries
from participation.surveys.answering import Answering
from participation.surveys.forms.answering import names_on
from participation.surveys.kinds import Faults, Typed
from participation.surveys.models import SurveyVersion
from participation.surveys.questionnaire import Questionnaire, questionnaire_of
from participation.surveys.screens import Screen
from participation.surveys.way import Way, way_through


@dataclass(frozen=True)
class Turn:
    """Where a person is, in which version and language."""

    request: HttpRequest
    version: SurveyVersion
    state: Answering
    # What was typed on this page, in full; the state carries less of very long texts.
    just_typed: Typed = field(default_factory=dict)

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
        """The questions on the page where the person is."""
        return {question.code for question in self.way.pages[self.state.page]}

    @property
    def names(self) -> list[str]:
        """All fields that this page can send."""
        return names_on(self.questionnaire.pages[self.state.page].questions)

    def keep(self, posted: QueryDict) -> "Turn":
        """With what was typed on this page."""
        typed = {name: posted.getlist(name) for name in self.names}
        return replace(self, state=self.state.keep(typed), just_typed=typed)

    def to(self, page: int) -> "Turn":
        return replace(self, state=self.state.turn_to(page))

    def speaking(self, language: str) -> "Turn":
        return replace(self, state=replace(self.state, language=language))

    def screen(self, faults: Faults) -> Screen:
        return Screen(
            questionnaire=self.questionnaire,
            key=self.version.snapshot_id,
            way=self.way,
            page=self.state.page,
            language=self.language,
            seed=self.state.nonce.hex,
            typed=self.typed,
            faults=faults,
        )


def turn_of(request: HttpRequest, slug: str, posted: QueryDict) -> Turn | None:
    """Where this person is; None for a state that we did not sign or that belongs elsewhere."""
    try:
        state = Answering.unpack(posted.get("state", ""))
    except BadSignature:
        return None
    versions = queries.published_versions(slug)
    version = next((each for each in versions if each.pk == state.version), None)
    return Turn(request, version, state) if version else None
