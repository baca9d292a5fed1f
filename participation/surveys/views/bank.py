"""The question bank, and questions taken over from it or from another survey."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from participation.surveys import actions
from participation.surveys.drafts.drafting import shown_questions
from participation.surveys.drafts.type_words import GROUPS
from participation.surveys.forms.bank import BankFilter, BankForm, SourceForm, TakeForm
from participation.surveys.models import BankQuestion, Question
from participation.surveys.screens import samples
from participation.surveys.texts import MAIN_LANGUAGE
from participation.surveys.views.editor import (
    MANAGE,
    ask_deletion,
    back_to_outline,
    page_of,
    question_of,
)
from smartregion.core.access import get_for, require
from smartregion.core.forms import refusals_on, sent


@require_safe
def bank_list(request: HttpRequest) -> HttpResponse:
    """All kept questions by topic, each as people will see it."""
    require(request, MANAGE)
    choice = BankFilter(request.GET)
    context = {
        "filter": choice,
        "offers": _offers(choice.found()),
        "is_narrowed": _narrowed(choice),
    }
    return render(request, "surveys/bank_list.html", context)


def _narrowed(choice: BankFilter) -> bool:
    return any(choice.cleaned_data.values())


def _offers(questions: Sequence[Question] | Sequence[BankQuestion]) -> list[dict[str, object]]:
    shown = samples(shown_questions(questions), MAIN_LANGUAGE)
    pairs = zip(questions, shown, strict=True)
    return [{"question": question, "sample": sample} for question, sample in pairs]


@require_http_methods(["GET", "POST"])
def bank_edit(request: HttpRequest, pk: int) -> HttpResponse:
    kept = get_for(request, MANAGE, BankQuestion.objects.all(), pk=pk)
    known = {"topic": kept.topic, "note": kept.note, "code": kept.code}
    form = BankForm(sent(request), initial=known)
    if form.is_valid():
        with refusals_on(form):
            form.change(kept=kept, by=request.user)
            messages.success(request, _("Die Angaben sind gespeichert."))
            return redirect("surveys:bank_list")
    context = {"form": form, "kept": kept, **_offers([kept])[0]}
    return render(request, "surveys/bank_form.html", context)


@require_http_methods(["GET", "POST"])
def bank_delete(request: HttpRequest, pk: int) -> HttpResponse:
    kept = get_for(request, MANAGE, BankQuestion.objects.all(), pk=pk)
    if request.method == "POST":
        actions.delete_from_bank(kept=kept, by=request.user)
        messages.success(request, _("Die Frage ist nicht mehr in der Sammlung."))
        return redirect("surveys:bank_list")
    return ask_deletion(
        request,
        heading=_("„%s“ aus der Sammlung löschen") % kept,
        explanation=_("In Umfragen, die die Frage übernommen haben, bleibt sie stehen."),
        back_url=reverse("surveys:bank_list"),
    )


@require_http_methods(["GET", "POST"])
def question_keep(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    """Put a question of a draft into the bank."""
    found = question_of(request, slug, question)
    form = BankForm(sent(request), initial={"code": found.code})
    if form.is_valid():
        with refusals_on(form):
            form.keep(question=found, by=request.user)
            messages.success(request, _("Die Frage steht jetzt in der Fragensammlung."))
            return back_to_outline(request, found.survey, question=found)
    context = {"form": form, "survey": found.survey, **_offers([found])[0]}
    return render(request, "surveys/bank_form.html", context)


# -- into a page ---------------------------------------------------------------------------------
@require_safe
def question_choose(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    """Which type of question; or one that already exists somewhere."""
    found = page_of(request, slug, page)
    context = {"survey": found.survey, "page": found, "groups": GROUPS}
    return render(request, "surveys/question_choose.html", context)


@require_http_methods(["GET", "POST"])
def question_from_bank(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    found = page_of(request, slug, page)
    choice = BankFilter(request.GET)
    offered = choice.found()
    form = TakeForm(sent(request), page=found, offered=offered)
    if form.is_valid():
        return _taken(request, form)
    context = {
        "survey": found.survey, "page": found, "form": form, "filter": choice,
        "offers": _offers(offered), "is_narrowed": _narrowed(choice),
    }  # fmt: skip
    return render(request, "surveys/bank_take.html", context)


@require_http_methods(["GET", "POST"])
def question_from_survey(request: HttpRequest, slug: str, page: int) -> HttpResponse:
    """First the other survey, then its questions."""
    found = page_of(request, slug, page)
    choice = SourceForm(request.GET or None, survey=found.survey, by=request.user)
    source = choice.cleaned_data["source"] if choice.is_valid() else None
    offered = list(source.questions.all()) if source else []
    form = TakeForm(sent(request) if source else None, page=found, offered=offered)
    if form.is_valid():
        return _taken(request, form)
    context = {
        "survey": found.survey, "page": found, "form": form, "filter": choice, "source": source,
        "offers": _offers(offered),
    }  # fmt: skip
    return render(request, "surveys/survey_take.html", context)


def _taken(request: HttpRequest, form: TakeForm) -> HttpResponse:
    made = form.take(by=request.user)
    done = ngettext("%(n)d Frage ist übernommen.", "%(n)d Fragen sind übernommen.", len(made)) % {
        "n": len(made)
    }
    messages.success(request, done)
    return back_to_outline(request, form.page.survey, question=made[0])
