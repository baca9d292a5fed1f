"""Two people have read the same texts: how far they agree, and what they settle on."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from participation.surveys import actions, queries
from participation.surveys.models import TextCode
from participation.surveys.queries import Text
from participation.surveys.queries.codings import Pair
from participation.surveys.statistics.agreement import CodeAgreement
from participation.surveys.views.choosing import explains_filters
from participation.surveys.views.coding_desk import Desk, desk_for, text_from, way_back

TEXTS_PER_PAGE = 20


@dataclass(frozen=True)
class Line:
    """How far two people agree on one code."""

    code: TextCode
    agreement: CodeAgreement


@dataclass(frozen=True)
class Compared:
    """A text with what each of the two gave, and what they settled on."""

    text: Text
    first: list[TextCode]
    second: list[TextCode]
    decision: list[TextCode] | None
    # Ticked when the form opens: what was settled, else what both gave.
    proposed: frozenset[int]


@require_safe
@explains_filters
def coding_compare(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Kappa for each code, and every text that two people coded differently."""
    desk = desk_for(request, slug, code)
    actions.note_raw_access(survey=desk.survey, what=f"texts {code}", by=request.user)
    pairs = list(desk.codings.by_pair)
    pair = _chosen_pair(request, pairs)
    names = queries.names_of([person for each in pairs for person in each])
    context = {
        "desk": desk,
        "survey": desk.survey,
        "pairs": [
            {"value": _written(each), "names": [names[person] for person in each]} for each in pairs
        ],
        "pair": _written(pair) if pair else "",
        "here": request.get_full_path(),
    }
    if pair:
        context |= _comparison(request, desk, pair) | {"names": [names[each] for each in pair]}
    return render(request, "surveys/coding_compare.html", context)


def _comparison(request: HttpRequest, desk: Desk, pair: Pair) -> dict[str, object]:
    agreement = desk.codings.agreement(pair)
    codes = {code.pk: code for code in desk.codings.book}
    differing = list(_differing(desk, pair))
    return {
        "agreement": agreement,
        "lines": [Line(codes[pk], each) for pk, each in agreement.by_code if isinstance(pk, int)],
        "waiting": len(desk.codings.waiting(pair)),
        "is_mine": request.user.pk in pair,
        "undecided": sum(each.decision is None for each in differing),
        "decided": sum(each.decision is not None for each in differing),
        "page_obj": Paginator(differing, TEXTS_PER_PAGE).get_page(request.GET.get("page")),
    }


def _differing(desk: Desk, pair: Pair) -> list[Compared]:
    """Texts with different codes: what is not decided yet comes first."""
    known = set(desk.codings.compared(pair))
    found = []
    for text in desk.corpus.texts:
        if text.response not in known:
            continue
        first, second = (desk.codings.readings[text.response][person].codes for person in pair)
        decision = desk.codings.decisions.get(text.response)
        if first != second:
            found.append(
                Compared(
                    text=text,
                    first=_named(desk, first),
                    second=_named(desk, second),
                    decision=None if decision is None else _named(desk, decision),
                    proposed=first & second if decision is None else decision,
                )
            )
    return sorted(found, key=lambda each: each.decision is not None)


def _named(desk: Desk, codes: frozenset[int]) -> list[TextCode]:
    return [code for code in desk.codings.book if code.pk in codes]


def _written(pair: Pair) -> str:
    return f"{pair[0]}-{pair[1]}"


def _chosen_pair(request: HttpRequest, pairs: list[Pair]) -> Pair | None:
    """The pair of the address; else one's own, else that with most texts."""
    if wanted := request.GET.get("pair"):
        found = next((each for each in pairs if _written(each) == wanted), None)
        if found is None:
            raise Http404
        return found
    own = (each for each in pairs if request.user.pk in each)
    return next(own, pairs[0] if pairs else None)


@require_POST
@explains_filters
def coding_fix(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Open the comparison: from now on both codings of these texts are known and stay as they are."""
    desk = desk_for(request, slug, code)
    pair = next((each for each in desk.codings.by_pair if _sent(request) == _written(each)), None)
    if pair is None:
        raise Http404
    number = actions.fix_codings(survey=desk.survey, question=code, pair=pair, by=request.user)
    messages.success(
        request,
        ngettext("%d Text ist verglichen.", "%d Texte sind verglichen.", number) % number,
    )
    return redirect(desk.address("coding_compare", pair=_written(pair)))


def _sent(request: HttpRequest) -> str:
    return request.POST.get("pair", "")


@require_POST
@explains_filters
def coding_settle(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The codes that hold for a text: those of one of the two, or what is ticked."""
    desk = desk_for(request, slug, code)
    text = text_from(desk, request.POST.get("text"))
    actions.settle_text(
        survey=desk.survey,
        question=code,
        response=text.response,
        codes=[each for each in desk.codings.book if each.pk in _decided(request, desk, text)],
        by=request.user,
    )
    messages.success(request, _("Die gemeinsame Zuordnung ist gespeichert."))
    return redirect(way_back(request, desk.address("coding_compare")))


def _decided(request: HttpRequest, desk: Desk, text: Text) -> frozenset[int]:
    readers = sorted(desk.codings.readings.get(text.response, {}))
    like = request.POST.get("like", "")
    if like in ("1", "2") and len(readers) == 2:
        return desk.codings.readings[text.response][readers[int(like) - 1]].codes
    given = set(request.POST.getlist("codes"))
    return frozenset(code.pk for code in desk.codings.book if str(code.pk) in given)
