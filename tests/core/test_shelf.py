"""A shelf remembers, within bounds."""

from smartregion.core.shelf import Shelf


def test_a_thing_is_made_once() -> None:
    made: list[str] = []
    shelf: Shelf[str] = Shelf(size=2)
    for _time in range(3):
        assert shelf.get("a", lambda: made.append("a") or "A") == "A"
    assert made == ["a"]


def test_the_oldest_thing_goes_when_the_shelf_is_full() -> None:
    shelf: Shelf[int] = Shelf(size=2)
    numbers = iter(range(10))
    assert [shelf.get(key, lambda: next(numbers)) for key in "abcba"] == [0, 1, 2, 1, 3]


def test_a_thing_is_made_anew_when_its_time_is_over() -> None:
    shelf: Shelf[int] = Shelf(size=2, seconds=0)
    numbers = iter(range(10))
    assert [shelf.get("a", lambda: next(numbers)) for _time in range(2)] == [0, 1]


def test_clearing_forgets_everything() -> None:
    shelf: Shelf[int] = Shelf(size=2)
    numbers = iter(range(10))
    shelf.get("a", lambda: next(numbers))
    Shelf.clear_all()
    assert shelf.get("a", lambda: next(numbers)) == 1
