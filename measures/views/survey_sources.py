"""An indicator that is fed by a survey: its question, what the releases say, and taking a value in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from measures.actions.survey_sources import remove_source, take_in_value, unsuited
from measures.forms.survey_sources import QuestionForm, SourceForm
from measures.models import Indicator, SurveySource
from measures.queries.indicators import indicator_line
from measures.queries.survey_sources import (
    AskedQuestion,
    Release,
    askable_questions,
    question_said,
    releases_for,
)
from measures.views.access import indicator_for
from participation.models import Publication
from smartregion.core.confirming import confirmed
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.forms import refusals_on, sent


def survey_source(request: HttpRequest, pk: int) -> HttpResponse:
    """What surveys say to an indicator: taken in already, waiting, or silent."""
    indicator = indicator_for(request, pk)
    source = SurveySource.objects.filter(indicator=indicator).first()
    context: dict[str, Any] = {
        "line": indicator_line(indicator),
        "source": source,
        "unsuited": unsuited(indicator),
        "has_questions": bool(source or askable_questions(_language())),
    }
    if source:
        question, options = question_said(source, _language())
        releases = releases_for(source, source.surveys.all())
        context |= {"question": question, "options": options, "releases": releases}
    return render(request, "measures/survey_source.html", context)


def survey_source_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the question, then what counts of it; its figures can be looked at before it is stored."""
    indicator = indicator_for(request, pk)
    source = SurveySource.objects.filter(indicator=indicator).first()
    questions = _fitting(indicator)
    code = request.GET.get("frage", source.question if source else "")
    if code not in questions:
        return _choose_question(request, indicator, questions, code)
    form = SourceForm(sent(request), indicator=indicator, question=questions[code], source=source)
    if form.is_valid() and "preview" not in request.POST:
        try:
            with refusals_on(form):
                form.save(by=request.user)
                messages.success(
                    request, _("Die Frage ist gespeichert. Werte übernehmen Sie mit einem Klick.")
                )
                return redirect("measures:survey_source", pk=indicator.pk)
        except EditConflict:
            return _conflict(request, form)
    return _source_page(request, form, previewed=_previewed(form))


def survey_source_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter values by hand again, after asking."""
    source = _source(request, pk)
    return confirmed(
        request,
        lambda: remove_source(source=source, by=request.user),
        heading=_("Verbindung zur Umfrage lösen?"),
        explanation=_("Übernommene Werte bleiben stehen, mit ihrer Umfrage und ihrer Fehlerspanne. Neue tragen Sie dann von Hand ein."),
        action=_("Verbindung lösen"),
        done=_("Die Kennzahl ist nicht mehr mit einer Umfrage verbunden."),
        danger=True,
        back=source.indicator,
        cancel_url=reverse("measures:survey_source", args=[pk]),
    )  # fmt: skip


def survey_value_take(request: HttpRequest, pk: int, publication: int) -> HttpResponse:
    """Take in what a release says, after showing it."""
    source = _source(request, pk)
    found = get_object_or_404(
        Publication.objects.select_related("survey", "snapshot"),
        pk=publication, survey__in=source.surveys.all(),
    )  # fmt: skip
    release = releases_for(source, [found.survey])[0]
    return confirmed(
        request,
        lambda: take_in_value(source=source, publication=found, by=request.user, at=timezone.now()),
        heading=_("Wert aus der Umfrage übernehmen?"),
        explanation=_("Der Wert steht danach bei der Kennzahl und ändert sich nicht mehr, auch wenn die Umfrage weitergeht."),
        points_heading=release.survey,
        points=_points(release),
        action=_("Übernehmen"),
        done=_("Der Wert ist übernommen."),
        back=source.indicator,
        cancel_url=reverse("measures:survey_source", args=[pk]),
    )  # fmt: skip


def _points(release: Release) -> list[str]:
    """What would be taken in, a sentence each."""
    if release.refusal:
        return [release.refusal]
    words = [_("Wert: %(value)s") % {"value": release.said}]
    words.append(_("Antworten auf die Frage: %(n)s") % {"n": release.answers})
    if release.margin:
        words.append(_("Fehlerspanne: %(margin)s") % {"margin": release.margin})
    if release.is_interim:
        words.append(_("Ein Zwischenstand: Die Umfrage läuft noch. Wird sie erneut veröffentlicht, ersetzt der neue Wert diesen."))  # fmt: skip
    return words


def _fitting(indicator: Indicator) -> dict[str, AskedQuestion]:
    """Questions that have what this kind of indicator needs."""
    if unsuited(indicator):
        return {}
    wants_share = indicator.kind == Indicator.Kind.PERCENT
    found = askable_questions(_language())
    return {
        code: each
        for code, each in found.items()
        if (each.options if wants_share else each.has_mean)
    }


def _choose_question(
    request: HttpRequest, indicator: Indicator, questions: dict[str, AskedQuestion], code: str
) -> HttpResponse:
    if request.method == "POST":
        raise Http404
    form = QuestionForm({"frage": code} if code else None, questions=questions)
    context = {"form": form, "line": indicator_line(indicator), "questions": questions}
    context["unsuited"] = unsuited(indicator)
    return render(request, "measures/survey_source_question.html", context)


def _previewed(form: SourceForm) -> list[Release] | None:
    """What the chosen surveys say, once that can be told."""
    if not form.is_bound or form.errors:
        return None
    return releases_for(form.proposed, form.cleaned_data["surveys"])


def _conflict(request: HttpRequest, form: SourceForm) -> HttpResponse:
    stored = SurveySource.objects.get(indicator=form.indicator)
    again = SourceForm(
        typed_over(request, stored), indicator=form.indicator, question=form.question, source=stored
    )
    return _source_page(request, again, 409, differences=form.differences_to(stored))


def _source_page(
    request: HttpRequest, form: SourceForm, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {"form": form, "question": form.question, "line": indicator_line(form.indicator)}
    return render(request, "measures/survey_source_form.html", context, status=status)


def _source(request: HttpRequest, pk: int) -> SurveySource:
    indicator = indicator_for(request, pk)
    sources = SurveySource.objects.select_related("indicator__measure", "indicator__objective")
    return get_object_or_404(sources, indicator=indicator)


def _language() -> str:
    return get_language() or "de"
