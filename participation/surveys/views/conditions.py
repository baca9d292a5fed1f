"""When a page or a question is shown."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.surveys.compiler import Draft
from participation.surveys.condition_words import in_words
from participation.surveys.conditions import parse
from participation.surveys.forms.conditions import ConditionForm
from participation.surveys.models import Page, Question
from participation.surveys.views.editor import page_of, question_of
from smartregion.core.forms import sent


@require_http_methods(["GET", "POST"])
def page_condition(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    found = page_of(request, slug, page)
    draft = Draft.of(found.survey)
    return _condition_form(request, found, list(draft.known_before(found).before.values()))


@require_http_methods(["GET", "POST"])
def question_condition(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    found = question_of(request, slug, question)
    draft = Draft.of(found.survey)
    place = draft.questions.index(found)
    return _condition_form(request, found, list(draft.known_at(place).before.values()))


def _condition_form(
    request: HttpRequest, thing: Page | Question, questions: list[Question]
) -> HttpResponse:
    form = ConditionForm(sent(request), thing=thing, questions=questions)
    if form.is_valid():
        form.save(by=request.user)
        messages.success(request, _("Die Bedingung ist gespeichert."))
        return redirect("surveys:edit", slug=thing.survey.slug)
    context = {
        "survey": thing.survey,
        "thing": thing,
        "is_page": isinstance(thing, Page),
        "form": form,
        "has_choices": bool(questions),
        "words": in_words(parse(thing.condition), questions) if form.is_deep else "",
    }
    return render(request, "surveys/condition_form.html", context)
