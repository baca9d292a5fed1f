"""When a page, a question, an option or a row is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.surveys import actions
from participation.surveys.drafts.compiler import Draft
from participation.surveys.forms.conditions import ConditionForm
from participation.surveys.models import Question, Survey
from participation.surveys.texts import say
from participation.surveys.views.editor import page_of, question_of
from smartregion.core.forms import sent


@dataclass(frozen=True)
class Place:
    """Where a condition stands, and what happens with the one that is chosen."""

    heading: str
    name: str
    condition: Any
    back_url: str
    store: Callable[[dict[str, Any] | None], None]


@require_http_methods(["GET", "POST"])
def page_condition(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    found = page_of(request, slug, page)
    draft = Draft.of(found.survey)
    place = Place(
        heading=_("Wann wird diese Seite gezeigt?"),
        name=str(found),
        condition=found.condition,
        back_url=_outline(found.survey),
        store=lambda chosen: actions.set_condition(thing=found, condition=chosen, by=request.user),
    )
    return _condition_form(request, draft, list(draft.known_before(found).before.values()), place)


@require_http_methods(["GET", "POST"])
def question_condition(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    found = question_of(request, slug, question)
    place = Place(
        heading=_("Wann wird diese Frage gezeigt?"),
        name=found.wording,
        condition=found.condition,
        back_url=_outline(found.survey),
        store=lambda chosen: actions.set_condition(thing=found, condition=chosen, by=request.user),
    )
    return _condition_form(request, *_before(found), place=place)


@require_http_methods(["GET", "POST"])
def option_condition(request: HttpRequest, slug: str, question: int, line: str) -> HttpResponse:
    heading = _("Wann wird diese Antwortmöglichkeit gezeigt?")
    return _line_condition(request, question_of(request, slug, question), "options", line, heading)


@require_http_methods(["GET", "POST"])
def row_condition(request: HttpRequest, slug: str, question: int, line: str) -> HttpResponse:
    heading = _("Wann wird diese Zeile gezeigt?")
    return _line_condition(request, question_of(request, slug, question), "rows", line, heading)


def _line_condition(
    request: HttpRequest, found: Question, kind: str, code: str, heading: str
) -> HttpResponse:
    line = next((each for each in getattr(found, kind) if each["code"] == code), None)
    if line is None:
        raise Http404

    def store(chosen: dict[str, Any] | None) -> None:
        actions.set_line_condition(
            question=found, kind=kind, code=code, condition=chosen, by=request.user
        )

    place = Place(
        heading=heading,
        name=f"{say(line['label'])} – {found.wording}",
        condition=line.get("condition"),
        back_url=reverse("surveys:question_edit", args=[found.survey.slug, found.pk]),
        store=store,
    )
    return _condition_form(request, *_before(found), place=place)


def _before(question: Question) -> tuple[Draft, list[Question]]:
    draft = Draft.of(question.survey)
    known = draft.known_at(draft.questions.index(question))
    return draft, list(known.before.values())


def _condition_form(
    request: HttpRequest, draft: Draft, questions: list[Question], place: Place
) -> HttpResponse:
    if request.method == "POST" and "remove" in request.POST:
        place.store(None)
        messages.success(request, _("Die Bedingung ist entfernt."))
        return redirect(place.back_url)
    form = ConditionForm(sent(request), condition=place.condition, questions=questions)
    if form.is_pressed:
        form = form.pressed()
    elif form.is_valid():
        place.store(form.document())
        messages.success(request, _("Die Bedingung ist gespeichert."))
        return redirect(place.back_url)
    context = {"survey": draft.survey, "place": place, "form": form}
    return render(request, "surveys/condition_form.html", context)


def _outline(survey: Survey) -> str:
    return reverse("surveys:edit", args=[survey.slug])
