"""The editor: an outline of pages and questions, and a form for each part."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.surveys import actions, queries
from participation.surveys.compiler import Draft, problems_of
from participation.surveys.condition_words import in_words, tell_conditions
from participation.surveys.conditions import parse
from participation.surveys.forms.conditions import ConditionForm
from participation.surveys.forms.editing import PageForm, SurveyForm
from participation.surveys.forms.lines import Lines, lines_formset, rearranged
from participation.surveys.forms.questions import QuestionForm
from participation.surveys.kinds import KINDS
from participation.surveys.models import Page, Question, Survey
from participation.surveys.questionnaire import Type
from smartregion.core.access import get_for, require
from smartregion.core.forms import refusals_on, sent
from smartregion.core.htmx import htmx_of, render_page

MANAGE = "participation.manage_surveys"
STEPS = {"up": -1, "down": 1}


def managed(request: HttpRequest, slug: str) -> Survey:
    return get_for(request, MANAGE, Survey.objects.visible_to(request.user), slug=slug)


def _page(request: HttpRequest, slug: str, page: int) -> Page:
    mine = Page.objects.filter(survey=managed(request, slug)).select_related("survey")
    return get_for(request, MANAGE, mine, pk=page)


def _question(request: HttpRequest, slug: str, question: int) -> Question:
    mine = Question.objects.filter(survey=managed(request, slug))
    return get_for(request, MANAGE, mine.select_related("page__survey", "survey"), pk=question)


# -- overview ------------------------------------------------------------------------------------
@require_safe
def manage_list(request: HttpRequest) -> HttpResponse:
    """All surveys, drafts too, with the number of responses."""
    require(request, "participation.view_results")
    context = {
        "surveys": queries.managed_surveys(at=timezone.now(), language=get_language()),
        "may_edit": request.user.has_perm(MANAGE),
    }
    return render(request, "surveys/manage_list.html", context)


@require_safe
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    return _outline(request, managed(request, slug))


def _outline(request: HttpRequest, survey: Survey) -> HttpResponse:
    draft = Draft.of(survey)
    tell_conditions(draft)
    context = {
        "survey": survey,
        "draft": draft,
        "phase": survey.phase(timezone.now()),
        "latest": queries.latest_version(survey),
        "problems": problems_of(draft),
        "types": Type.choices,
    }
    return render_page(request, "surveys/edit.html", context, partial="outline")


def _back_to_outline(request: HttpRequest, survey: Survey) -> HttpResponse:
    if htmx_of(request).target == "outline":
        return _outline(request, survey)
    return redirect("surveys:edit", slug=survey.slug)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    require(request, MANAGE)
    form = SurveyForm(sent(request))
    if form.is_valid():
        survey = form.save(by=request.user)
        return redirect("surveys:edit", slug=survey.slug)
    return render(request, "surveys/details.html", {"form": form})


@require_http_methods(["GET", "POST"])
def details(request: HttpRequest, slug: str) -> HttpResponse:
    """Texts, languages and the window of time."""
    survey = managed(request, slug)
    form = SurveyForm(sent(request), survey=survey)
    if form.is_valid():
        form.save(by=request.user)
        messages.success(request, _("Die Angaben sind gespeichert."))
        return redirect("surveys:edit", slug=survey.slug)
    return render(request, "surveys/details.html", {"form": form, "survey": survey})


@require_POST
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """A new draft with everything this survey asks."""
    made = actions.copy_survey(survey=managed(request, slug), by=request.user)
    messages.success(
        request, _("Das ist die Kopie, noch als Entwurf. Prüfen Sie Titel und Zeitraum.")
    )
    return redirect("surveys:details", slug=made.slug)


# -- pages -----------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def page_add(request: HttpRequest, slug: str) -> HttpResponse:
    return _page_form(request, managed(request, slug), None)


@require_http_methods(["GET", "POST"])
def page_edit(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    found = _page(request, slug, page)
    return _page_form(request, found.survey, found)


def _page_form(request: HttpRequest, survey: Survey, page: Page | None) -> HttpResponse:
    form = PageForm(sent(request), survey=survey, page=page)
    if form.is_valid():
        form.save(by=request.user)
        return redirect("surveys:edit", slug=survey.slug)
    return render(request, "surveys/page_form.html", {"form": form, "survey": survey, "page": page})


@require_POST
def page_move(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    found = _page(request, slug, page)
    actions.move_page(page=found, step=_step(request), by=request.user)
    return _back_to_outline(request, found.survey)


@require_http_methods(["GET", "POST"])
def page_delete(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    found = _page(request, slug, page)
    if request.method == "POST":
        actions.delete_page(page=found, by=request.user)
        messages.success(request, _("Die Seite ist gelöscht."))
        return redirect("surveys:edit", slug=slug)
    return _ask(
        request,
        slug,
        heading=_("Seite „%s“ löschen") % found,
        explanation=_("Mit der Seite werden auch ihre Fragen aus dem Entwurf gelöscht."),
    )


# -- questions -------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def question_add(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    wanted = request.GET.get("type", "")
    if wanted not in Type.values:
        raise Http404
    return _question_form(request, _page(request, slug, page), None, wanted)


@require_http_methods(["GET", "POST"])
def question_edit(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    found = _question(request, slug, question)
    return _question_form(request, found.page, found, found.type)


def _question_form(
    request: HttpRequest, page: Page, question: Question | None, kind: str
) -> HttpResponse:
    data = sent(request)
    form = QuestionForm(data, page=page, question_type=kind, question=question)
    lists = _line_lists(page.survey, question, kind, data)
    if data and "arrange" in data:
        form, lists = form.unjudged(), _arranged(lists, request.POST["arrange"], page.survey, kind)
    elif data and all([form.is_valid(), *(each.is_valid() for each in lists.values())]):
        with refusals_on(form):
            form.save(by=request.user, **_lines_of(lists))
            return redirect("surveys:edit", slug=page.survey.slug)
    context = {
        "survey": page.survey,
        "page": page,
        "question": question,
        "form": form,
        "lists": list(lists.values()),
        "type_label": Type(kind).label,
    }
    return render(request, "surveys/question_form.html", context)


def _line_lists(
    survey: Survey, question: Question | None, kind: str, data: Any
) -> dict[str, Lines]:
    """The lists that a question of this type has: options, and rows for a matrix."""
    known = {"options": question.options, "rows": question.rows} if question else {}
    asked = KINDS[Type(kind)]
    with_options = asked.has_options and kind not in (Type.YES_NO, Type.CONSENT)
    names = ["rows"] * asked.has_rows + ["options"] * with_options
    languages = survey.languages or ["de"]
    start = _first_lines(kind, languages)
    return {
        name: lines_formset(
            name,
            question_type=kind,
            languages=languages,
            lines=known.get(name) or start,
            data=data,
        )
        for name in names
    }


def _first_lines(kind: str, languages: Sequence[str]) -> list[dict[str, Any]]:
    """With what a new list begins: five steps on a scale, else two empty lines to fill."""
    if kind == Type.MUNICIPALITY:
        return []
    if kind == Type.SCALE:
        steps = [str(step) for step in range(1, 6)]
        return [{"code": step, "label": dict.fromkeys(languages, step)} for step in steps]
    return [{}, {}]


def _lines_of(lists: dict[str, Lines]) -> dict[str, Any]:
    found = {name: lines.lines() for name, lines in lists.items()}
    return {"options": found.get("options", []), "rows": found.get("rows", [])}


def _arranged(lists: dict[str, Lines], command: str, survey: Survey, kind: str) -> dict[str, Lines]:
    """The lists with a line added, moved or dropped; nothing is stored yet."""
    which, _colon, deed = command.partition(":")
    typed = {name: [form.line_as_typed() for form in each.forms] for name, each in lists.items()}
    return {
        name: lines_formset(
            name,
            question_type=kind,
            languages=survey.languages or ["de"],
            lines=rearranged(lines, deed) if name == which else lines,
        )
        for name, lines in typed.items()
    }


# -- conditions ------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def page_condition(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    found = _page(request, slug, page)
    draft = Draft.of(found.survey)
    return _condition_form(request, found, list(draft.known_before(found).before.values()))


@require_http_methods(["GET", "POST"])
def question_condition(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    found = _question(request, slug, question)
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


@require_POST
def question_copy(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    found = _question(request, slug, question)
    actions.copy_question(question=found, by=request.user)
    return _back_to_outline(request, found.survey)


@require_POST
def question_move(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    found = _question(request, slug, question)
    actions.move_question(question=found, step=_step(request), by=request.user)
    return _back_to_outline(request, found.survey)


@require_http_methods(["GET", "POST"])
def question_delete(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    found = _question(request, slug, question)
    if request.method == "POST":
        actions.delete_question(question=found, by=request.user)
        messages.success(request, _("Die Frage ist gelöscht."))
        return redirect("surveys:edit", slug=slug)
    return _ask(
        request,
        slug,
        heading=_("Frage „%s“ löschen") % found,
        explanation=_(
            "Die Frage verschwindet aus dem Entwurf. Antworten auf veröffentlichte Fassungen bleiben."
        ),
    )


def _step(request: HttpRequest) -> int:
    direction = request.POST.get("direction", "")
    if direction not in STEPS:
        raise Http404
    return STEPS[direction]


def _ask(request: HttpRequest, slug: str, *, heading: str, explanation: str) -> HttpResponse:
    context = {
        "heading": heading,
        "explanation": explanation,
        "action": _("Löschen"),
        "cancel_url": reverse("surveys:edit", args=[slug]),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)
