"""The code book of one question: added to, put in order, merged, taken along."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.surveys import actions, queries
from participation.surveys.coding.book_files import rows_of
from participation.surveys.forms.coding import BookForm, CodeForm, MergeForm, NewCodeForm
from participation.surveys.models import Survey, TextCode
from participation.surveys.views.choosing import explains_filters
from participation.surveys.views.coding_desk import asked_in, desk_for, text_from, way_back
from participation.surveys.views.editor import step_of
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.csvfile import download
from smartregion.core.forms import refusals_on, sent
from smartregion.core.htmx import htmx_of, render_page
from smartregion.core.numbers import count_from

READ = "participation.view_results"
FAULTS_SHOWN = 50


@require_http_methods(["GET", "POST"])
def text_codes(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The book with everything that can be done to it, and a new code at its end."""
    survey, question = asked_in(request, slug, code)
    actions.refuse_erased(survey)
    form = CodeForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            added = form.add(survey=survey, question=code, by=request.user)
            messages.success(request, _("„%s“ steht im Codebuch.") % added)
            return redirect("surveys:text_codes", slug=slug, code=code)
    return _show(request, survey, code, question, form)


def _show(
    request: HttpRequest, survey: Survey, key: str, question: str, form: CodeForm
) -> HttpResponse:
    codings = queries.codings_of(survey, key)
    context = {
        "survey": survey,
        "key": key,
        "question": question,
        "form": form,
        "book": codings.book,
        "taken_out": codings.taken_out,
        "used": _used(codings, request.user.pk or 0),
    }
    return render_page(request, "surveys/text_codes.html", context, partial="outline")


def _used(codings: queries.Codings, reader: int) -> dict[int, int]:
    """How many texts this reader has given each code to."""
    mine = [readers[reader] for readers in codings.readings.values() if reader in readers]
    return {code.pk: sum(code.pk in each.codes for each in mine) for code in codings.book}


