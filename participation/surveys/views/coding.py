"""Reading what people wrote, and sorting it into codes: as a list, or one text after the other."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participation.surveys import actions, queries
from participation.surveys.coding.text_ids import text_ids
from participation.surveys.forms.coding import EVERYTHING, UNREAD, NewCodeForm, TextFilter
from participation.surveys.privacy.retention import erased_sentence
from participation.surveys.queries import Text, last_before, next_after
from participation.surveys.queries.coding_overview import coding_overview
from participation.surveys.texts import MAIN_LANGUAGE
from participation.surveys.views.choosing import explains_filters, survey_for_results
from participation.surveys.views.coded_parts import coded_parts
from participation.surveys.views.coding_desk import (
    RELEASE,
    Desk,
    asked_in,
    desk_for,
    number_from,
    text_from,
    way_back,
)
from smartregion.accounts.freshness import use_fresh_login
from smartregion.core.csvfile import download
from smartregion.core.htmx import htmx_of

TEXTS_PER_PAGE = 25


@require_safe
def coding_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All questions that are answered in own words: how many texts, who has read them, how well they agree."""
    survey = survey_for_results(request, slug)
    language = get_language() or MAIN_LANGUAGE
    context = {
        "survey": survey,
        "erased": erased_sentence(survey.erased_on) if survey.erased_on else "",
        "questions": [] if survey.erased_on else coding_overview(survey, language=language),
        "quotes": queries.quotes_of(survey),
        "may_release": request.user.has_perm(RELEASE, survey),
    }
    return render(request, "surveys/coding_list.html", context)


@require_safe
@explains_filters
def texts(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Everything that was written in answer to one question, to be read, searched, coded, released."""
    survey, question = asked_in(request, slug, code)
    if survey.erased_on:
        context = {
            "survey": survey,
            "question": question,
            "erased": erased_sentence(survey.erased_on),
        }
        return render(request, "surveys/coding_erased.html", context)
    desk = desk_for(request, slug, code)
    actions.note_raw_access(survey=survey, what=f"texts {code}", by=request.user)
    wanted = TextFilter(request.GET, book=desk.codings.book)
    page = Paginator(desk.texts(wanted), TEXTS_PER_PAGE).get_page(request.GET.get("page"))
    context = _context(request, desk, wanted) | {
        "page_obj": page,
        "rows": list(desk.rows(page.object_list)),
        "coded": coded_parts(desk.chosen, is_fresh=True).get(desk.key),
        "has_suspicious": bool(desk.chosen.table.suspicion.values.any()),
        "is_adjusted": desk.chosen.filter.unsuspicious,
        "filter_words": desk.chosen.filter.words(
            desk.chosen.table, get_language() or MAIN_LANGUAGE
        ),
        "one_url": desk.address("coding_one", show=wanted.which, q=wanted.words),
    }
    return render(request, "surveys/coding.html", context)


def _context(request: HttpRequest, desk: Desk, wanted: TextFilter) -> dict[str, object]:
    return {
        "survey": desk.survey,
        "desk": desk,
        "wanted": wanted,
        "form": NewCodeForm(),
        "here": request.get_full_path(),
        "may_release": request.user.has_perm(RELEASE, desk.survey),
    }


@require_safe
@explains_filters
def coding_one(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One text after the other: the next one that this reader has not read, or the one asked for."""
    desk = desk_for(request, slug, code)
    _note_once_a_day(request, desk)
    wanted = TextFilter(request.GET, book=desk.codings.book, usual=UNREAD)
    found = desk.texts(wanted)
    asked = desk.corpus.get(number_from(request.GET.get("text")))
    text = asked or next_after(found, None)
    context = _context(request, desk, wanted) | {
        "row": next(desk.rows([text])) if text else None,
        "before": last_before(found, text.number) if text else None,
        "left": len(found),
        "place": 1 + sum(each.number < text.number for each in found) if text else 0,
    }
    return render(request, "surveys/coding_one.html", context)


def _note_once_a_day(request: HttpRequest, desk: Desk) -> None:
    """Reading hundreds of texts is one access, not hundreds; the list is noted each time."""
    read = f"{desk.survey.slug} {desk.key} {timezone.localdate()}"
    if request.session.get("texts_read") != read:
        actions.note_raw_access(survey=desk.survey, what=f"texts {desk.key}", by=request.user)
        request.session["texts_read"] = read


@require_POST
@explains_filters
def coding_save(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Store the codes of one text; a reader who works in one text after the other goes on."""
    desk = desk_for(request, slug, code)
    text = text_from(desk, request.POST.get("text"))
    given = {value for value in request.POST.getlist("codes") if value.isdecimal()}
    codes = [each for each in desk.codings.book if str(each.pk) in given]
    actions.code_text(
        survey=desk.survey, question=desk.key, response=text.response, codes=codes, by=request.user
    )
    if htmx_of(request):
        return _saved(request, slug, code, text)
    if "next" in request.POST:
        return redirect(_further(request, desk_for(request, slug, code), text))
    return redirect(way_back(request, desk.address("texts")) + f"#t-{text.number}")


def _saved(request: HttpRequest, slug: str, code: str, text: Text) -> HttpResponse:
    """What is stored now, for the place beside the text and the bar above."""
    desk = desk_for(request, slug, code)
    context = {"desk": desk, "row": next(desk.rows([text])), "is_fresh": True}
    return render(request, "surveys/_coding_saved.html", context)


def _further(request: HttpRequest, desk: Desk, text: Text) -> str:
    wanted = TextFilter(request.POST, book=desk.codings.book, usual=UNREAD)
    following = next_after(desk.texts(wanted), text.number)
    show = "" if wanted.which == UNREAD else wanted.which
    number = following.number if following else None
    return desk.address("coding_one", text=number, show=show, q=wanted.words)


@require_POST
@explains_filters
def coding_undo(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Take the last step back, and show the text it was about."""
    desk = desk_for(request, slug, code)
    response = actions.undo_coding(survey=desk.survey, question=code, by=request.user)
    messages.success(request, _("Ihr letzter Schritt ist zurückgenommen. Das ist der Text dazu."))
    [number] = text_ids(desk.survey.pk, code, [response])
    wanted = TextFilter(request.POST, book=desk.codings.book, usual=UNREAD)
    show = "" if wanted.which in (UNREAD, EVERYTHING) else wanted.which
    return redirect(desk.address("coding_one", text=number, show=show, q=wanted.words))


@require_safe
@explains_filters
def codings_csv(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Who gave which code, as noughts and ones for a statistics program; without the words."""
    desk = desk_for(request, slug, code)
    use_fresh_login(request)
    actions.note_raw_access(survey=desk.survey, what=f"codings {code}", by=request.user)
    rows = queries.coding_table(desk.codings, desk.corpus.texts, reader=request.user.pk or 0)
    return download(f"{slug}-{code.replace('.', '-')}-zuordnungen.csv", rows)
