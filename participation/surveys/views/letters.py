"""Letters with codes, and reminders. Addresses pass through: no row, no file, no log ever holds one."""

import io
import zipfile
from collections.abc import Callable

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from participation.surveys import queries
from participation.surveys.actions.codes import note_reminder_check
from participation.surveys.forms.letters import (
    HandOutLettersForm,
    LetterForm,
    PrintForm,
    RemindersForm,
)
from participation.surveys.letters.addresses import CODE, NAME, PLACE, POSTCODE, STREET, AddressList
from participation.surveys.letters.printing import SAMPLE_CODE, filled_in
from participation.surveys.models import Survey
from participation.surveys.queries import StillOpen
from participation.surveys.views.editor import managed
from smartregion.core.csvfile import write_table
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on

View = Callable[[HttpRequest, str], HttpResponse]
FAULTS_SHOWN = 100


def _in_memory(view: View) -> View:
    """Let no upload touch the disk: Django writes larger ones into a temporary file."""

    def outer(request: HttpRequest, slug: str) -> HttpResponse:
        # Before anything reads the form; so the check against forgery comes after it.
        request.upload_handlers = [MemoryFileUploadHandler(request)]
        return inner(request, slug)

    inner = csrf_protect(view)
    return csrf_exempt(outer)


@_in_memory
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def letters(request: HttpRequest, slug: str) -> HttpResponse:
    """A list of addresses in, a letter with a code for each of them out."""
    survey = _with_codes(request, slug)
    if "checked" in request.POST:
        return _hand_out(request, survey)
    form = HandOutLettersForm(request.POST or None, request.FILES or None, survey=survey)
    return _read(request, survey, form, "surveys/letters.html", _check_letters)


def _check_letters(request: HttpRequest, form: LetterForm, read: AddressList) -> HttpResponse:
    context = {
        "survey": form.survey,
        "number": len(read.addresses),
        "first": read.addresses[0],
        **_as_read(form),
        "batch": form.cleaned_data["batch"],
        "keeps_list": form.cleaned_data["keeps_list"],
        "form": PrintForm.carrying(form, read, by=request.user),
    }
    return render(request, "surveys/letters_check.html", context)


def _hand_out(request: HttpRequest, survey: Survey) -> HttpResponse:
    form = PrintForm(request.POST, survey=survey, by=request.user)
    if not form.is_valid():
        return _damaged(request, survey, form)
    pdf, codes = form.hand_out(on=timezone.localdate())
    if not form.parcel["keeps_list"]:
        return _file(pdf, f"briefe-{survey.slug}.pdf", "application/pdf")
    header = [CODE, NAME, STREET, POSTCODE, PLACE]
    rows = [
        (code, each.name, each.street, each.postcode, each.place)
        for code, each in zip(codes, form.addresses, strict=True)
    ]
    both = io.BytesIO()
    with zipfile.ZipFile(both, "w") as package:
        package.writestr("briefe.pdf", pdf)
        package.writestr("liste-verschlossen-aufbewahren.csv", write_table([header, *rows]))
    return _file(both.getvalue(), f"briefe-{survey.slug}.zip", "application/zip")


@_in_memory
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def reminders(request: HttpRequest, slug: str) -> HttpResponse:
    """The kept list in, letters to those out whose code is unused and who have not refused."""
    survey = _with_codes(request, slug)
    if "checked" in request.POST:
        return _remind(request, survey)
    form = RemindersForm(request.POST or None, request.FILES or None, survey=survey)
    return _read(request, survey, form, "surveys/reminders.html", _check_reminders)


def _check_reminders(request: HttpRequest, form: LetterForm, read: AddressList) -> HttpResponse:
    found = _still_open(form.survey, read)
    lines = len(read.addresses)
    note_reminder_check(survey=form.survey, lines=lines, by=request.user)
    context = {
        "survey": form.survey,
        "found": found,
        "number": len(found.codes),
        **_as_read(form),
        "form": PrintForm.carrying(form, read, by=request.user),
    }
    return render(request, "surveys/reminders_check.html", context)


def _remind(request: HttpRequest, survey: Survey) -> HttpResponse:
    form = PrintForm(request.POST, survey=survey, by=request.user)
    if not form.is_valid():
        return _damaged(request, survey, form)
    found = _still_open(survey, AddressList(form.addresses))
    if not found.codes:
        raise WrongState(_("Von dieser Liste ist niemand mehr zu erinnern."))
    pdf = form.remind(found, on=timezone.localdate())
    return _file(pdf, f"erinnerungen-{survey.slug}.pdf", "application/pdf")


def _as_read(form: LetterForm) -> dict[str, object]:
    letter = form.letter(timezone.localdate())
    return {
        "subject": filled_in(letter.subject, letter.survey),
        "texts": [filled_in(text, letter.survey, language) for language, text in letter.texts],
        "sample_code": SAMPLE_CODE,
    }


# -- both ------------------------------------------------------------------------------------------
def _with_codes(request: HttpRequest, slug: str) -> Survey:
    survey = managed(request, slug)
    if survey.mode != Survey.Mode.CODE:
        raise WrongState(_("Briefe mit Codes gibt es nur für Umfragen mit Zugangscode."))
    return survey


def _read(
    request: HttpRequest,
    survey: Survey,
    form: LetterForm,
    template: str,
    check: Callable[[HttpRequest, LetterForm, AddressList], HttpResponse],
) -> HttpResponse:
    """The form, until list and text are in order; then what would be printed."""
    read = AddressList()
    if form.is_valid():
        read = form.read_file()
        with refusals_on(form):
            sample = form.sample(timezone.localdate())
            if "sample" in request.POST:
                return _file(sample, f"probe-{survey.slug}.pdf", "application/pdf")
        if read.addresses and form.is_valid():
            return check(request, form, read)
    context = {
        "survey": survey,
        "form": form,
        "faults": read.faults[:FAULTS_SHOWN],
        "total": len(read.faults),
    }
    return render(request, template, context)


def _still_open(survey: Survey, read: AddressList) -> StillOpen:
    return queries.still_open(survey, (each.code for each in read.addresses))


def _damaged(request: HttpRequest, survey: Survey, form: PrintForm) -> HttpResponse:
    context = {"survey": survey, "refusal": form.errors["checked"][0]}
    return render(request, "surveys/letters_damaged.html", context, status=400)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    """The only time that it is there."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
