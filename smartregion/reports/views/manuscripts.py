"""Manuscripts: the list, beginning one, its page, and what becomes of it as a whole."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from measures.models import Measure
from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.forms import refusals_on, sent
from smartregion.reports.actions import archive_manuscript, restore_manuscript
from smartregion.reports.briefs import brief_of
from smartregion.reports.forms.manuscripts import CopyForm, SubjectsForm
from smartregion.reports.models import Kind, Manuscript
from smartregion.reports.outlines import OUTLINES
from smartregion.reports.queries.exhibits import stale_exhibits
from smartregion.reports.queries.manuscripts import (
    chapter_groups,
    missing_keys,
    subjects_of,
    usual_brief,
    usual_title,
)
from smartregion.reports.views.reports import rights

PER_PAGE = 30


def manuscript_for(request: HttpRequest, pk: UUID, permission: str | None = None) -> Manuscript:
    """The manuscript with all that its page names; 404 for who may not see reports in work."""
    visible = Manuscript.objects.visible_to(request.user).select_related(
        "version__strategy",
        "earlier_version__strategy",
        "cycle",
        "earlier_cycle",
        "measure",
        "design",
    )
    return get_for(request, permission, visible, pk=pk)


def trail_of(manuscript: Manuscript) -> dict[str, object]:
    """What every page of a manuscript shows around itself."""
    return {"manuscript": manuscript}


@require_safe
def manuscript_list(request: HttpRequest) -> HttpResponse:
    """What is being written, the latest change first; behind a filter what was laid aside."""
    require(request, "reports.view_all")
    shows_archived = request.GET.get("abgelegt") == "1"
    found = Manuscript.objects.filter(archived_at__isnull=not shows_archived)
    page = Paginator(found.select_related("version", "cycle"), PER_PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "shows_archived": shows_archived,
        "archived": Manuscript.objects.filter(archived_at__isnull=False).count(),
        "may_write": request.user.has_perm("reports.write"),
        **rights(request),
    }
    return render(request, "reports/manuscript_list.html", context)


# -- beginning ---------------------------------------------------------------------------------
@require_safe
def manuscript_choose(request: HttpRequest) -> HttpResponse:
    """Which kind of report shall be written."""
    require(request, "reports.write")
    kinds = [(kind, OUTLINES[kind]) for kind in Kind]
    return render(request, "reports/manuscript_choose.html", {"kinds": kinds})


def manuscript_create(request: HttpRequest, kind: str) -> HttpResponse:
    """What it shall be about; what is most likely wanted is filled in already."""
    require(request, "reports.write")
    if kind not in Kind.values:
        raise Http404
    brief = usual_brief(kind, measure=_asked_measure(request))
    form = SubjectsForm(sent(request), kind=kind, person=request.user, brief=brief)
    if form.is_valid():
        with refusals_on(form):
            made = form.create(by=request.user, at=timezone.now())
            messages.success(request, _("Das Manuskript ist angelegt. Alle Kapitel stehen bereit."))
            return redirect(made)
    context = {"form": form, "kind": Kind(kind), "purpose": OUTLINES[kind].purpose}
    return render(request, "reports/manuscript_form.html", context)


def _asked_measure(request: HttpRequest) -> Measure | None:
    """The measure from whose page somebody came."""
    return Measure.objects.public().filter(number=request.GET.get("massnahme", "")).first()


# -- one of them -------------------------------------------------------------------------------
@require_safe
def manuscript_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The outline with everything that can be done."""
    manuscript = manuscript_for(request, pk)
    return render(request, "reports/manuscript_detail.html", outline_context(request, manuscript))


