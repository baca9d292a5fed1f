"""What the environment says is told from nonsense without a process of its own."""

import pytest

from smartregion.environment import is_this_machine


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "[::1]"])
def test_this_machine_is_known_by_all_its_names(host: str) -> None:
    assert is_this_machine(host)


@pytest.mark.parametrize("host", ["", "testserver", "10.0.0.7", "localhost.example.org"])
def test_other_machines_are_others(host: str) -> None:
    assert not is_this_machine(host)
