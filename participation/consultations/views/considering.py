"""The office weighs what was said: the overview, one comment, several alike."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from participation.consultations import actions, queries
from participation.consultations.forms import ConsiderationFilter, ConsiderForm, ConsiderManyForm
from participation.consultations.models import Comment
from participation.consultations.views.access import (
    CONSIDER,
    comment_for,
    draft_for,
    version_for,
)
from participation.contributions.queries import history_of
from participation.contributions.views.answering import office_of
from smartregion.core.editing import EditConflict
from smartregion.core.forms import refusals_on, sent
from strategy.models import StrategyVersion

PER_PAGE = 50


@require_safe
def considerations(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """All comments on a version in reading order, with what is still to be weighed."""
    version = version_for(request, slug, label, CONSIDER)
    draft = draft_for(version)
    form = ConsiderationFilter(request.GET, version=version)
    found = queries.in_reading_order(queries.filtered(version, form.wanted), draft)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.rows_of(
        version, list(page.object_list), draft, sees_hidden=_sees_hidden(request)
    )
    context = {
        "version": version,
        "window": queries.window_of(version, on=timezone.localdate()),
        "filter": form,
        "filters": _filters(request).urlencode(),
        "kept": list(_filters(request).items()),
        "progress": queries.progress_of(version),
        "page_obj": page,
        "rows": rows,
        "is_weighable": version.state in actions.WEIGHABLE,
        "has_open_rows": any(row.is_open for row in rows),
    }
    return render(request, "consultations/considerations.html", context)


@require_http_methods(["GET", "POST"])
def consider(request: HttpRequest, slug: str, label: str, pk: UUID) -> HttpResponse:
    """Weigh one comment, or correct how it was weighed; then on to the next open one."""
    version = version_for(request, slug, label, CONSIDER)
    comment = comment_for(request, version, pk)
    actions.refuse_unless_weighable(version)
    form = ConsiderForm(sent(request), initial=_initial(request, comment))
    conflict = False
    if form.is_valid():
        try:
            with refusals_on(form):
                form.save(comment=comment, by=request.user, at=timezone.now())
                messages.success(request, _("Die Abwägung ist veröffentlicht."))
                return redirect(_onward(request, version, pk))
        except EditConflict:
            conflict = True
            comment = comment_for(request, version, pk)
            form = ConsiderForm(_as_answer_to(request, comment))
    return _show(request, comment, form, conflict=conflict)


def _show(
    request: HttpRequest, comment: Comment, form: ConsiderForm, *, conflict: bool
) -> HttpResponse:
    version = comment.version
    [row] = queries.rows_of(
        version, [comment.pk], draft_for(version), sees_hidden=_sees_hidden(request)
    )
    context = {
        "version": version,
        "row": row,
        "history": history_of(comment.contribution),
        "progress": queries.progress_of(version),
        "form": form,
        "conflict": conflict,
        "list_url": _list_url(request, version),
    }
    return render(request, "consultations/consider.html", context, status=409 if conflict else 200)


def _initial(request: HttpRequest, comment: Comment) -> dict[str, object]:
    """What was decided last, to be corrected; before that only who answers."""
    last = comment.contribution.answers.order_by("at", "pk").last()
    if last is None:
        return {"office": office_of(request)}
    office = last.office if last.decision else office_of(request)
    return {"decision": last.decision, "reason": last.reason, "office": office, "seen": last.pk}


def _as_answer_to(request: HttpRequest, comment: Comment) -> QueryDict:
    """What was typed, as an answer to what is stored now: sent again, it replaces it knowingly."""
    typed = request.POST.copy()
    last = comment.contribution.answers.order_by("at", "pk").last()
    typed["seen"] = str(last.pk) if last else ""
    return typed


def _onward(request: HttpRequest, version: StrategyVersion, pk: UUID) -> str:
    if "next" not in request.POST:
        return _list_url(request, version)
    wanted = replace(ConsiderationFilter(request.GET, version=version).wanted, decision="")
    following = queries.next_open(queries.filtered(version, wanted), draft_for(version), after=pk)
    if following is None:
        messages.info(request, _("Hier ist kein weiterer Kommentar offen."))
        return _list_url(request, version)
    url = reverse("consultations:consider", args=[version.strategy.slug, version.label, following])
    return f"{url}?{_filters(request).urlencode()}"


@require_http_methods(["GET", "POST"])
def consider_many(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Give several open comments the same decision and reason."""
    version = version_for(request, slug, label, CONSIDER)
    actions.refuse_unless_weighable(version)
    chosen = _chosen(request, version)
    if not chosen:
        messages.warning(request, _("Bitte wählen Sie mindestens einen offenen Kommentar."))
        return redirect(_list_url(request, version))
    form = ConsiderManyForm(sent(request), initial={"office": office_of(request)})
    if form.is_valid():
        with refusals_on(form):
            done = form.save(comments=chosen, by=request.user, at=timezone.now())
            messages.success(request, _done_sentence(len(done)))
            return redirect(_list_url(request, version))
    draft = draft_for(version)
    rows = queries.rows_of(
        version, [c.pk for c in chosen], draft, sees_hidden=_sees_hidden(request)
    )
    context = {
        "version": version,
        "rows": rows,
        "form": form,
        "list_url": _list_url(request, version),
    }
    return render(request, "consultations/consider_many.html", context)


def _chosen(request: HttpRequest, version: StrategyVersion) -> list[Comment]:
    """The comments that were ticked. On the way in only open ones count; sent back, all of them."""
    keys = []
    for text in (request.POST if request.method == "POST" else request.GET).getlist("comment"):
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    found = Comment.objects.filter(version=version, pk__in=keys[:PER_PAGE])
    if request.method != "POST":
        found = found.unconsidered()
    related = found.select_related("version__strategy", "contribution")
    return list(related.order_by("contribution__written_at", "pk"))


def _done_sentence(count: int) -> str:
    return ngettext("%(n)d Kommentar ist abgewogen.", "%(n)d Kommentare sind abgewogen.", count) % {
        "n": count
    }


def _filters(request: HttpRequest) -> QueryDict:
    """The part of the query string that says what is wanted."""
    filters = request.GET.copy()
    for name in ("page", "comment"):
        filters.pop(name, None)
    return filters


def _list_url(request: HttpRequest, version: StrategyVersion) -> str:
    url = reverse("consultations:considerations", args=[version.strategy.slug, version.label])
    filters = _filters(request).urlencode()
    return f"{url}?{filters}" if filters else url


def _sees_hidden(request: HttpRequest) -> bool:
    return request.user.has_perm("participation.moderate")
