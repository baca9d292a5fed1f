"""The languages of a survey: how far each is, translating side by side, files for an office."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from participation.surveys.drafts.compiler import Draft
from participation.surveys.drafts.translation_files import Translations, file_name, translation_rows
from participation.surveys.drafts.translations import Script
from participation.surveys.forms.translations import TranslationFileForm, TranslationForm
from participation.surveys.models import Survey
from participation.surveys.texts import MAIN_LANGUAGE, Language, language_of
from participation.surveys.views.editor import managed
from smartregion.core.csvfile import download
from smartregion.core.editing import EditConflict
from smartregion.core.forms import sent

# A page with more faults than this helps nobody; the rest is counted.
SHOWN = 200


@require_safe
def languages(request: HttpRequest, slug: str) -> HttpResponse:
    """All languages of a survey, and what is missing in each."""
    survey = managed(request, slug)
    script = Script.of(Draft.of(survey))
    found = [(language_of(each.language), each) for each in script.all_progress]
    context = {"survey": survey, "languages": found}
    return render(request, "surveys/languages.html", context)


@require_http_methods(["GET", "POST"])
def translate(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """German on the left, the other language on the right."""
    _survey, script, spoken = _found(request, slug, language)
    only_open = request.GET.get("zeigen") == "offene"
    form = TranslationForm(sent(request), script=script, language=language, only_open=only_open)
    if form.is_valid():
        try:
            changed = form.save(by=request.user)
        except EditConflict:
            script = Script.of(Draft.of(managed(request, slug)))
            return _show(request, script, spoken, form.typed_over(script), is_conflict=True)
        messages.success(request, _sentence(changed))
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{request.path}{query}")
    return _show(request, script, spoken, form, only_open=only_open)


def _sentence(changed: int) -> str:
    if not changed:
        return _("Gespeichert. An den Texten hat sich nichts geändert.")
    return ngettext("%d Text ist gespeichert.", "%d Texte sind gespeichert.", changed) % changed


@require_safe
def translation_file(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """The whole survey as a table, for people who translate elsewhere."""
    _survey, script, _spoken = _found(request, slug, language)
    return download(file_name(script, language), translation_rows(script, language))


@require_http_methods(["GET", "POST"])
def translation_import(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Check a file. A good one fills the page for translating; nothing is stored yet."""
    survey, script, spoken = _found(request, slug, language)
    form = TranslationFileForm(sent(request), request.FILES or None)
    context: dict[str, Any] = {"survey": survey, "language": spoken, "form": form}
    if form.is_valid():
        brought = form.read(script, language)
        if brought.texts:
            proposed = TranslationForm(script=script, language=language, proposed=brought.texts)
            return _show(request, script, spoken, proposed, brought=brought)
        context |= {
            "brought": brought,
            "faults": brought.errors[:SHOWN],
            "total": len(brought.errors),
        }
    return render(request, "surveys/language_import.html", context)


def _found(request: HttpRequest, slug: str, language: str) -> tuple[Survey, Script, Language]:
    survey = managed(request, slug)
    if language == MAIN_LANGUAGE or language not in survey.languages:
        raise Http404
    return survey, Script.of(Draft.of(survey)), language_of(language)


def _show(
    request: HttpRequest,
    script: Script,
    language: Language,
    form: TranslationForm,
    *,
    only_open: bool = False,
    is_conflict: bool = False,
    brought: Translations | None = None,
) -> HttpResponse:
    context = {
        "survey": script.survey,
        "language": language,
        "form": form,
        "progress": script.progress(language.code),
        "only_open": only_open,
        "is_conflict": is_conflict,
        "brought": brought,
        "outdated_in_file": _labels(script, brought.outdated) if brought else [],
    }
    return render(
        request, "surveys/language_edit.html", context, status=409 if is_conflict else 200
    )


def _labels(script: Script, keys: list[str]) -> list[str]:
    wanted = set(keys)
    return [
        f"{group.title} – {phrase.label}"
        for group in script.groups
        for phrase in group.phrases
        if phrase.key in wanted
    ]
