"""The only way a view gets an object."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

M = TypeVar("M", bound=Model)
View = TypeVar("View", bound=Callable[..., Any])


def get_for(
    request: HttpRequest, permission: str | None, queryset: QuerySet[M], **lookup: object
) -> M:
    """Fetch one object and check that this person may do this to it.

    ``queryset`` holds what the person may *see* (``.visible_to(user)``): what is not in it does
    not exist for them (404). What they see but may not touch is refused (403). ``permission`` is
    None where seeing is all that is needed.
    """
    if any("\0" in value for value in lookup.values() if isinstance(value, str)):
        # PostgreSQL cannot even be asked for it.
        raise Http404
    found = get_object_or_404(queryset, **lookup)
    if permission is not None and not request.user.has_perm(permission, found):
        raise PermissionDenied
    return found


def require(request: HttpRequest, permission: str) -> None:
    """Refuse (403) a person who lacks a permission that hangs on no single object."""
    if not request.user.has_perm(permission):
        raise PermissionDenied


def about_oneself(view: View) -> View:
    """Say of a view that it shows and changes nothing but what belongs to whoever is signed in.

    Then there is no permission to ask for. A view that says neither this nor ``@login_not_required`` and asks
    for none fails the build (tests/architecture/test_declared.py).
    """
    view.is_about_oneself = True  # type: ignore[attr-defined]
    return view
