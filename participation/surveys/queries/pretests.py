"""What came out of trying a questionnaire out. Real answers are counted elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import QQuestion, questionnaire_of
from participation.surveys.kinds import kind_of
from participation.surveys.models import Pretest, PretestAnswers, PretestComment, Survey
from participation.surveys.texts import say


@dataclass(frozen=True)
class ListedPretest:
    """A pretest in the list of its survey."""

    pretest: Pretest
    is_running: bool
    runs: int
    comments: int


@dataclass(frozen=True)
class TriedQuestion:
    """One question: how many saw it, how many answered, what they noticed."""

    code: str
    number: int | None
    text: str
    shown: int
    answered: int
    comments: Sequence[PretestComment]
    # Of the question in the draft of today, where it can be changed; None when it is gone.
    draft: int | None

    @property
    def empty(self) -> int:
        return self.shown - self.answered


@dataclass(frozen=True)
class TriedOut:
    """All that a pretest has brought."""

    runs: int
    questions: Sequence[TriedQuestion]
    # About the questionnaire as a whole.
    comments: Sequence[PretestComment]

    @property
    def number_of_comments(self) -> int:
        return len(self.comments) + sum(len(each.comments) for each in self.questions)


def pretests_of(survey: Survey, *, on: date) -> list[ListedPretest]:
    """The pretests of a survey, newest first, without their documents."""
    found = survey.pretests.defer("schema").annotate(
        runs=_number_of(PretestAnswers), remarks=_number_of(PretestComment)
    )
    return [ListedPretest(each, each.takes_answers(on), each.runs, each.remarks) for each in found]


def _number_of(rows: type[PretestAnswers | PretestComment]) -> Coalesce:
    mine = rows._default_manager.filter(pretest=OuterRef("pk")).order_by().values("pretest")
    return Coalesce(Subquery(mine.annotate(number=Count("pk")).values("number")), 0)


def tried_out(pretest: Pretest, *, language: str | None) -> TriedOut:
    """Question by question as it stood in the pretest."""
    answers = list(pretest.answers.values_list("answers", flat=True))
    said: dict[str, list[PretestComment]] = defaultdict(list)
    for comment in pretest.comments.all():
        said[comment.question].append(comment)
    drafts = dict(pretest.survey.questions.values_list("code", "pk"))
    return TriedOut(
        runs=len(answers),
        questions=[
            TriedQuestion(
                code=question.code,
                number=number,
                text=say(question.text, language),
                shown=sum(question.code in each for each in answers),
                answered=sum(each.get(question.code) is not None for each in answers),
                comments=said[question.code],
                draft=drafts.get(question.code),
            )
            for number, question in _numbered(questionnaire_of(pretest).questions)
        ],
        comments=said[""],
    )


def _numbered(questions: Iterator[QQuestion]) -> Iterator[tuple[int | None, QQuestion]]:
    """Numbers as on the pages; a text to read has none."""
    number = 0
    for question in questions:
        is_asked = kind_of(question).is_asked
        number += is_asked
        yield (number if is_asked else None), question


def comment_rows(pretest: Pretest, *, language: str | None) -> Iterator[Sequence[object]]:
    """The comments as a table, in the order of the questionnaire; the whole comes last."""
    yield _("Nummer"), _("Kürzel"), _("Frage"), _("Anmerkung"), _("Sprache"), _("Tag")
    found = tried_out(pretest, language=language)
    for question in found.questions:
        for each in question.comments:
            head = (question.number, question.code, question.text)
            yield (*head, each.text, each.language, each.created_on)
    for each in found.comments:
        yield None, "", _("Zum ganzen Fragebogen"), each.text, each.language, each.created_on
