"""Releasing figures to everybody: choosing, looking, releasing, taking back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation.surveys.actions.releasing import release_results, withdraw_publication
from participation.surveys.document.questionnaire import Type
from participation.surveys.forms.releasing import ChoiceForm, ReleaseForm
from participation.surveys.models import Publication, Survey
from participation.surveys.protection.policy import POLICY
from participation.surveys.queries.asked import asked_questions
from participation.surveys.queries.figures import survey_results
from participation.surveys.queries.preparing import Prepared, default_choice, prepare_release
from participation.surveys.queries.releases import current_publication, publications
from participation.surveys.queries.table import waiting_in
from participation.surveys.texts import MAIN_LANGUAGE
from participation.surveys.views.choosing import survey_for_results
from participation.surveys.views.editor import MANAGE, managed
from participation.surveys.views.public_figures import figures_context
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent


@require_safe
def releases(request: HttpRequest, slug: str) -> HttpResponse:
    """What is public now and was before, and the choice of what shall be."""
    survey = survey_for_results(request, slug)
    form = _choice_form(request, survey)
    context = {
        "survey": survey,
        "form": form,
        "has_answers": survey.state != Survey.State.DRAFT,
        "publications": publications(survey).defer("snapshot__content"),
        "current": current_publication(survey),
        "policy": POLICY,
        "waiting": waiting_in(survey),
        "may_release": request.user.has_perm(MANAGE, survey),
    }
    return render(request, "surveys/releases.html", context)


@require_http_methods(["GET", "POST"])
def release_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Exactly what everybody would see, with every gap and its reason; and the button to release it.

    Who evaluates may look; who builds surveys may release.
    """
    survey = (
        survey_for_results(request, slug) if request.method == "GET" else managed(request, slug)
    )
    choice_form = _choice_form(request, survey)
    if not choice_form.is_valid():
        return _refused(request, survey, choice_form)
    try:
        prepared = prepare_release(survey, choice_form.choice(), at=timezone.now())
    except ValidationError as refusal:
        return _refused(request, survey, choice_form, refusal)
    form = ReleaseForm(sent(request), initial={"seen": prepared.fingerprint})
    if form.is_valid():
        with refusals_on(form):
            publication = release_results(
                survey=survey,
                choice=choice_form.choice(),
                seen=form.cleaned_data["seen"],
                by=request.user,
                at=timezone.now(),
            )
            messages.success(
                request, _("Veröffentlichung %d ist für alle zu sehen.") % publication.number
            )
            return redirect("surveys:public_results", slug=slug)
    return _preview(request, survey, prepared, choice_form, form)


def _preview(
    request: HttpRequest,
    survey: Survey,
    prepared: Prepared,
    choice_form: ChoiceForm,
    form: ReleaseForm,
) -> HttpResponse:
    context = {
        "survey": survey,
        "prepared": prepared,
        "few": prepared.by_reason["few"],
        "base": prepared.by_reason["base"],
        "neighbour": prepared.by_reason["neighbour"] + prepared.by_reason["earlier"],
        "policy": POLICY,
        "form": form,
        "choice_query": choice_form.query(),
        "may_release": request.user.has_perm(MANAGE, survey),
        **figures_context(prepared.content, reasons=prepared.reasons),
    }
    return render(request, "surveys/release_preview.html", context)


def _refused(
    request: HttpRequest,
    survey: Survey,
    form: ChoiceForm,
    refusal: ValidationError | None = None,
) -> HttpResponse:
    """Back to the choice, with what stands against it."""
    if refusal is not None:
        form.add_error(None, refusal)
    context = {
        "survey": survey,
        "form": form,
        "has_answers": True,
        "publications": publications(survey).defer("snapshot__content"),
        "current": current_publication(survey),
        "policy": POLICY,
        "may_release": request.user.has_perm(MANAGE, survey),
    }
    return render(request, "surveys/releases.html", context)


def _choice_form(request: HttpRequest, survey: Survey) -> ChoiceForm:
    asked = asked_questions(survey)
    return ChoiceForm(
        request.GET,
        asked=asked,
        usual=default_choice(survey),
        weightings=_weightings(survey),
        has_places=any(each.question.type == Type.MUNICIPALITY for each in asked),
        may_choose_suspicious=_may_choose_suspicious(survey),
        language=get_language() or MAIN_LANGUAGE,
    )


def _weightings(survey: Survey) -> list[tuple[str, str]]:
    return [] if survey.erased_on else list(survey.weightings.values_list("code", "title"))


def _may_choose_suspicious(survey: Survey) -> bool:
    """The first release decides: two releases with and without would tell who looked suspicious."""
    if survey.publications.exists():
        return False
    return survey_results(survey, language=MAIN_LANGUAGE).suspicious > 0


@require_http_methods(["GET", "POST"])
def release_withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask, then take a release off the public pages; what it told stays known to the protection."""
    survey = managed(request, slug)
    mine = Publication.objects.filter(survey=survey).select_related("survey")
    publication = get_for(request, None, mine, number=number)
    return confirmed(
        request,
        lambda: withdraw_publication(publication=publication, by=request.user, at=timezone.now()),
        heading=_("Veröffentlichung %d zurückziehen") % number,
        explanation=_(
            "Die Seite, die Tabellen und die Daten dieser Veröffentlichung sind dann nicht mehr abrufbar."
        ),
        points_heading=_("Was bleibt"),
        points=[
            _("Wer die Zahlen gesehen oder heruntergeladen hat, behält sie."),
            _(
                "Der Schutz rechnet bei jeder weiteren Veröffentlichung damit, dass sie bekannt sind."
            ),
            _(
                "Gibt es eine frühere, nicht zurückgezogene Veröffentlichung, ist diese wieder zu sehen."
            ),
        ],
        action=_("Zurückziehen"),
        done=_("Veröffentlichung %d ist zurückgezogen.") % number,
        danger=True,
        back=reverse("surveys:releases", args=[slug]),
    )
