"""Frames: forbidden everywhere, but for the views that say otherwise, and for our own pages only."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin

View = TypeVar("View", bound=Callable[..., HttpResponse])


def holds_frame(view: View) -> View:
    """The page may show another page of ours in a frame."""
    # The decorators of django-csp are typed for views without arguments.
    return cast("View", csp_update({"frame-src": [SELF]})(cast("Any", view)))


def may_be_framed(view: View) -> View:
    """Pages of ours may show this one in a frame."""
    framed = csp_replace({"frame-ancestors": [SELF]})(cast("Any", view))
    return cast("View", xframe_options_sameorigin(framed))
