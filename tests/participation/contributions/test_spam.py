"""Forms that programs have a hard time with."""

from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest, QueryDict
from django.test import RequestFactory

from participation.contributions.spam import (
    LEAST_SECONDS,
    MOST_SECONDS,
    Limit,
    UnhurriedMixin,
    moment,
)
from smartregion.accounts.models import User
from tests.factories.dates import NOON
from tests.factories.unhurried import unhurried

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


class WordsForm(UnhurriedMixin, forms.Form):
    limits = (Limit("words", times=2, seconds=600),)

    words = forms.CharField()


def visit(user: Any = None, address: str = "192.0.2.1") -> HttpRequest:
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    request.user = user or AnonymousUser()
    return request


def filled(request: HttpRequest | None = None, **fields: Any) -> WordsForm:
    data = QueryDict(mutable=True)
    data.update({"words": "Mehr Busse!", **unhurried(), **fields})
    return WordsForm(data, request=request or visit(), at=NOON)


def refusal(form: WordsForm) -> str | None:
    codes = [error.code for error in form.errors.as_data().get("__all__", [])]
    return codes[0] if codes else None


def test_a_person_notices_nothing() -> None:
    form = filled()
    assert form.is_valid()
    assert form.cleaned_data == {"words": "Mehr Busse!"}


@pytest.mark.behaviour("F20")
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"website": "https://kaufen.example"}, "trap"),
        (unhurried(seconds=LEAST_SECONDS - 1), "hurried"),
        (unhurried(seconds=-60), "hurried"),
        (unhurried(seconds=MOST_SECONDS + 1), "stale"),
        ({"started": ""}, "stale"),
        ({"started": str(int(NOON.timestamp()) - 60)}, "stale"),
        ({"started": f"{int(NOON.timestamp()) - 60}:forged"}, "stale"),
    ],
)
def test_a_program_is_refused(fields: dict[str, Any], code: str) -> None:
    assert refusal(filled(**fields)) == code


@pytest.mark.parametrize("fields", [{"website": "x"}, {"started": "nonsense"}])
def test_the_refused_form_comes_back_so_that_a_person_can_send_it(fields: dict[str, Any]) -> None:
    returned = filled(**fields)
    assert not returned.is_valid()
    sent_again = {bound.html_name: bound.value() for bound in returned} | {"website": ""}
    assert 'value="x"' not in str(returned["website"])
    later = WordsForm(sent_again, request=visit(), at=NOON + timedelta(seconds=LEAST_SECONDS))
    assert later.is_valid()
    assert later.cleaned_data["words"] == "Mehr Busse!"


@pytest.mark.behaviour("F20")
def test_a_network_sends_only_so_many() -> None:
    outcomes = [filled().is_valid() for _time in range(4)]
    assert outcomes == [True, True, False, False]
    assert refusal(filled()) == "frequent"
    assert filled(visit(address="198.51.100.9")).is_valid()


@pytest.mark.behaviour("F20")
def test_an_account_sends_only_so_many_from_wherever(participant: User, office: User) -> None:
    outcomes = [filled(visit(participant, f"192.0.2.{n}")).is_valid() for n in range(3)]
    assert outcomes == [True, True, False]
    assert filled(visit(office)).is_valid()


def test_what_is_refused_for_something_else_does_not_count() -> None:
    assert not any(filled(words="").is_valid() for _time in range(5))
    assert filled().is_valid()


def test_the_trap_is_seen_by_nobody_and_named_for_those_who_hear_it() -> None:
    form = WordsForm(request=visit(), at=NOON)
    trap = str(form["website"])
    assert form["website"].is_hidden
    assert 'class="trap"' in trap
    assert 'for="id_website"' in trap
    assert f'value="{moment(NOON)}"' in str(form["started"])
