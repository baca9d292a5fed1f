"""Pages about the county itself."""

from pathlib import PurePath

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from smartregion.core.access import get_for, require
from smartregion.core.forms import refusals_on, sent
from smartregion.county import queries
from smartregion.county.boundaries import Reading
from smartregion.county.forms import (
    BoundariesAcceptanceForm,
    BoundariesForm,
    ImportForm,
    LegalTextForm,
    OrganisationForm,
    ProfileForm,
)
from smartregion.county.models import County, LegalText, Organisation

# Uploads are always PNG; the demo county brings a drawing of its own.
LOGO_TYPES = {".png": "image/png", ".svg": "image/svg+xml"}


@login_not_required
def legal_text(request: HttpRequest, kind: str) -> HttpResponse:
    """A text the law demands; while it is missing the page says so and names the office."""
    context = {"kind": _kind(kind), "text": LegalText.objects.filter(kind=kind).first()}
    return render(request, "county/legal_text.html", context)


def legal_text_edit(request: HttpRequest, kind: str) -> HttpResponse:
    require(request, "county.change_profile")
    wanted = _kind(kind)
    present = LegalText.objects.filter(kind=kind).first()
    form = LegalTextForm(
        sent(request),
        initial={"body": present.body if present else ""},
    )
    if form.is_valid():
        form.store(kind=wanted, by=request.user, on=timezone.localdate())
        messages.success(request, _("Der Text ist veröffentlicht."))
        return redirect("county:legal_text", kind)
    return render(request, "county/legal_text_form.html", {"form": form, "kind": wanted})


def _kind(name: str) -> LegalText.Kind:
    if name not in LegalText.Kind.values:
        raise Http404
    return LegalText.Kind(name)


@login_not_required
def municipality_list(request: HttpRequest) -> HttpResponse:
    context = {"municipalities": queries.municipalities()}
    return render(request, "county/municipality_list.html", context)


def municipality_import(request: HttpRequest) -> HttpResponse:
    require(request, "county.change_profile")
    form = ImportForm(sent(request))
    if form.is_valid():
        number = form.store(by=request.user)
        done = ngettext("%(n)d Gemeinde übernommen.", "%(n)d Gemeinden übernommen.", number)
        messages.success(request, done % {"n": number})
        return redirect("county:municipality_list")
    return render(request, "county/municipality_import.html", {"form": form})


def boundary_import(request: HttpRequest) -> HttpResponse:
    """Check a file with boundaries, and show what it would bring. Nothing is stored."""
    require(request, "county.change_profile")
    form = BoundariesForm(sent(request), request.FILES or None)
    if form.is_valid():
        reading = form.read()
        if reading.found:
            return _boundary_preview(request, reading)
        return render(request, "county/boundary_import.html", {"form": form, "reading": reading})
    return render(request, "county/boundary_import.html", {"form": form})


def _boundary_preview(request: HttpRequest, reading: Reading) -> HttpResponse:
    context = {
        "reading": reading,
        "form": BoundariesAcceptanceForm.carrying(reading, by=request.user),
    }
    return render(request, "county/boundary_preview.html", context)


@require_POST
def boundary_accept(request: HttpRequest) -> HttpResponse:
    """Store what the preview showed."""
    require(request, "county.change_profile")
    form = BoundariesAcceptanceForm(request.POST, by=request.user)
    if form.is_valid():
        with refusals_on(form):
            number = form.store()
            done = ngettext(
                "Die Grenze von %(n)d Gemeinde ist übernommen.",
                "Die Grenzen von %(n)d Gemeinden sind übernommen.",
                number,
            )
            messages.success(request, done % {"n": number})
            return redirect("county:municipality_list")
    for refusals in form.errors.values():
        messages.error(request, str(refusals[0]))
    return redirect("county:boundary_import")


def organisation_list(request: HttpRequest) -> HttpResponse:
    require(request, "county.change_profile")
    context = {"organisations": queries.organisations()}
    return render(request, "county/organisation_list.html", context)


def organisation_create(request: HttpRequest) -> HttpResponse:
    require(request, "county.change_profile")
    return _organisation_form(request, Organisation())


def organisation_edit(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_for(request, "county.change_profile", Organisation.objects.all(), slug=slug)
    return _organisation_form(request, found)


def _organisation_form(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    # The form writes what was typed into the organisation; the heading keeps the old name.
    name = organisation.name
    form = OrganisationForm(sent(request), instance=organisation)
    if form.is_valid():
        with refusals_on(form):
            form.store(by=request.user, on=timezone.localdate())
            messages.success(request, _("Die Organisation ist gespeichert."))
            return redirect("county:organisation_list")
    return render(request, "county/organisation_form.html", {"form": form, "name": name})


def profile_edit(request: HttpRequest) -> HttpResponse:
    """The profile of the county; on the first visit it is created here."""
    require(request, "county.change_profile")
    county = County.objects.first()
    form = ProfileForm(sent(request), request.FILES or None, instance=county)
    if form.is_valid():
        with refusals_on(form):
            form.store(by=request.user)
            messages.success(request, _("Das Profil des Landkreises ist gespeichert."))
            return redirect("county:profile_edit")
    context = {"form": form, "saved": county, "kinds": LegalText.Kind}
    return render(request, "county/profile_form.html", context)


@login_not_required
@cache_control(public=True, max_age=3600)
def logo(request: HttpRequest) -> HttpResponseBase:
    """The logo; uploaded files are never served by their own address."""
    county = get_for(request, None, County.objects.exclude(logo=""))
    name = str(county.logo.name)
    kind = LOGO_TYPES.get(PurePath(name).suffix)
    if kind is None or not county.logo.storage.exists(name):
        raise Http404
    return FileResponse(county.logo.open(), content_type=kind)
