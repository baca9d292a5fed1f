"""The maturity of municipalities as everybody reads it."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from smartregion.core.access import get_for
from smartregion.core.csvfile import download
from smartregion.core.slugs import german_slug
from smartregion.county.models import Municipality
from strategy import charts
from strategy.exports.maturity import rows_of
from strategy.models import LEVELS, MaturityRound
from strategy.queries import maturity as queries
from strategy.queries.maturity_changes import changes_between, profile_of
from strategy.queries.maturity_sheets import open_round


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


@login_not_required
def newest(request: HttpRequest) -> HttpResponse:
    """The last round that was closed, at an address that stays."""
    found = queries.newest_closed()
    if found is None:
        return render(request, "strategy/maturity_nothing_yet.html")
    return _show(request, found)


@login_not_required
def one_round(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, get_for(request, None, queries.rounds_for(request.user), pk=pk))


def _show(request: HttpRequest, round_: MaturityRound) -> HttpResponse:
    results = queries.results_of(round_, language=_language())
    context = {
        "round": round_,
        "rounds": list(queries.rounds_for(request.user)),
        "results": results,
        "previous": queries.before(round_),
        "map": charts.level_map(results),
        "spread": charts.spread_by_zone(results.comparisons),
        "groups": list(queries.neighbours(results.towns)),
        "levels": LEVELS,
    }
    return render(request, "strategy/maturity.html", context)


@login_not_required
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """The round as a file for a spreadsheet program."""
    round_ = get_for(request, None, queries.rounds_for(request.user), pk=pk)
    rows = rows_of(queries.results_of(round_, language=_language()))
    return download(f"{german_slug(round_.title) or 'reifegrad'}.csv", rows)


@login_not_required
def change(request: HttpRequest) -> HttpResponse:
    """What moved between two rounds; without a choice between the last two."""
    rounds = list(queries.rounds_for(request.user))
    one, other = _chosen(request, rounds, "von", 1), _chosen(request, rounds, "bis", 0)
    if one is None or other is None or one == other:
        return render(request, "strategy/maturity_change_none.html", {"rounds": rounds})
    changes = changes_between(one, other, language=_language())
    context = {"changes": changes, "rounds": rounds, "map": charts.change_map(changes)}
    return render(request, "strategy/maturity_change.html", context)


def _chosen(
    request: HttpRequest, rounds: list[MaturityRound], name: str, otherwise: int
) -> MaturityRound | None:
    """The round named in the address; 404 where this person knows no such round."""
    wanted = request.GET.get(name, "")
    if not wanted:
        return rounds[otherwise] if len(rounds) > otherwise else None
    found = next((one for one in rounds if str(one.pk) == wanted), None)
    if found is None:
        raise Http404
    return found


@login_not_required
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """One municipality: where it stands, where it wants to be, and what the next level asks for."""
    town = get_for(request, None, Municipality.objects.all(), slug=slug)
    rounds = list(queries.rounds_for(request.user))
    closed = next((pk for pk, one in enumerate(rounds) if not one.is_open), 0)
    round_ = _chosen(request, rounds, "runde", closed)
    if round_ is None:
        return render(request, "strategy/maturity_nothing_yet.html")
    profile = profile_of(town, round_, language=_language())
    context = {
        "profile": profile,
        "rounds": rounds,
        "radar": charts.profile_radar(profile),
        "spread": charts.zone_spread(profile),
        "may_report": _may_report(request, town),
        "lines": [(line, charts.change_cell(line.move).text) for line in profile.lines],
    }
    return render(request, "strategy/maturity_municipality.html", context)


def _may_report(request: HttpRequest, town: Municipality) -> bool:
    """Whether this person can say something for this municipality right now."""
    may = request.user.has_perm("strategy.report_maturity", town)
    return may and open_round() is not None
