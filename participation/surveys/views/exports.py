"""Taking answers and questionnaires along: one page for all formats, and the files themselves."""

from dataclasses import dataclass
from tempfile import NamedTemporaryFile
from urllib.parse import parse_qsl

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    QueryDict,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from participation.surveys import actions, exports
from participation.surveys.exports import csv_table, ddi, responses_json
from participation.surveys.exports.facts import Facts, facts_of
from participation.surveys.exports.files import CONTENT_TYPES, Format, file_name, write_file
from participation.surveys.exports.questionnaires import FORMS, form_name, questionnaire_to_take
from participation.surveys.exports.selection import Selection
from participation.surveys.exports.words import AnswersChanged
from participation.surveys.models import SurveyExport
from participation.surveys.privacy.retention import erased_sentence
from participation.surveys.queries.exports import ordered_files
from participation.surveys.queries.filters import Filter, UnknownFilter
from participation.surveys.queries.weights import weight_choices
from participation.surveys.texts import MAIN_LANGUAGE, language_of
from participation.surveys.views.choosing import (
    Chosen,
    chosen_in,
    explains_filters,
    note_figures,
    note_figures_file,
    survey_for_results,
)
from participation.surveys.views.editor import MANAGE
from smartregion.accounts.freshness import use_fresh_login
from smartregion.core.caching import kept_nowhere
from smartregion.core.csvfile import download
from smartregion.core.errors import WrongState
from smartregion.core.htmx import render_page

# Fewer responses than this are written while the person waits; more become an order.
AT_ONCE = 5000
# What is sent while it is read begins at once, however many there are.
STREAMED = (Format.CSV, Format.JSON)
GOOD_FOR: dict[str, Promise] = {
    Format.CSV: _(
        "Eine Tabelle, die jedes Programm öffnet: Excel, LibreOffice, R, Python. Gut, um selbst auszuwerten."
    ),
    Format.XLSX: _(
        "Antworten, Codebuch und Angaben zur Datei in einer Mappe. Gut für alle, die mit Excel arbeiten."
    ),
    Format.SAV: _(
        "Mit Fragetexten, Namen der Antworten und Kennzahlen für fehlende Werte. Gut für SPSS, PSPP, jamovi, Stata und R."
    ),
    Format.JSON: _("Antworten und Codebuch in einem Dokument. Gut für eigene Programme."),
}


@dataclass(frozen=True)
class Offer:
    """A format on the page: what it is good for, and whether it comes at once."""

    format: str
    title: str
    good_for: Promise
    is_at_once: bool


# -- the page --------------------------------------------------------------------------------------
@require_safe
@explains_filters
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """All formats of the answers and of the questionnaire, and the files that were ordered."""
    survey = survey_for_results(request, slug)
    chosen = chosen_in(survey, request.GET)
    # How many there are of those who said this and that is told here as well.
    if chosen.is_about_few:
        note_figures(request, chosen)
    selection, weightings = (
        selection_of(chosen),
        weight_choices(survey, chosen.table, chosen.language),
    )
    ordered = list(ordered_files(survey))
    context = {
        "survey": survey,
        "chosen": chosen,
        "filter_words": chosen.filter.words(chosen.table, chosen.language),
        "filter_pairs": parse_qsl(chosen.filter.to_query(), keep_blank_values=True),
        "n": selection.n,
        "total": chosen.table.n,
        "weightings": weightings,
        "offers": [offer_of(each, selection.n) for each in Format],
        "ordered": [(each, _choice(each, chosen, dict(weightings))) for each in ordered],
        "is_writing": any(each.job and each.job.is_active for each in ordered),
        "languages": [language_of(code) for code in survey.languages or [MAIN_LANGUAGE]],
        "is_published": survey.versions.exists(),
        "may_manage": request.user.has_perm(MANAGE, survey),
        "erased": erased_sentence(survey.erased_on) if survey.erased_on else "",
    }
    return render_page(request, "surveys/exports.html", context, partial="ordered-files")


def offer_of(format_: Format, n: int) -> Offer:
    """A format with what it is good for, and whether so many answers are sent at once."""
    is_at_once = format_ in STREAMED or n < AT_ONCE
    return Offer(format_.value, str(format_.label), GOOD_FOR[format_], is_at_once)


def _choice(export: SurveyExport, chosen: Chosen, weightings: dict[str, str]) -> list[str]:
    """Filter and weight of an ordered file in words; of what the survey no longer knows, as it was sent."""
    given = QueryDict(export.filter)
    try:
        words = Filter.from_query(given, chosen.table).words(chosen.table, chosen.language)
    except UnknownFilter:
        words = [export.filter]
    if code := given.get("weight"):
        words.append(_now("mit Gewicht: %(title)s") % {"title": weightings.get(code, code)})
    return words


