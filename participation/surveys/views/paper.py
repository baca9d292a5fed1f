"""Paper: the form to print, piles that came in, and typing them in at speed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from participation.surveys import actions, queries
from participation.surveys.actions.paper import expect_correctable, expect_other_person
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.drafts.compiler import Draft, compile_draft
from participation.surveys.forms.paper import BatchForm, SecondForm, SettleForm, SheetForm
from participation.surveys.models import PaperBatch, PaperSheet, Survey
from participation.surveys.paper.form import last_paper_day, may_download, takes_paper
from participation.surveys.paper.printing import Form, print_form
from participation.surveys.texts import MAIN_LANGUAGE, language_of
from participation.surveys.views.editor import MANAGE, ask_deletion, managed
from participation.surveys.views.public import published
from smartregion.core.access import get_for
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent


# -- printing --------------------------------------------------------------------------------------
@login_not_required
@require_safe
def form_pdf(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """The questionnaire to print; where codes or accounts count, the office hands it out."""
    survey, version = published(request, slug)
    questionnaire = questionnaire_of(version)
    is_office = request.user.has_perm(MANAGE, survey)
    if language not in questionnaire.languages:
        raise Http404
    if not is_office and not may_download(survey, timezone.now()):
        raise Http404
    return _as_pdf(Form(survey, questionnaire, language, version.number))


@require_safe
def draft_pdf(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """The draft on paper, marked as one."""
    survey = managed(request, slug)
    questionnaire = compile_draft(Draft.of(survey))
    if language not in questionnaire.languages or not questionnaire.pages:
        raise Http404
    return _as_pdf(Form(survey, questionnaire, language, 0))


def _as_pdf(form: Form) -> HttpResponse:
    response = HttpResponse(print_form(form), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{form.name}"'
    return response


# -- piles -----------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The forms to print and the piles that came in."""
    survey, on = managed(request, slug), timezone.localdate()
    latest = queries.latest_version(survey)
    is_open = latest is not None and takes_paper(survey, on)
    form = BatchForm(sent(request), survey=survey, initial={"received_on": on}) if is_open else None
    if form is not None and form.is_valid():
        with refusals_on(form):
            made = form.save(by=request.user, on=on)
            return redirect("surveys:paper_batch", slug=slug, batch=made.pk)
    context = {
        "survey": survey,
        "latest": latest,
        "form": form,
        "batches": queries.paper_batches(survey),
        "last_day": last_paper_day(survey),
        "languages": _languages(questionnaire_of(latest).languages) if latest else [],
        "draft_languages": _languages(compile_draft(Draft.of(survey)).languages),
    }
    return render(request, "surveys/paper/paper.html", context)


def _languages(codes: tuple[str, ...]) -> list[Any]:
    return [language_of(code) for code in codes]


@require_safe
def batch(request: HttpRequest, slug: str, batch: int) -> HttpResponse:
    """One pile: what is typed, what differs, what can be taken over."""
    found = _batch(request, slug, batch)
    progress = queries.batch_progress(found)
    context = {
        "survey": found.version.survey,
        "batch": found,
        "progress": progress,
        "sheets": queries.sheets_of(found),
        "takes_paper": takes_paper(found.version.survey, timezone.localdate()),
        "last_day": last_paper_day(found.version.survey),
        "next_second": queries.next_for(found, request.user.pk),
    }
    return render(request, "surveys/paper/batch.html", context)


@require_http_methods(["GET", "POST"])
def batch_delete(request: HttpRequest, slug: str, batch: int) -> HttpResponse:
    found = _batch(request, slug, batch)
    if request.method == "POST":
        actions.delete_batch(batch=found, by=request.user)
        messages.success(request, _("Der Stapel ist gelöscht."))
        return redirect("surveys:paper", slug=slug)
    return ask_deletion(
        request,
        heading=_("Stapel „%s“ löschen") % found.title,
        explanation=_("Alles, was aus diesem Stapel getippt wurde, geht verloren."),
        back_url=reverse("surveys:paper_batch", args=[slug, batch]),
    )


@require_http_methods(["GET", "POST"])
def take_over(request: HttpRequest, slug: str, batch: int) -> HttpResponse:
    """All sheets that are ready become responses; asks first."""
    found = _batch(request, slug, batch)
    if request.method == "POST":
        number = actions.take_over_batch(batch=found, by=request.user, on=timezone.localdate())
        text = ngettext("%d Bogen ist übernommen.", "%d Bögen sind übernommen.", number)
        messages.success(request, text % number)
        return redirect("surveys:paper_batch", slug=slug, batch=batch)
    progress = queries.batch_progress(found)
    context = {
        "heading": _("Stapel „%s“ übernehmen") % found.title,
        "explanation": _take_over_words(progress.ready),
        "action": _("Übernehmen"),
        "cancel_url": reverse("surveys:paper_batch", args=[slug, batch]),
    }
    return render(request, "ui/confirm.html", context)


def _take_over_words(ready: int) -> str:
    text = ngettext(
        "%d Bogen wird zu einer Antwort auf Papier und ist danach nicht mehr zu ändern.",
        "%d Bögen werden zu Antworten auf Papier und sind danach nicht mehr zu ändern.",
        ready,
    )
    mixed = _(
        "Sie werden gemischt; keine Antwort führt zu ihrem Bogen zurück. Je mehr Bögen Sie auf einmal "
        "übernehmen, desto besser sind die Personen geschützt."
    )
    return f"{text % ready} {mixed}"


