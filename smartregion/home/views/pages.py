"""The front pages: start, desk, first steps, and files that searchers and finders of weaknesses ask for."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from measures.models import Audience
from smartregion.accounts.models import User
from smartregion.core.access import get_for, require
from smartregion.core.forms import sent
from smartregion.core.links import public_url
from smartregion.county.models import County
from smartregion.home import queries
from smartregion.home.forms import BarrierForm

SECURITY_TXT_DAYS = 180


@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """Where the process stands, what is open now, what came out of it."""
    language = get_language() or settings.LANGUAGE_CODE
    page = queries.start_page(at=timezone.now(), language=language)
    context = {"page": page, "situations": Audience.Situation.choices}
    return render(request, "home/start.html", context)


def arrival(request: HttpRequest) -> HttpResponse:
    """After signing in: staff to their desk, everybody else to the start page."""
    return redirect("home:desk" if request.user.has_perm("accounts.use_desk") else "home:start")


def desk(request: HttpRequest) -> HttpResponse:
    """What waits for me."""
    require(request, "accounts.use_desk")
    assert isinstance(request.user, User)  # noqa: S101 - the middleware lets in nobody else
    context = {
        "groups": queries.desk_of(request.user, at=timezone.now()),
        "open_steps": _open_steps(request),
    }
    return render(request, "home/desk.html", context)


def _open_steps(request: HttpRequest) -> int:
    """How many first steps are left, for those who set up the county."""
    if not request.user.has_perm("county.change_profile"):
        return 0
    return sum(not step.is_done for step in queries.first_steps())


def first_steps(request: HttpRequest) -> HttpResponse:
    """From an empty installation to a county that people can take part in."""
    require(request, "county.follow_setup")
    steps = [(step, request.user.has_perm(step.permission)) for step in queries.first_steps()]
    context = {"steps": steps, "done": sum(step.is_done for step, _may in steps)}
    return render(request, "home/first_steps.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def barrier(request: HttpRequest) -> HttpResponse:
    """Tell the office what keeps somebody from getting on; every page leads here."""
    now, county = timezone.now(), get_for(request, None, County.objects.all(), pk=1)
    # Only a path of this site is taken over; anything else the person would not expect.
    asked = request.GET.get("seite", "")
    page = asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""
    form = BarrierForm(sent(request), request=request, at=now, page=page)
    if form.is_valid():
        form.send(county=county, at=now)
        return redirect(f"{reverse('home:barrier')}?danke=1")
    is_sent = "danke" in request.GET and request.method == "GET"
    return render(request, "home/barrier.html", {"form": form, "is_sent": is_sent})


@login_not_required
@cache_control(public=True, max_age=86400)
def security_txt(_request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    county = County.objects.first()
    contact = county.contact_email if county else settings.DEFAULT_FROM_EMAIL
    until = timezone.now().replace(microsecond=0) + timedelta(days=SECURITY_TXT_DAYS)
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {until.isoformat()}",
        "Preferred-Languages: de, en",
        f"Canonical: {public_url('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@cache_control(public=True, max_age=86400)
def robots_txt(_request: HttpRequest) -> HttpResponse:
    """Everything public may be found; forms of accounts need no searcher."""
    lines = ["User-agent: *", "Disallow: /konto/", "Disallow: /en/konto/"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
