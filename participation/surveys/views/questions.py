"""Questions of a draft: the form of one, with its options and rows."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from participation.surveys.forms.lines import Lines, lines_formset, rearranged
from participation.surveys.forms.questions import QuestionForm
from participation.surveys.kinds import KINDS
from participation.surveys.models import Page, Question, Survey
from participation.surveys.questionnaire import Type
from participation.surveys.texts import in_order
from participation.surveys.views.editor import page_of, question_of
from smartregion.core.forms import refusals_on, sent


@require_http_methods(["GET", "POST"])
def question_add(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    wanted = request.GET.get("type", "")
    if wanted not in Type.values:
        raise Http404
    return _question_form(request, page_of(request, slug, page), None, wanted)


@require_http_methods(["GET", "POST"])
def question_edit(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    found = question_of(request, slug, question)
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
    languages = in_order(survey.languages)
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
            languages=in_order(survey.languages),
            lines=rearranged(lines, deed) if name == which else lines,
        )
        for name, lines in typed.items()
    }
