"""Old addresses: where a measure has gone into another one, readers are led there."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from measures.models import Measure


def led_on(request: HttpRequest, measure: Measure) -> HttpResponse | None:
    """The way to the same page of the measure that this one has gone into; None where it stands.

    Any page that has a measure's number in its address may ask, in whatever form it answers. The way
    leads nowhere for those who may not see where it ends.
    """
    if measure.merged_into_id is None:
        return None
    into = Measure.objects.visible_to(request.user).filter(pk=measure.merged_into_id).first()
    match = request.resolver_match
    if into is None or match is None:
        raise Http404
    address = reverse(match.view_name, kwargs={**match.kwargs, "number": into.number})
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
