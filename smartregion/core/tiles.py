"""Map pictures of a tile server, if the county has one; without it maps show boundaries only.

No page asks another host unless TILE_URL names it, and then only pages with a map may.
"""

from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpResponse

Response = TypeVar("Response", bound=HttpResponse)


def tile_host() -> str:
    """The origin of the tile server; empty where there is none."""
    parts = urlsplit(settings.TILE_URL)
    return f"{parts.scheme}://{parts.netloc}" if settings.TILE_URL else ""


def with_tiles(response: Response) -> Response:
    """Let this page, and no other, load pictures from the tile server."""
    if host := tile_host():
        # The decorators of django-csp are typed for views.
        opened = cast("Any", csp_update({"img-src": [host]}))
        opened(lambda: response)()
    return response
