"""News of measures for feed readers, without an account and without a cookie."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from measures.exports.feeds import News
from measures.models import Measure
from measures.views.merged import led_on
from smartregion.core.access import get_for


@login_not_required
@require_safe
@cache_control(public=True, max_age=900)
def feed(request: HttpRequest) -> HttpResponse:
    """All public measures, whoever asks."""
    return News()(request)


@login_not_required
@require_safe
@cache_control(public=True, max_age=900)
def measure_feed(request: HttpRequest, number: str) -> HttpResponse:
    """One measure; the feed of one that went into another leads there."""
    measure = get_for(request, None, Measure.objects.public(), number=number)
    return led_on(request, measure) or News(measure)(request)