def outline_context(request: HttpRequest, manuscript: Manuscript) -> dict[str, object]:
    """The outline of a manuscript, for its page and for the part that is drawn anew."""
    stale = stale_exhibits(manuscript, at=timezone.now())
    may_write = request.user.has_perm("reports.write") and not manuscript.archived_at
    return {
        **trail_of(manuscript),
        "groups": chapter_groups(manuscript, stale=[each.exhibit.chapter_id for each in stale]),
        "stale": stale,
        "missing": [(key, usual_title(key)) for key in missing_keys(manuscript)],
        "subjects": subjects_of(manuscript),
        "builds": manuscript.reports.select_related("job")[:5],
        "may_write": may_write,
        "may_order": request.user.has_perm("reports.order") and not manuscript.archived_at,
        "may_restore": request.user.has_perm("reports.write"),
    }


def manuscript_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it is about and how it looks, said otherwise."""
    manuscript = manuscript_for(request, pk, "reports.write")
    form = _subjects_form(request, manuscript)
    if form.is_valid():
        with refusals_on(form):
            try:
                form.store(by=request.user, at=timezone.now())
            except EditConflict:
                return _conflict(request, manuscript)
            messages.success(request, _("Die Angaben sind gespeichert."))
            return redirect(manuscript)
    context = {
        **trail_of(manuscript),
        "form": form,
        "kind": Kind(manuscript.kind),
        "purpose": OUTLINES[manuscript.kind].purpose,
    }
    return render(request, "reports/manuscript_form.html", context)


def _subjects_form(request: HttpRequest, manuscript: Manuscript) -> SubjectsForm:
    return SubjectsForm(
        sent(request), kind=manuscript.kind, person=request.user, brief=brief_of(manuscript),
        stored=manuscript,
    )  # fmt: skip


def _conflict(request: HttpRequest, manuscript: Manuscript) -> HttpResponse:
    """What was stored meanwhile beside what was typed."""
    theirs = manuscript_for(request, manuscript.pk)
    form = SubjectsForm(
        typed_over(request, theirs), kind=theirs.kind, person=request.user,
        brief=brief_of(theirs), stored=theirs,
    )  # fmt: skip
    facts = [(_("Titel"), theirs.title), (_("Untertitel"), theirs.subtitle), *subjects_of(theirs)]
    context = {**trail_of(theirs), "form": form, "facts": facts, "keep": request.path}
    return render(request, "reports/manuscript_conflict.html", context, status=409)


def manuscript_copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same once more, for next year."""
    manuscript = manuscript_for(request, pk, "reports.write")
    initial = {"title": _("%(title)s (Kopie)") % {"title": manuscript.title[:190]}}
    form = CopyForm(sent(request), initial=initial)
    if form.is_valid():
        with refusals_on(form):
            made = form.save(manuscript=manuscript, by=request.user, at=timezone.now())
            messages.success(
                request,
                _("Die Kopie ist angelegt. Prüfen Sie Fassung, Zyklus und Abbildungen."),
            )
            return redirect("reports:manuscript_edit", pk=made.pk)
    return render(request, "reports/manuscript_copy.html", {**trail_of(manuscript), "form": form})


def manuscript_archive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lay it aside after a second look."""
    manuscript = manuscript_for(request, pk, "reports.write")
    return confirmed(
        request,
        lambda: archive_manuscript(manuscript=manuscript, by=request.user, at=timezone.now()),
        done=_("Das Manuskript ist abgelegt."),
        back=manuscript,
        heading=_("„%(title)s“ ablegen?") % {"title": manuscript.title},
        explanation=_(
            "Es verschwindet aus der Liste der Manuskripte in Arbeit und kann nicht mehr geändert werden, "
            "bis Sie es zurückholen. Berichte, die daraus entstanden sind, bleiben."
        ),
        action=_("Manuskript ablegen"),
    )


def manuscript_restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it up again after a second look."""
    manuscript = manuscript_for(request, pk, "reports.write")
    return confirmed(
        request,
        lambda: restore_manuscript(manuscript=manuscript, by=request.user),
        done=_("Das Manuskript ist wieder in Arbeit."),
        back=manuscript,
        heading=_("„%(title)s“ zurückholen?") % {"title": manuscript.title},
        explanation=_("Es steht dann wieder in der Liste und kann geändert werden."),
        action=_("Manuskript zurückholen"),
    )