def selection_of(chosen: Chosen) -> Selection:
    """What an address asks for, to be written."""
    return Selection(chosen.survey, chosen.table, chosen.filter, chosen.weights)


def _facts(selection: Selection) -> Facts:
    language = get_language() or MAIN_LANGUAGE
    return facts_of(selection, language=language, on=timezone.localdate())


# -- answers ---------------------------------------------------------------------------------------
@require_safe
@explains_filters
def responses_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One line for each response; sent while it is read, however many there are."""
    return _file(request, slug, Format.CSV)


@require_safe
@explains_filters
def responses_file(request: HttpRequest, slug: str, format_: str) -> HttpResponseBase:
    """The same in another format; where that takes longer than a person waits, it is to be ordered."""
    if format_ not in Format.values:
        raise Http404
    return _file(request, slug, Format(format_))


def _file(request: HttpRequest, slug: str, format_: Format) -> HttpResponseBase:
    survey = survey_for_results(request, slug)
    actions.refuse_erased(survey)
    chosen = chosen_in(survey, request.GET)
    selection = selection_of(chosen)
    if not offer_of(format_, selection.n).is_at_once:
        return redirect(f"{_address(slug)}{chosen.mark}")
    use_fresh_login(request)
    actions.note_raw_access(survey=survey, what=f"export {format_}", by=request.user)
    answer = _streamed(selection, format_) if format_ in STREAMED else _written(selection, format_)
    answer["Content-Type"] = CONTENT_TYPES[format_]
    name = file_name(slug, format_)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return kept_nowhere(answer, is_private=True)


def _streamed(selection: Selection, format_: Format) -> HttpResponseBase:
    """A file that breaks off is seen to be broken: the connection ends before its time."""
    if format_ == Format.CSV:
        return StreamingHttpResponse(csv_table.stream(selection))
    return StreamingHttpResponse(responses_json.stream(selection, _facts(selection)))


def _written(selection: Selection, format_: Format) -> HttpResponseBase:
    """Whole or not at all: written into a file without a name that goes when it was sent."""
    file = NamedTemporaryFile()  # noqa: SIM115 - closed when the answer was sent
    try:
        write_file(selection, format_, _facts(selection), file)
    except AnswersChanged:
        file.close()
        raise WrongState(
            _now(
                "Gerade wurden Antworten zurückgezogen, während die Datei geschrieben wurde. Bitte laden Sie sie noch einmal herunter."
            )
        ) from None
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file)


# -- code book -------------------------------------------------------------------------------------
@require_safe
def code_book(request: HttpRequest, slug: str) -> HttpResponse:
    """What each column and each code of the table means."""
    survey = survey_for_results(request, slug)
    described = exports.code_book(survey, language=get_language() or MAIN_LANGUAGE)
    context = {"survey": survey, "columns": described}
    return render(request, "surveys/code_book.html", context)


@require_safe
def code_book_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """What columns and codes of the files mean."""
    survey = survey_for_results(request, slug)
    described = exports.code_book(survey, language=get_language() or MAIN_LANGUAGE)
    rows = exports.code_book_rows(described)
    return download(f"{slug}-codebuch.csv", rows)


@require_safe
@explains_filters
def code_book_ddi(request: HttpRequest, slug: str) -> HttpResponse:
    """The code book with frequencies, as research data archives want it."""
    survey = survey_for_results(request, slug)
    actions.refuse_erased(survey)
    chosen = chosen_in(survey, request.GET)
    if chosen.is_about_few:
        note_figures_file(request, chosen, "ddi")
    selection = selection_of(chosen)
    document = ddi.document(selection, _facts(selection))
    return _attachment(document, "application/xml", f"{slug}-codebuch.xml")


# -- questionnaire ---------------------------------------------------------------------------------
@require_safe
def questionnaire_file(request: HttpRequest, slug: str, format_: str) -> HttpResponse:
    """The newest version for other programs; of what was never published, the draft."""
    survey = survey_for_results(request, slug)
    form = FORMS.get(format_)
    if form is None:
        raise Http404
    document = form.write(questionnaire_to_take(survey))
    return _attachment(document, form.content_type, form_name(survey, form))


def _attachment(data: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _address(slug: str) -> str:
    return reverse("surveys:exports", args=[slug])
