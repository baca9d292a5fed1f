"""Trying a questionnaire out: the same steps and screens as in earnest, marked on every page.

What is answered goes into tables of its own (models/pretests.py), so it can never count.
"""

from dataclasses import dataclass, replace
from hmac import compare_digest
from typing import ClassVar

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from participation.surveys.actions.pretests import LONGEST_COMMENT, submit_pretest
from participation.surveys.answering import Answering
from participation.surveys.codes import pretest_code
from participation.surveys.document.questionnaire import QQuestion, questionnaire_of
from participation.surveys.kinds.base import visible_text
from participation.surveys.models import Pretest
from participation.surveys.screens import Screen
from participation.surveys.views.answering.showing import show, show_too_big, show_unreadable
from participation.surveys.views.answering.steps import TOO_BIG, step
from participation.surveys.views.answering.turns import Turn
from participation.surveys.views.public import PARAMETER, choices_of, texts_of, wanted_language
from smartregion.core.access import get_for
from smartregion.core.caching import kept_nowhere

# A state of a pretest is none of a survey, whatever their numbers.
SALT = "surveys.pretests"


def note_name(code: str = "") -> str:
    """The field for what somebody notices: about one question, or about the whole."""
    return f"note-{code}"


def address_of(pretest: Pretest) -> str:
    """Where people try it out; nobody guesses it."""
    return reverse("surveys:try_out", args=[pretest.pk, pretest_code(pretest.pk)])


class TrialScreen(Screen):
    """A page on which something can be noted about every question, and about the whole at the end."""

    @property
    def html(self) -> SafeString:
        is_last = self.way.after(self.page) is None
        return super().html + (self._note() if is_last else SafeString())

    def _question(self, question: QQuestion, number: int) -> str:
        return super()._question(question, number) + self._note(question.code)

    def _note(self, code: str = "") -> SafeString:
        typed = self.typed.get(note_name(code), [""])
        context = {"name": note_name(code), "code": code, "typed": typed[-1] if typed else ""}
        return render_to_string(
            "surveys/_pretest_note.html", context | {"limit": str(LONGEST_COMMENT)}
        )


@dataclass(frozen=True)
class Trial(Turn[Pretest]):
    """A turn of somebody who tries the questionnaire out."""

    template: ClassVar[str] = "surveys/pretest_page.html"
    screens: ClassVar[type[Screen]] = TrialScreen

    @property
    def address(self) -> str:
        return address_of(self.version)

    @property
    def packed(self) -> str:
        return self.state.pack(salt=SALT)

    @property
    def names(self) -> list[str]:
        page = self.questionnaire.pages[self.state.page]
        notes = [note_name(question.code) for question in page.questions]
        return [*super().names, *notes, note_name()]

    @property
    def comments(self) -> dict[str, str]:
        """What was noted, by code of the question; "" is the whole."""
        codes = [*(question.code for question in self.questionnaire.questions), ""]
        said = {code: self.typed.get(note_name(code)) for code in codes}
        texts = {code: visible_text(values[-1]) for code, values in said.items() if values}
        return {code: text for code, text in texts.items() if text}


# No CSRF token, for the same reason as with answering in earnest.
@csrf_exempt
@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def try_out(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The way in, and every page after it."""
    pretest = get_for(request, None, Pretest.objects.select_related("survey"), pk=pk)
    if not compare_digest(code.encode(), pretest_code(pk).encode()):
        raise Http404
    if not pretest.takes_answers(timezone.localdate()):
        return render(request, "surveys/pretest_over.html", _texts(request, pretest), status=409)
    if request.method != "POST":
        return render(request, "surveys/pretest_intro.html", _texts(request, pretest))
    try:
        posted = request.POST
    except TOO_BIG:
        return show_too_big(request, pretest.survey, again=address_of(pretest))
    return _begin(request, pretest) if posted.get("step") == "start" else _go_on(request, pretest)


def _texts(request: HttpRequest, pretest: Pretest) -> dict[str, object]:
    questionnaire = questionnaire_of(pretest)
    return {
        "survey": pretest.survey,
        "pretest": pretest,
        "languages": [
            replace(each, url=f"{each.url}?{PARAMETER}={each.language.code}")
            for each in choices_of(questionnaire, address_of(pretest))
        ],
        "hide_languages": True,
        **texts_of(questionnaire, wanted_language(request, questionnaire)),
    }


def _begin(request: HttpRequest, pretest: Pretest) -> HttpResponse:
    language = wanted_language(request, questionnaire_of(pretest))
    begun = Answering.begin(pretest.pk, language=language, at=timezone.now())
    trial = Trial(request, pretest, begun)
    return show(trial.to(trial.way.after(-1) or 0))


def _go_on(request: HttpRequest, pretest: Pretest) -> HttpResponse:
    posted: QueryDict = request.POST
    try:
        state = Answering.unpack(posted.get("state", ""), salt=SALT)
    except BadSignature:
        state = None
    if state is None or state.version != pretest.pk:
        return show_unreadable(request, pretest.survey, again=address_of(pretest))
    trial = Trial(request, pretest, state)
    return step(trial.keep(posted), trial.seen, posted, _finish)


def _finish(trial: Turn[Pretest]) -> HttpResponse:
    """Keep the answers with what was noted; sending again keeps nothing and shows the same."""
    assert isinstance(trial, Trial)  # noqa: S101 - narrows the type
    submit_pretest(
        pretest=trial.version,
        nonce=trial.state.nonce,
        answers=trial.way.answers,
        comments=trial.comments,
        language=trial.language,
        on=timezone.localdate(),
    )
    context = _texts(trial.request, trial.version) | {"number_of_comments": len(trial.comments)}
    return kept_nowhere(render(trial.request, "surveys/pretest_thanks.html", context))