@require_POST
@explains_filters
def text_code_new(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A code that came to mind while reading: into the book, and onto the text that is read."""
    desk = desk_for(request, slug, code)
    form = NewCodeForm(request.POST)
    back = way_back(request, desk.address("texts"))
    if form.is_valid():
        with refusals_on(form):
            added = form.add(survey=desk.survey, question=code, by=request.user)
            _give_to(request, slug, code, added)
            messages.success(request, _("„%s“ steht im Codebuch.") % added)
            return redirect(back)
    messages.error(
        request, " ".join(str(error) for errors in form.errors.values() for error in errors)
    )
    return redirect(back)


def _give_to(request: HttpRequest, slug: str, key: str, added: TextCode) -> None:
    if not request.POST.get("text"):
        return
    desk = desk_for(request, slug, key)
    text = text_from(desk, request.POST["text"])
    if not desk.codings.is_open_for(text.response, request.user.pk or 0):
        return
    [row] = desk.rows([text])
    given = [choice.code for choice in row.choices if choice.is_given]
    actions.code_text(
        survey=desk.survey,
        question=key,
        response=text.response,
        codes=[*given, added],
        by=request.user,
    )


def _code(request: HttpRequest, slug: str, key: str, pk: int) -> tuple[TextCode, str]:
    survey, question = asked_in(request, slug, key)
    actions.refuse_erased(survey)
    mine = TextCode.objects.filter(survey=survey, question=key).select_related("survey")
    return get_for(request, READ, mine, pk=pk), question


@require_http_methods(["GET", "POST"])
def text_code_edit(request: HttpRequest, slug: str, code: str, pk: int) -> HttpResponse:
    found, question = _code(request, slug, code, pk)
    form = CodeForm(sent(request), instance=found)
    if form.is_valid():
        with refusals_on(form):
            form.change(found, by=request.user)
            messages.success(request, _("Der Code ist gespeichert."))
            return redirect("surveys:text_codes", slug=slug, code=code)
    context = {
        "survey": found.survey,
        "key": code,
        "code": found,
        "form": form,
        "question": question,
    }
    return render(request, "surveys/text_code_form.html", context)


@require_POST
def text_code_move(request: HttpRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """One step up or down by a button, or to a place by dragging."""
    found, question = _code(request, slug, code, pk)
    place = count_from(request.POST.get("place", ""))
    if place is None:
        actions.move_code(code=found, step=step_of(request), by=request.user)
    else:
        actions.place_code(code=found, place=place, by=request.user)
    if htmx_of(request).target == "outline":
        return _show(request, found.survey, code, question, CodeForm())
    return redirect(reverse("surveys:text_codes", args=[slug, code]) + f"#row-c{pk}")


@require_http_methods(["GET", "POST"])
def text_code_merge(request: HttpRequest, slug: str, code: str, pk: int) -> HttpResponse:
    found, question = _code(request, slug, code, pk)
    form = MergeForm(sent(request), code=found)
    if form.is_valid():
        with refusals_on(form):
            form.save(by=request.user)
            messages.success(
                request,
                _("„%(code)s“ zählt jetzt als „%(into)s“.")
                % {"code": found, "into": form.cleaned_data["into"]},
            )
            return redirect("surveys:text_codes", slug=slug, code=code)
    context = {
        "survey": found.survey,
        "key": code,
        "code": found,
        "form": form,
        "question": question,
        "others": form.fields["into"].queryset.exists(),  # type: ignore[attr-defined]
    }
    return render(request, "surveys/text_code_merge.html", context)


@require_http_methods(["GET", "POST"])
def text_code_delete(request: HttpRequest, slug: str, code: str, pk: int) -> HttpResponse:
    found, _question = _code(request, slug, code, pk)
    back_url = reverse("surveys:text_codes", args=[slug, code])
    return confirmed(
        request,
        lambda: actions.delete_code(code=found, by=request.user),
        heading=_("Code „%s“ löschen") % found,
        explanation=_(
            "Alle Texte verlieren diesen Code. Sie können ihn jederzeit zurückholen, dann haben ihn dieselben Texte wieder."
        ),
        action=_("Löschen"),
        done=_("„%s“ ist gelöscht. Unten lässt er sich zurückholen.") % found,
        danger=True,
        back=back_url,
    )


@require_POST
def text_code_restore(request: HttpRequest, slug: str, code: str, pk: int) -> HttpResponse:
    found, _question = _code(request, slug, code, pk)
    actions.restore_code(code=found, by=request.user)
    messages.success(request, _("„%s“ ist wieder im Codebuch.") % found)
    return redirect(reverse("surveys:text_codes", args=[slug, code]) + f"#row-c{pk}")


@require_safe
def text_codes_csv(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The book as a file, to be used again for another question."""
    survey, _question = asked_in(request, slug, code)
    book = survey.text_codes.in_book().filter(question=code)
    return download(f"{slug}-{code.replace('.', '-')}-codes.csv", rows_of(book))


@require_http_methods(["GET", "POST"])
def text_codes_import(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A book from a file: its codes come into this one, nothing is removed."""
    survey, question = asked_in(request, slug, code)
    actions.refuse_erased(survey)
    form = BookForm(sent(request), request.FILES or None)
    context = {"survey": survey, "key": code, "question": question, "form": form}
    if form.is_valid():
        rows, faults = form.rows()
        if faults:
            context |= {"faults": faults[:FAULTS_SHOWN], "total": len(faults)}
            return render(request, "surveys/text_codes_import.html", context)
        with refusals_on(form):
            taken = actions.take_codes(survey=survey, question=code, rows=rows, by=request.user)
            messages.success(
                request,
                _("Neu: %(added)d, geändert: %(changed)d, unverändert: %(unchanged)d.")
                % taken.__dict__,
            )
            return redirect("surveys:text_codes", slug=slug, code=code)
    return render(request, "surveys/text_codes_import.html", context)
