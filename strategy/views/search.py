"""Finding a passage in a version that the reader may see."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from strategy import queries
from strategy.forms.search import SearchForm


@login_not_required
def results(request: HttpRequest) -> HttpResponse:
    """Nothing asked yet, nothing found, or the passages that were found."""
    form = SearchForm(request.GET, versions=queries.readable_versions(visible_to=request.user))
    version, words = form.version, form.words
    language = get_language() or queries.GERMAN
    found = None
    if version and words:
        found = queries.find_passages(version, words, language=language)
    context = {"form": form, "version": version, "words": words, "found": found}
    return render(request, "strategy/search.html", context)
