"""What everybody may take along: the page that says so, and the interface for programs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import conditional_page

from measures.api import documents as doc
from measures.api.catalogue import catalogue_of, forms
from measures.api.filled import measure_document
from measures.api.graph import as_json, as_turtle
from measures.api.openapi import MOST_PER_PAGE, PER_PAGE, description, parameters
from measures.api.schemas import kind_of, plain
from measures.forms import MeasureFilter
from measures.models import Measure
from measures.queries.changes import last_public_change
from measures.queries.profiles import public_profiles
from measures.views.merged import led_on
from smartregion.core.caching import kept_nowhere
from smartregion.core.links import absolute
from smartregion.core.numbers import count_from
from smartregion.county.models import County

View = Callable[..., HttpResponse]
SAFE = ("GET", "HEAD", "OPTIONS")
# How long an answer may be used without asking again, in seconds.
FRESH = 300


@login_not_required
def data(request: HttpRequest) -> HttpResponse:
    """Files and interface, with what every field means; files follow the filters of the address."""
    public = Measure.objects.public()
    wanted = MeasureFilter(request.GET, measures=public, visible_to=AnonymousUser())
    county = County.objects.first()
    described = description(county) if county else {}
    context = {
        "forms": forms(),
        "paths": _paths(described),
        "documents": _documents(described),
        "licence": settings.OPEN_DATA_LICENCE,
        "county": county,
        "filter": wanted,
        "measure_count": wanted.apply(public).count(),
        "may_import": request.user.has_perm("measures.import_measures"),
        "is_staff": request.user.has_perm("measures.view_internal"),
    }
    return render(request, "measures/data.html", context)


@dataclass(frozen=True)
class FieldLine:
    """One field of a document, for the page that explains it."""

    name: str
    kind: str
    said: str


def _paths(described: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(path, asked["get"]) for path, asked in described.get("paths", {}).items()]


def _documents(described: dict[str, Any]) -> list[tuple[str, list[FieldLine]]]:
    """Every document with its fields; of the measure first, for it is what people look for."""
    schemas = described.get("components", {}).get("schemas", {})
    return [
        (
            name,
            [
                FieldLine(field, kind_of(each), each.get("description", ""))
                for field, each in schemas[name]["properties"].items()
            ],
        )
        for name in sorted(schemas, key=lambda name: (name != "Measure", name))
    ]


# -- what all answers of the interface have in common ----------------------------------------------
class Refused(Exception):
    """The question makes no sense; the sentence says why."""


def for_programs(view: View) -> View:
    """Open to everybody and to pages of other hosts, without cookies, kept and asked again by ETag."""

    @login_not_required
    @wraps(view)
    def answered(request: HttpRequest, **arguments: Any) -> HttpResponse:
        response = _answer(request, view, arguments)
        response.setdefault("Cache-Control", f"public, max-age={FRESH}")
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        return response

    # Said before it is wrapped: wrapping takes it along.
    answered.answers_options = True  # type: ignore[attr-defined]
    return conditional_page(answered)


def _answer(request: HttpRequest, view: View, arguments: dict[str, Any]) -> HttpResponse:
    if request.method == "OPTIONS":
        return _preflight()
    if request.method not in SAFE:
        refusal = problem(405, _("Diese Schnittstelle gibt nur Auskunft."))
        refusal["Allow"] = ", ".join(SAFE)
        return refusal
    # A key or a cookie would change nothing: everybody gets what everybody may read.
    request.user = AnonymousUser()
    try:
        return view(request, **arguments)
    except Http404:
        return problem(404, _("Unter dieser Adresse gibt es nichts Öffentliches."))
    except Refused as refusal:
        return problem(400, str(refusal))


def _preflight() -> HttpResponse:
    """A browser asks whether a page of another host may ask."""
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Methods"] = ", ".join(SAFE)
    response["Access-Control-Allow-Headers"] = "If-None-Match"
    response["Access-Control-Max-Age"] = "86400"
    return response


def problem(status: int, detail: str) -> HttpResponse:
    """Why there is no other answer (RFC 9457)."""
    titles = {400: _("Unverständliche Anfrage"), 404: _("Nicht gefunden"), 405: _("Nur zum Lesen")}
    said = plain(doc.Problem("about:blank", titles[status], status, detail))
    response = _json(said, "application/problem+json")
    response.status_code = status
    return kept_nowhere(response)


def _json(content: Any, media: str = "application/json") -> HttpResponse:
    return JsonResponse(content, content_type=media, json_dumps_params={"ensure_ascii": False})


# -- measures --------------------------------------------------------------------------------------
@for_programs
def measures(request: HttpRequest) -> HttpResponse:
    """The public measures that fit the filters, by number."""
    _refuse_unknown(request)
    public = Measure.objects.public()
    wanted = MeasureFilter(request.GET, measures=public, visible_to=request.user)
    if wanted.errors:
        raise Refused(_("Unbekannter Wert für: %(names)s.") % {"names": ", ".join(wanted.errors)})
    size = _count(request, "per_page", PER_PAGE, most=MOST_PER_PAGE)
    pages = Paginator(wanted.apply(public), size)
    page = pages.page(_count(request, "page", 1, most=pages.num_pages))
    keys = [measure.pk for measure in page]
    shown = public_profiles(Measure.objects.filter(pk__in=keys).order_by("number"))
    answer = doc.Page(
        count=pages.count,
        page=page.number,
        pages=pages.num_pages,
        next=_page_url(request, page.number + 1) if page.has_next() else None,
        previous=_page_url(request, page.number - 1) if page.has_previous() else None,
        results=[measure_document(profile) for profile in shown],
    )
    return _json(plain(answer))


@for_programs
def measure(request: HttpRequest, number: str) -> HttpResponse:
    """One measure; an old number leads on to where the measure has gone."""
    found = Measure.objects.public().filter(number=number).first() if "\0" not in number else None
    if found is None:
        raise Http404
    led = led_on(request, found)
    if led is not None:
        return led
    profile = public_profiles(Measure.objects.filter(pk=found.pk))[0]
    return _json(plain(measure_document(profile)))


def _refuse_unknown(request: HttpRequest) -> None:
    """A name that is misspelt would silently filter nothing."""
    known = {each["name"] for each in parameters()}
    if unknown := sorted(set(request.GET) - known):
        raise Refused(
            _("Unbekannte Angabe: %(names)s. Möglich sind: %(known)s.")
            % {"names": ", ".join(unknown), "known": ", ".join(sorted(known))}
        )


def _count(request: HttpRequest, name: str, default: int, *, most: int) -> int:
    text = request.GET.get(name, "")
    count = count_from(text) if text else default
    if count is None or not 1 <= count <= most:
        text = _("%(name)s ist eine Zahl von 1 bis %(most)s.")
        raise Refused(text % {"name": name, "most": most})
    return count


def _page_url(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"{absolute(reverse('api:measures'))}?{query.urlencode()}"


# -- what it is ------------------------------------------------------------------------------------
@for_programs
def openapi(_request: HttpRequest) -> HttpResponse:
    """The description of this interface."""
    return _json(description(_county()), "application/vnd.oai.openapi+json;version=3.1")


@for_programs
def catalogue_json(_request: HttpRequest) -> HttpResponse:
    return _json(as_json(_catalogue()), "application/ld+json")


@for_programs
def catalogue_turtle(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(as_turtle(_catalogue()), content_type="text/turtle; charset=utf-8")


def _catalogue() -> Any:
    # The record says "de" beside its words.
    with override(settings.LANGUAGE_CODE):
        return catalogue_of(_county(), changed_on=last_public_change())


def _county() -> County:
    county = County.objects.first()
    if county is None:
        raise Http404
    return county
