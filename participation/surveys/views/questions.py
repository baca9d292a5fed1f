"""Questions of a draft: the form of one, with its options and rows, and how it will look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.surveys import queries
from participation.surveys.document.condition_words import subjects_of, told
from participation.surveys.document.questionnaire import Type
from participation.surveys.drafts.breaks import breaks_with
from participation.surveys.drafts.compiler import Draft
from participation.surveys.drafts.drafting import shown_questions
from participation.surveys.forms.lines import MOST_LINES, Lines, lines_formset, rearranged
from participation.surveys.forms.questions import QuestionForm
from participation.surveys.forms.retyping import TypeForm
from participation.surveys.kinds import KINDS
from participation.surveys.models import Page, Question
from participation.surveys.screens import samples
from participation.surveys.texts import MAIN_LANGUAGE, in_order
from participation.surveys.views.editor import page_of, question_of
from smartregion.core.forms import refusals_on, sent
from smartregion.core.htmx import render_page
from smartregion.core.numbers import count_from

GIVEN = (Type.YES_NO, Type.CONSENT)


@require_http_methods(["GET", "POST"])
def question_add(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    wanted = request.GET.get("type", "")
    if wanted not in Type.values:
        raise Http404
    return _question_form(request, Desk(page_of(request, slug, page), Type(wanted)))


@require_http_methods(["GET", "POST"])
def question_edit(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    found = question_of(request, slug, question)
    return _question_form(request, Desk(found.page, Type(found.type), found))


@dataclass
class Desk:
    """A question on somebody's desk: the form of its words and settings, and those of its lines."""

    page: Page
    type: Type
    question: Question | None = None
    lists: dict[str, Lines] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The lists that a question of this type has: rows for a matrix, and options."""
        asked = KINDS[self.type]
        return ["rows"] * asked.has_rows + ["options"] * (
            asked.has_options and self.type not in GIVEN
        )

    def form(self, data: QueryDict | None) -> QuestionForm:
        return QuestionForm(data, page=self.page, question_type=self.type, question=self.question)

    def read(self, data: QueryDict | None) -> None:
        """The lists as they were sent, or as they are stored."""
        for name in self.names:
            lines = self._stored(name) or _first_lines(self.type, self.languages)
            self.lists[name] = self._formset(name, lines, data)

    def press(self, command: str, data: QueryDict) -> None:
        """A button beside a line: added, moved, dropped or pasted; nothing is stored yet."""
        which, _colon, deed = command.partition(":")
        for name, lines in list(self.lists.items()):
            typed, focus = lines.typed(), None
            if name == which:
                typed, focus = rearranged(typed, deed, pasted=data.get(f"{name}-paste", ""))
            self.lists[name] = self._formset(name, typed)
            self.lists[name].look_at(focus, deed.partition("-")[0])

    def _formset(self, name: str, lines: Sequence[Any], data: QueryDict | None = None) -> Lines:
        return lines_formset(
            name,
            question_type=self.type,
            languages=self.languages,
            lines=lines,
            stored=self._stored(name),
            data=data,
        )

    def _stored(self, name: str) -> list[dict[str, Any]]:
        return getattr(self.question, name) if self.question else []

    @property
    def languages(self) -> list[str]:
        return in_order(self.page.survey.languages)

    def lines(self) -> dict[str, Any]:
        found = {name: lines.lines() for name, lines in self.lists.items()}
        return {"options": found.get("options", []), "rows": found.get("rows", [])}

    def renamed(self) -> dict[str, Mapping[str, str]]:
        return {name: lines.renamed() for name, lines in self.lists.items()}

    def address_behind(self, question: Question, wanted: str) -> str:
        """Where somebody goes who saves: to the condition of a line, to another type, or back."""
        slug = self.page.survey.slug
        which, _hyphen, place = wanted.partition("-")
        if which in self.lists:
            code = self.lists[which].code_at(count_from(place) or 0)
            name = "option_condition" if which == "options" else "row_condition"
            if code is not None:
                return reverse(f"surveys:{name}", args=[slug, question.pk, code])
        if wanted == "type":
            return reverse("surveys:question_type", args=[slug, question.pk])
        return f"{reverse('surveys:edit', args=[slug])}#row-q{question.pk}"


def _question_form(request: HttpRequest, desk: Desk) -> HttpResponse:
    data = sent(request)
    form = desk.form(data)
    desk.read(data)
    broken: list[str] = []
    if data and ("arrange" in data or "preview" in data):
        desk.press(str(data.get("arrange", "")), data)
        form = form.unjudged()
    elif data and all([form.is_valid(), *(each.is_valid() for each in desk.lists.values())]):
        values, renamed = form.values(**desk.lines()), desk.renamed()
        broken = [] if "confirmed" in data else form.breaks(values, renamed)
        with refusals_on(form):
            if not broken:
                saved = form.save(values=values, renamed=renamed, by=request.user)
                return redirect(desk.address_behind(saved, data.get("then", "")))
    context = _context(desk, form, data)
    return render_page(
        request,
        "surveys/question_form.html",
        {**context, "broken": broken},
        partial="question-preview",
    )


def _context(desk: Desk, form: QuestionForm, data: QueryDict | None) -> dict[str, object]:
    survey, question = desk.page.survey, desk.question
    _tell_lines(desk)
    return {
        "survey": survey,
        "page": desk.page,
        "question": question,
        "form": form,
        "lists": list(desk.lists.values()),
        "most_lines": MOST_LINES,
        "type_label": desk.type.label,
        "other_types": TypeForm.others(question) if question else (),
        "is_published": bool(question and queries.latest_version(survey)),
        "sample": _sample(desk, desk.form(data)),
    }


def _tell_lines(desk: Desk) -> None:
    """Say the conditions of options and rows beside them."""
    told_ones = [form for each in desk.lists.values() for form in each.forms if form.condition]
    if told_ones:
        subjects = subjects_of(list(desk.page.survey.questions.all()))
        for form in told_ones:
            form.condition_words = told(form.condition, subjects)


def _sample(desk: Desk, form: QuestionForm) -> str:
    """The question as citizens see it, as far as it is written."""
    written = {name: _written(lines) for name, lines in desk.lists.items()}
    sketch = form.sketch(options=written.get("options", []), rows=written.get("rows", []))
    (html,) = samples(shown_questions([sketch]), MAIN_LANGUAGE)
    return html


def _written(lines: Lines) -> list[dict[str, Any]]:
    """The lines with some text, under codes of their own: what is typed may have none, or one twice."""
    typed = lines.typed() if lines.is_bound else [dict(form.initial) for form in lines.forms]
    said = [line for line in typed if any(line.get("label", {}).values())]
    return [{**line, "code": str(place), "value": None} for place, line in enumerate(said, 1)]


def _first_lines(kind: str, languages: Sequence[str]) -> list[dict[str, Any]]:
    """With what a new list begins: five steps on a scale, else two empty lines to fill."""
    if kind == Type.MUNICIPALITY:
        return []
    if kind == Type.SCALE:
        steps = [str(step) for step in range(1, 6)]
        return [{"code": step, "label": dict.fromkeys(languages, step)} for step in steps]
    return [{}, {}]


# -- another type ----------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def question_type(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    """Ask the same in another way; what is lost is said before."""
    found = question_of(request, slug, question)
    form = TypeForm(sent(request), question=found)
    if not form.choices:
        raise Http404
    if form.is_valid():
        form.save(by=request.user)
        messages.success(request, _("Die Frage hat jetzt die Art „%s“.") % form.label)
        return redirect("surveys:question_edit", slug=slug, question=found.pk)
    draft = Draft.of(found.survey)
    for choice in form.choices:
        choice.breaks = breaks_with(draft, found, choice.values, choice.renaming)
    context = {"survey": found.survey, "question": found, "form": form}
    return render(request, "surveys/question_type.html", context)
