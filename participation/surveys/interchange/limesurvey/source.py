"""What a file of LimeSurvey says, as values: merged over languages, in the order of the survey.

Texts are as they stand in the file (HTML, placeholders), by LimeSurvey's own code of the language.
``None`` is a value that the file does not give (SQL NULL), "" one that it leaves empty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Raw = Mapping[str, str]
# Of attributes: the language is "" where the value holds for all.
EVERYWHERE = ""
ALWAYS = ("", "1")


@dataclass(frozen=True)
class LsAnswer:
    """An answer option; ``scale`` is 1 for the second scale of type ``1``."""

    code: str
    texts: Raw
    scale: int = 0
    assessment: str = ""


@dataclass(frozen=True)
class LsSubquestion:
    """A row (scale 0) or a column (scale 1) of a question, or one box of a multiple choice."""

    id: str
    code: str
    texts: Raw
    scale: int = 0
    relevance: str = ""
    help: Raw = field(default_factory=dict)


@dataclass(frozen=True)
class LsQuestion:
    """A question. ``type`` is the one-letter code of LimeSurvey."""

    id: str
    group: str
    type: str
    code: str
    texts: Raw
    help: Raw = field(default_factory=dict)
    is_other: bool = False
    # Y, N, or S: asked for once more and then left alone.
    mandatory: str = "N"
    pattern: str = ""
    relevance: str = ""
    is_encrypted: bool = False
    theme: str = ""
    scripts: Raw = field(default_factory=dict)
    # attribute → language ("" for all) → value
    attributes: Mapping[str, Raw] = field(default_factory=dict)
    subquestions: tuple[LsSubquestion, ...] = ()
    answers: tuple[LsAnswer, ...] = ()
    # What is filled in beforehand: (code of the subquestion or "", value).
    defaults: tuple[tuple[str, str], ...] = ()

    def setting(self, name: str) -> str:
        """An attribute that holds for all languages; "" where it is not set."""
        values = self.attributes.get(name, {})
        return values.get(EVERYWHERE) or next((value for value in values.values() if value), "")

    @property
    def rows(self) -> tuple[LsSubquestion, ...]:
        return tuple(each for each in self.subquestions if each.scale == 0)

    @property
    def columns(self) -> tuple[LsSubquestion, ...]:
        return tuple(each for each in self.subquestions if each.scale == 1)


@dataclass(frozen=True)
class LsGroup:
    """A group of questions: a page."""

    id: str
    titles: Raw
    descriptions: Raw = field(default_factory=dict)
    relevance: str = ""
    randomization: str = ""
    questions: tuple[LsQuestion, ...] = ()


@dataclass(frozen=True)
class LsCondition:
    """A row of the table ``conditions``: why the question ``question`` is shown."""

    question: str
    source: str
    column: str
    method: str
    value: str
    scenario: str = "1"


@dataclass(frozen=True)
class LsQuota:
    """A quota; ``members`` are (id of a question, code of an answer)."""

    name: str
    limit: str
    action: str = "1"
    is_active: bool = True
    members: tuple[tuple[str, str], ...] = ()
    texts: Raw = field(default_factory=dict)
    urls: Raw = field(default_factory=dict)


@dataclass(frozen=True)
class LsSurvey:
    """A whole survey."""

    id: str
    # The base language first.
    languages: tuple[str, ...]
    groups: tuple[LsGroup, ...]
    # surveys_languagesettings: column → language → text (surveyls_title, surveyls_welcometext …).
    texts: Mapping[str, Raw] = field(default_factory=dict)
    # The one row of the table ``surveys``; what is inherited is left out.
    settings: Mapping[str, str] = field(default_factory=dict)
    conditions: tuple[LsCondition, ...] = ()
    quotas: tuple[LsQuota, ...] = ()
    # Tables that nothing here corresponds to, with the number of their rows.
    others: Mapping[str, int] = field(default_factory=dict)
    version: int = 0

    @property
    def questions(self) -> Iterator[LsQuestion]:
        return (question for group in self.groups for question in group.questions)
