"""Figures and tables of a chapter: picked, captioned, put in order, refreshed."""

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent
from smartregion.core.numbers import count_from
from smartregion.reports.actions import (
    caption_exhibit,
    move_exhibit,
    place_exhibit,
    refresh_all,
    refresh_exhibit,
    remove_exhibit,
    take_exhibit,
)
from smartregion.reports.forms.manuscripts import CaptionForm
from smartregion.reports.models import Exhibit, ManuscriptChapter
from smartregion.reports.queries.exhibits import (
    Look,
    Offer,
    Offers,
    SourceGone,
    drawn,
    offered,
    stale_exhibits,
)
from smartregion.reports.queries.manuscripts import title_of
from smartregion.reports.rendering.exhibits import from_content
from smartregion.reports.views.manuscript_chapters import chapter_for
from smartregion.reports.views.manuscripts import manuscript_for, trail_of


def _around(chapter: ManuscriptChapter) -> dict[str, object]:
    return {**trail_of(chapter.manuscript), "chapter": chapter, "chapter_title": title_of(chapter)}


# -- picking -----------------------------------------------------------------------------------
def exhibit_choose(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Everything that can be picked, by where it comes from; words narrow it down."""
    chapter = chapter_for(request, pk, key)
    words = request.GET.get("suche", "").strip()[:100]
    rooms = [
        (room, found)
        for room, listed in offered()
        if (found := _narrowed(listed, words.casefold(), room))
    ]
    context = {
        **_around(chapter),
        "rooms": [(room, _addressed(found)) for room, found in rooms],
        "words": words,
        "count": sum(len(group.offers) for _room, found in rooms for group in found),
    }
    return render(request, "reports/exhibit_choose.html", context)


def _narrowed(listed: Sequence[Offers], words: str, room: str) -> list[Offers]:
    """Offers in which, or in whose heading, all the words stand."""
    wanted = words.split()

    def fits(group: Offers, offer: Offer) -> bool:
        text = f"{room} {group.title} {offer.label}".casefold()
        return all(word in text for word in wanted)

    found = [Offers(each.title, [o for o in each.offers if fits(each, o)]) for each in listed]
    return [each for each in found if each.offers]


def _addressed(groups: Sequence[Offers]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (group.title, [(offer.label, urlencode(offer.source)) for offer in group.offers])
        for group in groups
    ]


def exhibit_take(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """The figure as it will be printed, and its caption, before it is taken."""
    chapter = chapter_for(request, pk, key)
    source = request.GET.dict()
    try:
        shown = drawn(source, Look(timezone.now()))
    except SourceGone:
        messages.error(
            request, _("Diese Abbildung gibt es nicht mehr, oder es ist noch nichts zu zeigen.")
        )
        return redirect("reports:exhibit_choose", pk=pk, key=key)
    form = CaptionForm(sent(request), initial={"caption": shown.title[:300]})
    if form.is_valid():
        with refusals_on(form):
            take_exhibit(
                chapter=chapter, source=source, caption=form.cleaned_data["caption"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("Die Abbildung steht jetzt im Kapitel."))
            return _to_exhibits(chapter)
    return render(
        request, "reports/exhibit_form.html", {**_around(chapter), "form": form, "shown": shown}
    )


def _to_exhibits(chapter: ManuscriptChapter) -> HttpResponse:
    url = reverse("reports:chapter_edit", args=[chapter.manuscript_id, chapter.key])
    return redirect(f"{url}#abbildungen")


# -- one of them -------------------------------------------------------------------------------
def _exhibit(request: HttpRequest, pk: UUID, exhibit: UUID) -> Exhibit:
    """A figure of a manuscript that this person may write."""
    manuscript = manuscript_for(request, pk, "reports.write")
    exhibits = Exhibit.objects.filter(chapter__manuscript=manuscript)
    found = get_for(request, None, exhibits.select_related("chapter__manuscript"), pk=exhibit)
    found.chapter.manuscript = manuscript
    return found


def exhibit_edit(request: HttpRequest, pk: UUID, exhibit: UUID) -> HttpResponse:
    """Another caption for a figure as it was taken."""
    found = _exhibit(request, pk, exhibit)
    form = CaptionForm(sent(request), initial={"caption": found.caption})
    if form.is_valid():
        with refusals_on(form):
            caption = form.cleaned_data["caption"]
            caption_exhibit(exhibit=found, caption=caption, by=request.user, at=timezone.now())
            messages.success(request, _("Die Bildunterschrift ist gespeichert."))
            return _to_exhibits(found.chapter)
    context = {
        **_around(found.chapter),
        "form": form,
        "exhibit": found,
        "shown": from_content(found.content),
    }
    return render(request, "reports/exhibit_form.html", context)


def exhibit_remove(request: HttpRequest, pk: UUID, exhibit: UUID) -> HttpResponse:
    """Take a figure out, after a second look."""
    found = _exhibit(request, pk, exhibit)
    url = reverse("reports:chapter_edit", args=[pk, found.chapter.key])
    return confirmed(
        request,
        lambda: remove_exhibit(exhibit=found, by=request.user, at=timezone.now()),
        done=_("Die Abbildung ist entfernt."),
        back=f"{url}#abbildungen",
        heading=_("„%(caption)s“ entfernen?") % {"caption": found.caption},
        explanation=_(
            "Die Abbildung fehlt dann in diesem Kapitel. Umfrage, Zyklus oder Maßnahmen, aus denen sie "
            "stammt, ändern sich nicht; Sie können sie wieder aufnehmen."
        ),
        action=_("Abbildung entfernen"),
        danger=True,
    )


@require_POST
def exhibit_move(request: HttpRequest, pk: UUID, exhibit: UUID) -> HttpResponse:
    """One step up or down by a button, or to a place."""
    found = _exhibit(request, pk, exhibit)
    place = count_from(request.POST.get("place", ""))
    if place is not None:
        place_exhibit(exhibit=found, place=place, by=request.user, at=timezone.now())
    else:
        up = request.POST.get("direction") == "up"
        move_exhibit(exhibit=found, up=up, by=request.user, at=timezone.now())
    return _to_exhibits(found.chapter)


# -- keeping up to date ------------------------------------------------------------------------
def exhibits_stale(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What changed at the sources since figures were taken; one click takes the numbers of today."""
    manuscript = manuscript_for(request, pk)
    if request.method == "POST":
        manuscript = manuscript_for(request, pk, "reports.write")
        count = refresh_all(manuscript=manuscript, by=request.user, at=timezone.now())
        done = ngettext(
            "%(n)d Abbildung ist aktualisiert.", "%(n)d Abbildungen sind aktualisiert.", count
        )
        messages.success(request, done % {"n": count})
        return redirect("reports:exhibits_stale", pk=pk)
    stale = stale_exhibits(manuscript, at=timezone.now())
    context = {
        **trail_of(manuscript),
        "stale": [(each, title_of(each.exhibit.chapter)) for each in stale],
        "refreshable": sum(each.now is not None for each in stale),
        "may_write": request.user.has_perm("reports.write") and not manuscript.archived_at,
    }
    return render(request, "reports/exhibits_stale.html", context)


@require_POST
def exhibit_refresh(request: HttpRequest, pk: UUID, exhibit: UUID) -> HttpResponse:
    """Take the numbers of today for one figure."""
    found = _exhibit(request, pk, exhibit)
    try:
        refresh_exhibit(exhibit=found, by=request.user, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("„%(caption)s“ ist aktualisiert.") % {"caption": found.caption})
    return redirect("reports:exhibits_stale", pk=pk)
