"""What a log says about a fault, and what it keeps to itself."""

import logging
import sys

from smartregion.core.logs import DiscreetFormatter


def told(error: Exception) -> str:
    try:
        try:
            int("was jemand schrieb")
        except ValueError as earlier:
            raise error from earlier
    except Exception:  # noqa: BLE001 - whatever was handed in
        record = logging.LogRecord("x", logging.ERROR, "x", 1, "Fault", (), sys.exc_info())
        return DiscreetFormatter().format(record)
    raise AssertionError


def test_the_place_and_the_kind_are_told() -> None:
    text = told(RuntimeError("words"))
    assert text.startswith("Fault\n")
    assert "test_logs.py" in text
    assert "builtins.ValueError (words left out)" in text
    assert "builtins.RuntimeError (words left out)" in text


def test_the_words_of_the_whole_chain_are_left_out() -> None:
    words = "".join(["ge", "heim"])
    text = told(RuntimeError(words))
    assert words not in text
    assert "invalid literal" not in text