# -- sheets ----------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, slug: str, batch: int) -> HttpResponse:
    """A new sheet; after saving the next one comes at once."""
    found = _batch(request, slug, batch)
    language = queries.language_typed_last(found, request.user.pk)
    initial = {"number": queries.next_number(found), "language": language}
    form = SheetForm(sent(request), batch=found, initial=initial)
    if _saved(request, form, lambda: form.save(by=request.user, on=timezone.localdate())):
        messages.success(request, _("Bogen %d ist gespeichert.") % form.cleaned_data["number"])
        return redirect("surveys:paper_enter", slug=slug, batch=batch)
    return _entry_page(request, form)


@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, slug: str, batch: int, number: int) -> HttpResponse:
    """The second entry, by somebody who does not see the first."""
    sheet = _sheet(request, slug, batch, number)
    expect_other_person(sheet, request.user)
    if sheet.state != PaperSheet.State.ONCE:
        raise WrongState(_("Dieser Bogen ist schon zweimal erfasst."))
    form = SecondForm(
        sent(request), batch=sheet.batch, sheet=sheet, initial={"language": MAIN_LANGUAGE}
    )
    if _saved(request, form, lambda: form.save_again(by=request.user, on=timezone.localdate())):
        return _after_second(request, slug, sheet)
    return _entry_page(request, form)


def _after_second(request: HttpRequest, slug: str, sheet: PaperSheet) -> HttpResponse:
    if sheet.differing:
        text = ngettext(
            "Bogen %(sheet)d: %(number)d Angabe weicht ab.",
            "Bogen %(sheet)d: %(number)d Angaben weichen ab.",
            sheet.differing,
        )
        messages.warning(request, text % {"sheet": sheet.number, "number": sheet.differing})
    else:
        messages.success(request, _("Bogen %d: Beide Eingaben stimmen überein.") % sheet.number)
    following = queries.next_for(sheet.batch, request.user.pk, after=sheet.number)
    if following is None:
        return redirect("surveys:paper_batch", slug=slug, batch=sheet.batch_id)
    return redirect("surveys:paper_again", slug=slug, batch=sheet.batch_id, number=following.number)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, slug: str, batch: int, number: int) -> HttpResponse:
    """Change what was typed, before it is compared or taken over."""
    sheet = _sheet(request, slug, batch, number)
    expect_correctable(sheet, request.user)
    initial = {**(sheet.first or {}), "number": sheet.number, "language": sheet.language}
    form = SheetForm(sent(request), batch=sheet.batch, sheet=sheet, initial=initial)
    if _saved(
        request, form, lambda: form.save_correction(by=request.user, on=timezone.localdate())
    ):
        messages.success(request, _("Bogen %d ist geändert.") % form.cleaned_data["number"])
        return redirect("surveys:paper_batch", slug=slug, batch=batch)
    return _entry_page(request, form)


@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, slug: str, batch: int, number: int) -> HttpResponse:
    """Both entries side by side where they differ."""
    sheet = _sheet(request, slug, batch, number)
    if sheet.state != PaperSheet.State.DIFFERENT:
        raise WrongState(_("Bei diesem Bogen weicht nichts ab."))
    form = SettleForm(sent(request), sheet=sheet)
    if form.is_valid():
        with refusals_on(form):
            form.save(by=request.user)
            messages.success(request, _("Bogen %d ist bereit zur Übernahme.") % sheet.number)
            return redirect("surveys:paper_batch", slug=slug, batch=batch)
    context = {"survey": sheet.batch.version.survey, "batch": sheet.batch, "sheet": sheet}
    return render(request, "surveys/paper/settle.html", {**context, "form": form})


@require_http_methods(["GET", "POST"])
def sheet_delete(request: HttpRequest, slug: str, batch: int, number: int) -> HttpResponse:
    sheet = _sheet(request, slug, batch, number)
    if request.method == "POST":
        actions.delete_sheet(sheet=sheet, by=request.user)
        messages.success(request, _("Bogen %d ist gelöscht.") % number)
        return redirect("surveys:paper_batch", slug=slug, batch=batch)
    return ask_deletion(
        request,
        heading=_("Bogen %d löschen") % number,
        explanation=_("Was getippt wurde, geht verloren. Der Bogen kann neu erfasst werden."),
        back_url=reverse("surveys:paper_batch", args=[slug, batch]),
    )


def _saved(request: HttpRequest, form: SheetForm, save: Callable[[], object]) -> bool:
    """Save a sheet; not while only checking, and not before the typist knows what gets lost."""
    if not form.is_valid() or "save" not in request.POST:
        return False
    if form.astray and request.POST.get("astray") != form.astray:
        return False
    with refusals_on(form):
        save()
        return True
    return False


def _entry_page(request: HttpRequest, form: SheetForm) -> HttpResponse:
    context = {
        "survey": form.batch.version.survey,
        "batch": form.batch,
        "sheet": form.sheet,
        "form": form,
        "is_second": isinstance(form, SecondForm),
        "is_checked": form.is_bound and form.is_valid(),
        "progress": queries.batch_progress(form.batch),
    }
    return render(request, "surveys/paper/entry.html", context)


def _batch(request: HttpRequest, slug: str, batch: int) -> PaperBatch:
    survey: Survey = managed(request, slug)
    mine = PaperBatch.objects.filter(version__survey=survey).select_related("version__survey")
    return get_for(request, None, mine, pk=batch)


def _sheet(request: HttpRequest, slug: str, batch: int, number: int) -> PaperSheet:
    mine = PaperSheet.objects.filter(batch=_batch(request, slug, batch))
    return get_for(request, None, mine.select_related("batch__version__survey"), number=number)
