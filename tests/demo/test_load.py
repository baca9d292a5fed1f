"""Loading the demo county: once, whole or not at all, never over another county."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from smartregion.accounts.models import Role, User
from smartregion.county.models import Municipality
from smartregion.demo import load as load_module
from smartregion.demo import reader
from smartregion.demo.load import OtherCounty, load_demo
from smartregion.demo.logins import DEMO_PASSWORD
from tests.factories.county import CountyFactory

ON = date(2026, 11, 21)
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.xdist_group("demo")]


def run(*arguments):
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def rows():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_load_prints_the_logins_the_first_time():
    out = run()
    assert all(email in out for email in User.objects.values_list("email", flat=True))
    assert out.count(DEMO_PASSWORD) == User.objects.count() == len(reader.read("people")["person"])
    assert run() == "The demo county is already there; nothing was changed.\n"


def test_outside_the_demo_the_password_is_random(settings):
    settings.DEMO = False
    assert DEMO_PASSWORD not in run("--empty")
    assert not User.objects.get().check_password(DEMO_PASSWORD)
    out = StringIO()
    call_command("demo_logins", stdout=out)
    assert DEMO_PASSWORD not in out.getvalue()


def test_empty_creates_only_the_administration_login():
    before = rows()
    out = run("--empty")
    after = rows()
    assert "administration@pm.example" in out
    assert {label for label in after if after[label] != before[label]} == {
        "accounts.User", "accounts.RoleAssignment", "account.EmailAddress", "core.AuditEntry",
    }  # fmt: skip
    assert User.objects.get().current_roles == {Role.ADMINISTRATION}
    run("--empty")
    assert rows() == after


def test_demo_can_follow_an_empty_start():
    run("--empty")
    assert load_demo(password=DEMO_PASSWORD, on=ON)
    assert User.objects.filter(email="administration@pm.example").count() == 1


def test_load_refuses_another_county():
    CountyFactory(is_demo=False)
    with pytest.raises(OtherCounty):
        load_demo(password=DEMO_PASSWORD, on=ON)
    with pytest.raises(CommandError, match="already serves"):
        run()
    assert not Municipality.objects.exists()


def test_load_leaves_nothing_when_it_breaks(monkeypatch):
    before = rows()
    monkeypatch.setattr(load_module, "name_origins", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load_demo(password=DEMO_PASSWORD, on=ON)
    assert rows() == before
