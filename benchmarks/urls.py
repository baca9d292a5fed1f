"""The addresses of the product, and the floor: what Django itself costs on this machine."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from smartregion.urls import handler403, handler404, handler500
from smartregion.urls import urlpatterns as product

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


@login_not_required
def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


@csrf_exempt
@login_not_required
def one_insert(request: HttpRequest) -> HttpResponse:
    """Stores what was sent, unread: the least that a view which keeps something can do."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO benchmark_floor (answers) VALUES (%s)", [request.POST["json"]])
    return HttpResponse("ok")


urlpatterns = [path("floor/empty/", empty), path("floor/insert/", one_insert), *product]
