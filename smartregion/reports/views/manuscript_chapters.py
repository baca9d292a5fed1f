"""Chapters of a manuscript: their words, their order, in or out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartregion.accounts.models import Role
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.forms import refusals_on, sent
from smartregion.core.framing import holds_frame
from smartregion.core.htmx import htmx_of
from smartregion.core.numbers import count_from
from smartregion.reports.actions import (
    add_known_chapter,
    include_chapter,
    move_chapter,
    place_chapter,
    remove_own_chapter,
)
from smartregion.reports.forms.manuscripts import ChapterForm
from smartregion.reports.models import ManuscriptChapter
from smartregion.reports.models.manuscripts import Author
from smartregion.reports.queries.exhibits import stale_among
from smartregion.reports.queries.manuscripts import is_own, title_of
from smartregion.reports.views.manuscripts import manuscript_for, outline_context, trail_of


def chapter_for(request: HttpRequest, pk: UUID, key: str) -> ManuscriptChapter:
    """A chapter that this person may write."""
    manuscript = manuscript_for(request, pk, "reports.write")
    chapters = ManuscriptChapter.objects.filter(manuscript=manuscript).select_related("changed_by")
    chapter = get_for(request, None, chapters, key=key)
    chapter.manuscript = manuscript
    return chapter


def _author(request: HttpRequest) -> str:
    """Who most likely answers for what this person writes."""
    roles = getattr(request.user, "current_roles", ())
    return Author.CONSULTANT if Role.CONSULTANT in roles else Author.COUNTY


# -- words -------------------------------------------------------------------------------------
@holds_frame
def chapter_edit(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Introduction and conclusion beside the chapter as it will be printed, and its exhibits."""
    chapter = chapter_for(request, pk, key)
    form = ChapterForm(sent(request), chapter=chapter, author=_author(request))
    if form.is_valid():
        with refusals_on(form):
            try:
                form.store(by=request.user, at=timezone.now())
            except EditConflict:
                return _conflict(request, chapter)
            messages.success(request, _("Das Kapitel ist gespeichert."))
            return redirect("reports:chapter_edit", pk=pk, key=key)
    return render(request, "reports/chapter_form.html", _edit_context(chapter, form))


def _edit_context(chapter: ManuscriptChapter, form: ChapterForm) -> dict[str, object]:
    exhibits = list(chapter.exhibits.all())
    stale = stale_among(exhibits, at=timezone.now())
    return {
        **trail_of(chapter.manuscript),
        "chapter": chapter,
        "title": title_of(chapter),
        "is_own": is_own(chapter),
        "form": form,
        "exhibits": exhibits,
        "stale": {each.exhibit.pk for each in stale},
    }


def _conflict(request: HttpRequest, chapter: ManuscriptChapter) -> HttpResponse:
    """Both texts; saving again from here replaces the other one knowingly."""
    theirs = chapter_for(request, chapter.manuscript_id, chapter.key)
    form = ChapterForm(typed_over(request, theirs), chapter=theirs, author=_author(request))
    context = {
        **trail_of(theirs.manuscript),
        "form": form,
        "facts": [
            (_("Titel"), title_of(theirs)),
            (_("Verfasst von"), theirs.get_written_by_display()),
        ],
        "texts": [(_("Einleitung"), theirs.introduction), (_("Schluss"), theirs.conclusion)],
        "change": theirs,
        "keep": request.path,
    }
    return render(request, "reports/manuscript_conflict.html", context, status=409)


def chapter_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A chapter of somebody's own words."""
    manuscript = manuscript_for(request, pk, "reports.write")
    form = ChapterForm(sent(request), chapter=None, author=_author(request))
    if form.is_valid():
        with refusals_on(form):
            made = form.create(manuscript=manuscript, by=request.user, at=timezone.now())
            messages.success(request, _("Das Kapitel steht jetzt vor den Anhängen."))
            return _to_outline(made)
    return render(request, "reports/chapter_add.html", {**trail_of(manuscript), "form": form})


@require_POST
def chapter_add_known(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """A chapter that the kind got after this manuscript was begun."""
    manuscript = manuscript_for(request, pk, "reports.write")
    made = add_known_chapter(manuscript=manuscript, key=key, by=request.user, at=timezone.now())
    messages.success(request, _("„%(title)s“ ist jetzt im Manuskript.") % {"title": title_of(made)})
    return _to_outline(made)


def chapter_remove(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Delete a chapter of somebody's own, after a second look."""
    chapter = chapter_for(request, pk, key)
    count = chapter.exhibits.count()
    return confirmed(
        request,
        lambda: remove_own_chapter(chapter=chapter, by=request.user, at=timezone.now()),
        done=_("Das Kapitel ist gelöscht."),
        back=chapter.manuscript,
        heading=_("„%(title)s“ löschen?") % {"title": title_of(chapter)},
        explanation=_(
            "Der Text und die Abbildungen dieses Kapitels (%(n)d) gehen verloren. "
            "Wenn Sie sie noch brauchen könnten, lassen Sie das Kapitel besser nur weg."
        )
        % {"n": count},
        action=_("Kapitel löschen"),
        danger=True,
    )


# -- outline -----------------------------------------------------------------------------------
@require_POST
def chapter_move(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """One step up or down by a button, or to a place by dragging."""
    chapter = chapter_for(request, pk, key)
    place = count_from(request.POST.get("place", ""))
    if place is not None:
        place_chapter(chapter=chapter, place=place, by=request.user, at=timezone.now())
    else:
        up = request.POST.get("direction") == "up"
        move_chapter(chapter=chapter, up=up, by=request.user, at=timezone.now())
    return _redrawn(request, chapter)


@require_POST
def chapter_include(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Into the report, or out of it."""
    chapter = chapter_for(request, pk, key)
    is_included = request.POST.get("included") == "1"
    include_chapter(chapter=chapter, is_included=is_included, by=request.user, at=timezone.now())
    return _redrawn(request, chapter)


def _redrawn(request: HttpRequest, chapter: ManuscriptChapter) -> HttpResponse:
    if htmx_of(request).target == "outline":
        context = outline_context(request, chapter.manuscript)
        return render(request, "reports/_manuscript_outline.html", context)
    return _to_outline(chapter)


def _to_outline(chapter: ManuscriptChapter) -> HttpResponse:
    url = reverse("reports:manuscript_detail", args=[chapter.manuscript_id])
    return redirect(f"{url}#row-{chapter.key}")
