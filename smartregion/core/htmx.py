"""The whole fragment layer: one URL serves the page and its fragments."""

from collections.abc import Mapping
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


def htmx_of(request: HttpRequest) -> HtmxDetails:
    """What htmx said about this request (set by its middleware)."""
    return cast("HtmxDetails", request.htmx)  # type: ignore[attr-defined]


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    partial: str,
    status: int = 200,
) -> HttpResponse:
    """Render the page, or only the partial when that is what htmx wants to swap."""
    if htmx_of(request).target == partial:
        template = f"{template}#{partial}"
    response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
