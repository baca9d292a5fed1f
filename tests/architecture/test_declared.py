"""No view without a word on who may use it: a permission it asks, or that it is for everybody or for oneself."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from smartregion.core.access import about_oneself, require
from tests.architecture.access import ACCESS
from tests.architecture.access.table import PEOPLE, STRANGER
from tests.architecture.matrix.addresses import addresses
from tests.architecture.matrix.declared import declaration

# Signing in and everything around it: its views say themselves whom they are for, the table checks it.
FOREIGN = ("allauth.",)
OUR_VIEWS = [found for found in addresses() if not found.view.__module__.startswith(FOREIGN)]


def test_every_view_declares_who_may_use_it() -> None:
    undeclared = [
        f"{found.name} ({found.view.__module__}.{found.view.__name__})"
        for found in OUR_VIEWS
        if not declaration(found.view)
    ]
    assert not undeclared, (
        "asks for no permission (get_for, require), and says neither @login_not_required nor @about_oneself: "
        + ", ".join(undeclared)
    )


def test_what_the_table_calls_public_says_so_in_its_code() -> None:
    wrong = [
        found.name
        for found in OUR_VIEWS
        if (STRANGER in ACCESS[found.name].allowed) != (declaration(found.view) == "public")
        and declaration(found.view) != "public"
    ]
    assert not wrong


def test_what_is_about_oneself_is_for_everybody_who_has_an_account() -> None:
    own = {found.name for found in OUR_VIEWS if declaration(found.view) == "oneself"}
    assert len(own) >= 3
    assert [name for name in own if ACCESS[name].allowed != set(PEOPLE)] == []


def helper(request: HttpRequest) -> None:
    require(request, "accounts.manage_people")


def test_a_declaration_is_recognised() -> None:
    def by_helper(request: HttpRequest) -> HttpResponse:
        helper(request)
        return HttpResponse()

    def silent(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(request.user))

    for made in (by_helper, silent):
        made.__module__ = "smartregion.example"
    helper.__module__ = "smartregion.example"
    assert declaration(by_helper) == "asks"
    assert declaration(silent) == ""
    assert declaration(about_oneself(silent)) == "oneself"
    assert declaration(login_not_required(silent)) == "public"
