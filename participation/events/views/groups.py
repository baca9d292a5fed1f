"""Working groups: set up by the office, written in by whoever has the link, read by everybody."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participation.events.actions.groups import code_of, hand_in_profile, replace_link
from participation.events.forms.groups import BeginForm, GroupForm, ProfileForm
from participation.events.models import ProjectProfile, WorkingGroup
from participation.events.queries.groups import groups_of, handed_in
from participation.events.views.access import MANAGE, event_for
from smartregion.core.confirming import confirmed
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.forms import refusals_on, sent
from smartregion.core.links import public_url
from smartregion.core.qr import qr_code


# -- run by the office -------------------------------------------------------------------------
@require_safe
def group_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All groups with their link, as words and as a code to be scanned at the table."""
    event = event_for(request, slug, MANAGE)
    now = timezone.now()
    rows = []
    for group in groups_of(event):
        address = public_url(group.get_absolute_url())
        rows.append(
            {
                "group": group,
                "address": address,
                "qr_code": qr_code(address),
                "is_open": group.is_open(now),
            }
        )
    return render(request, "events/groups/list.html", {"event": event, "rows": rows})


@require_http_methods(["GET", "POST"])
def group_create(request: HttpRequest, slug: str) -> HttpResponse:
    event = event_for(request, slug, MANAGE)
    form = GroupForm(sent(request), initial={"closes_at": event.ends_at})
    if form.is_valid():
        form.store(event=event, by=request.user)
        messages.success(request, _("Die Arbeitsgruppe ist angelegt."))
        return redirect("events:group_list", slug)
    return render(request, "events/groups/form.html", {"event": event, "form": form})


@require_http_methods(["GET", "POST"])
def group_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    event = event_for(request, slug, MANAGE)
    group = get_object_or_404(event.working_groups, pk=pk)
    title = group.title
    form = GroupForm(sent(request), instance=group)
    if form.is_valid():
        form.store(event=event, by=request.user)
        messages.success(request, _("Die Arbeitsgruppe ist gespeichert."))
        return redirect("events:group_list", slug)
    context = {"event": event, "form": form, "group": group, "group_title": title}
    return render(request, "events/groups/form.html", context)


@require_http_methods(["GET", "POST"])
def group_link(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A new link for a group whose old one got around."""
    event = event_for(request, slug, MANAGE)
    group = get_object_or_404(event.working_groups, pk=pk)
    return confirmed(
        request,
        lambda: replace_link(group=group, by=request.user),
        heading=_("Neuer Link für „%(title)s“?") % {"title": group.title},
        explanation=_(
            "Der bisherige Link führt danach nirgendwohin. Wer weiter mitschreiben soll, braucht den neuen."
        ),
        action=_("Neuen Link erzeugen"),
        done=_("Die Arbeitsgruppe hat einen neuen Link."),
        back=reverse("events:group_list", args=[slug]),
    )


# -- written in by whoever has the link --------------------------------------------------------
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, key: UUID) -> HttpResponse:
    """The table: its task, its profiles, and the way to begin one."""
    found, now = _group(key), timezone.now()
    is_open = found.is_open(now) and not found.event.is_cancelled
    form = BeginForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            profile = form.begin(found, at=now)
            return redirect("events:profile", key, profile.pk)
    context = {
        "group": found,
        "event": found.event,
        "profiles": found.profiles.select_related("contribution"),
        "is_open": is_open,
        "form": form if is_open else None,
    }
    return render(request, "events/groups/group.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest, key: UUID, pk: int) -> HttpResponse:
    """A profile that several people write; who saves second sees both texts."""
    found, now = _profile(key, pk), timezone.now()
    if found.is_handed_in or not found.group.is_open(now):
        context = {"profile": found, "group": found.group, "code": _code(found, now)}
        return render(request, "events/groups/handed_in.html", context)
    stored = ProjectProfile.objects.get(pk=pk)
    form = ProfileForm(sent(request), instance=found)
    if not form.is_valid():
        return _profile_page(request, stored, form)
    try:
        form.write(stored, at=now)
    except EditConflict:
        return _conflict(request, form, ProjectProfile.objects.get(pk=pk))
    if "hand_in" in request.POST:
        return redirect("events:profile_hand_in", key, pk)
    messages.success(request, _("Gespeichert. Alle an Ihrem Tisch sehen den neuen Stand."))
    return redirect("events:profile", key, pk)


def _profile_page(
    request: HttpRequest, stored: ProjectProfile, form: ProfileForm, **more: object
) -> HttpResponse:
    context = {"profile": stored, "group": stored.group, "form": form, **more}
    status = 409 if "differences" in more else 200
    return render(request, "events/groups/profile.html", context, status=status)


def _conflict(request: HttpRequest, form: ProfileForm, stored: ProjectProfile) -> HttpResponse:
    """Both texts beside each other, answer by answer, where they differ."""
    differences = [
        {"label": field.label, "mine": form.cleaned_data[name], "stored": getattr(stored, name)}
        for name, field in form.fields.items()
        if name != "lock_version" and form.cleaned_data[name] != getattr(stored, name)
    ]
    again = ProfileForm(typed_over(request, stored), instance=form.instance)
    return _profile_page(request, stored, again, differences=differences)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def profile_hand_in(request: HttpRequest, key: UUID, pk: int) -> HttpResponse:
    """A last look: handed in, the project is public and stays as it is."""
    found = _profile(key, pk)
    return confirmed(
        request,
        lambda: hand_in_profile(profile=found, at=timezone.now()),
        heading=_("„%(title)s“ abgeben") % {"title": found.title},
        explanation=_(
            "Alle können das Projekt dann lesen, und der Landkreis antwortet darauf. Ändern lässt es "
            "sich nicht mehr. Als Verfasserin steht dort: %(group)s"
        )
        % {"group": found.group.title},
        points_heading=_("Das geben Sie ab"),
        points=[f"{question} {answer}" for question, answer in found.parts],
        action=_("Projekt abgeben"),
        done=_("Ihr Projekt ist abgegeben. Vielen Dank!"),
        back=reverse("events:profile", args=[key, pk]),
    )


# -- read by everybody -------------------------------------------------------------------------
@login_not_required
@require_safe
def projects(request: HttpRequest, slug: str) -> HttpResponse:
    """The projects that the groups handed in, and what became of each."""
    event = event_for(request, slug)
    lines = handed_in(event, visible_to=request.user)
    context = {"event": event, "lines": lines, "may_manage": request.user.has_perm(MANAGE)}
    return render(request, "events/groups/projects.html", context)


def _group(key: UUID) -> WorkingGroup:
    return get_object_or_404(WorkingGroup.objects.select_related("event", "element"), key=key)


def _profile(key: UUID, pk: int) -> ProjectProfile:
    profiles = ProjectProfile.objects.select_related("group__event", "contribution")
    return get_object_or_404(profiles, pk=pk, group__key=key)


def _code(found: ProjectProfile, at: datetime) -> str:
    """The receipt code for the table, empty later: the link gets around, and the code takes back."""
    is_theirs = found.is_handed_in and not found.is_hidden and found.group.is_open(at)
    return code_of(found) if is_theirs else ""
