"""What the views of the editor share: finding the parts of a draft, and going back to its outline."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.surveys import queries
from participation.surveys.checks.estimate import estimated
from participation.surveys.checks.findings import Finding, errors
from participation.surveys.checks.opening import findings_of
from participation.surveys.document.changes import changes_between
from participation.surveys.document.condition_words import tell_conditions
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.drafts.compiler import Draft, compile_draft
from participation.surveys.models import Page, Question, Survey, SurveyVersion
from participation.surveys.texts import in_order, language_of
from smartregion.core.access import get_for
from smartregion.core.htmx import htmx_of, render_page

MANAGE = "participation.manage_surveys"
STEPS = {"up": -1, "down": 1}
# In the session, by survey: what this person deleted last and may bring back.
DELETED = "surveys_deleted"


def managed(request: HttpRequest, slug: str) -> Survey:
    """A survey, for those who may change it."""
    return get_for(request, MANAGE, Survey.objects.visible_to(request.user), slug=slug)


def page_of(request: HttpRequest, slug: str, page: int) -> Page:
    """A page of the draft of this survey; one of another survey does not exist here."""
    mine = Page.objects.filter(survey=managed(request, slug)).select_related("survey")
    return get_for(request, MANAGE, mine, pk=page)


def question_of(request: HttpRequest, slug: str, question: int) -> Question:
    """A question of the draft of this survey; one of another survey does not exist here."""
    mine = Question.objects.filter(survey=managed(request, slug))
    return get_for(request, MANAGE, mine.select_related("page__survey", "survey"), pk=question)


def show_outline(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The draft with all that was found about it, as a whole page or as its part for htmx."""
    draft, latest = Draft.of(survey), queries.latest_version(survey)
    findings = findings_of(draft)
    tell_conditions(draft)
    context = {
        "survey": survey,
        "draft": draft,
        "phase": survey.phase(timezone.now()),
        "latest": latest,
        "is_ahead": latest and _is_ahead(draft, latest, findings),
        "findings": findings,
        "may_take": True,
        "here": "surveys:edit",
        "estimate": estimated(draft),
        "deleted": request.session.get(DELETED, {}).get(survey.slug),
        "languages": [language_of(code) for code in in_order(survey.languages)],
    }
    return render_page(request, "surveys/edit.html", context, partial="outline")


def _is_ahead(draft: Draft, latest: SurveyVersion, findings: Sequence[Finding]) -> bool:
    """Whether the draft asks something else than what people answer."""
    if errors(findings):
        return True
    return bool(changes_between(questionnaire_of(latest), compile_draft(draft)))


def back_to_outline(
    request: HttpRequest,
    survey: Survey,
    *,
    page: Page | None = None,
    question: Question | None = None,
) -> HttpResponse:
    """The outline drawn anew for htmx; else its page, at the row that something was done to."""
    if htmx_of(request).target == "outline":
        return show_outline(request, survey)
    row = f"#row-q{question.pk}" if question else f"#row-p{page.pk}" if page else ""
    return redirect(reverse("surveys:edit", args=[survey.slug]) + row)


def step_of(request: HttpRequest) -> int:
    """Up (-1) or down (+1), as the button says."""
    direction = request.POST.get("direction", "")
    if direction not in STEPS:
        raise Http404
    return STEPS[direction]


def ask_deletion(
    request: HttpRequest,
    *,
    heading: str,
    explanation: str,
    back_url: str,
    breaks: Sequence[str] = (),
) -> HttpResponse:
    """Ask once more, and name what no longer fits afterwards."""
    context = {
        "heading": heading,
        "explanation": explanation,
        "points_heading": _("Danach passen diese Stellen nicht mehr"),
        "points": breaks,
        "action": _("Löschen"),
        "cancel_url": back_url,
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)
