"""The state that a page carries along."""

import uuid
from datetime import UTC, datetime

import pytest
from django.core import signing

from participation.surveys.answering import LONGEST_CARRIED, SALT, Answering

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def test_a_state_comes_back_as_it_was_packed() -> None:
    state = Answering.begin(7, at=NOW).keep({"q-a": ["1"], "q-b": ["🚌", "\u202e"]}).turn_to(3)
    assert Answering.unpack(state.pack()) == state


def test_every_beginning_has_its_own_number() -> None:
    assert Answering.begin(1, at=NOW).nonce != Answering.begin(1, at=NOW).nonce


@pytest.mark.parametrize("text", ["", "x", "a:b", ".eJx:abc", ":", "\x00", "ä:ö", "a" * 100_000])
def test_garbled_states_are_refused(text: str) -> None:
    with pytest.raises(signing.BadSignature):
        Answering.unpack(text)


def test_a_state_with_one_letter_changed_is_refused() -> None:
    packed = Answering.begin(1, at=NOW).pack()
    for place in range(0, len(packed), 7):
        changed = packed[:place] + ("A" if packed[place] != "A" else "B") + packed[place + 1 :]
        with pytest.raises(signing.BadSignature):
            Answering.unpack(changed)


def test_something_signed_for_another_purpose_is_refused() -> None:
    other = signing.Signer(salt="other").sign_object(
        {"v": 1, "n": uuid.uuid4().hex, "p": 0, "t": {}}
    )
    with pytest.raises(signing.BadSignature):
        Answering.unpack(other)


def test_a_state_says_when_a_person_began_and_nothing_more_about_them() -> None:
    data = signing.Signer(salt=SALT).unsign_object(Answering.begin(1, at=NOW).pack())
    assert set(data) == {"v", "n", "p", "t", "l", "b"}


def test_what_is_carried_has_a_limit_and_a_later_word_replaces_an_earlier_one() -> None:
    state = (
        Answering.begin(1, at=NOW).keep({"q-a": ["x" * 10**6], "q-b": ["old"]}).keep({"q-b": [""]})
    )
    assert len(state.typed["q-a"][0]) == LONGEST_CARRIED
    assert "q-b" not in state.typed
