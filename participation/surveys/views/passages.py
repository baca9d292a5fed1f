"""How far people got, for those who evaluate: where they stop, what they leave empty, how long it takes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participation.surveys import queries
from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.passages import BOUNDS
from participation.surveys.queries.passages import SMALLEST, Passages, passages_of
from participation.surveys.texts import MAIN_LANGUAGE
from participation.surveys.views.choosing import survey_for_results
from participation.surveys.views.editor import MANAGE
from smartregion.core.charts import Bar, Chart, bar_chart
from smartregion.core.numbers import count_from


@require_safe
def passages(request: HttpRequest, slug: str) -> HttpResponse:
    """The way through one version; through the newest where nothing else is asked for."""
    survey = survey_for_results(request, slug)
    version = _version(request, survey)
    context: dict[str, Any] = {
        "survey": survey,
        "may_manage": request.user.has_perm(MANAGE, survey),
        "version": version,
        "version_choices": survey.versions.defer("schema"),
        "is_open": survey.phase(timezone.now()) == Survey.Phase.OPEN,
        "smallest": SMALLEST,
        "longest": BOUNDS[-1] // 60,
    }
    context["is_veiled"] = survey.awaits_codes(timezone.localdate())
    if version and not context["is_veiled"]:
        found = passages_of(version, language=get_language() or MAIN_LANGUAGE)
        context |= {"passages": found, "chart": _funnel(found) if found.begun else None}
    return render(request, "surveys/passages.html", context)


def _version(request: HttpRequest, survey: Survey) -> SurveyVersion | None:
    wanted = request.GET.get("version")
    if wanted is None:
        return queries.latest_version(survey)
    number = count_from(wanted)
    if number is None:
        raise Http404
    return get_object_or_404(survey.versions, number=number)


def _funnel(found: Passages) -> Chart:
    """How many came to each page, and how many to the end."""
    bars = [Bar(f"{page.number}. {page.title}", page.shown) for page in found.pages]
    return bar_chart(
        title=_("Wie viele bis zu welcher Seite kamen"),
        bars=[*bars, Bar(_("Abgesendet"), found.done)],
        total=found.begun,
        note=_(
            "Anteile von allen, die begonnen haben. Seiten mit einer Bedingung sehen nicht alle."
        ),
    )
