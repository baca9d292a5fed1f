"""Pages that were set before are found by what decides how they look, and thrown away in time."""

import os

from smartregion.core.pdf import kept as kept_pages
from smartregion.core.pdf.kept import DAYS, Kept

PAGES = b"%PDF pages of a chapter"


def test_what_was_kept_is_found_by_its_key(tmp_path):
    kept = Kept(tmp_path)
    key = kept.key("<p>Text</p>", "p { color: red }")
    assert kept.find(key) is None
    kept.keep(key, PAGES)
    assert kept.find(key) == PAGES


def test_text_style_and_engine_decide_about_the_key(monkeypatch):
    key = Kept.key("<p>Text</p>", "p { color: red }")
    assert Kept.key("<p>Text</p>", "p { color: blue }") != key
    assert Kept.key("<p>Tex", "t</p>p { color: red }") != key
    monkeypatch.setattr(kept_pages, "edition", lambda: "weasyprint 71.0")
    assert Kept.key("<p>Text</p>", "p { color: red }") != key


def test_file_that_was_cut_short_or_changed_is_as_good_as_none(tmp_path):
    kept = Kept(tmp_path)
    key = kept.key("a")
    kept.keep(key, PAGES)
    place = next(tmp_path.glob("*/*"))
    place.write_bytes(place.read_bytes()[:-1])
    assert kept.find(key) is None


def test_disk_that_keeps_nothing_stops_nobody(tmp_path, caplog):
    folder = tmp_path / "file"
    folder.write_text("no folder")
    kept = Kept(folder)
    kept.keep(kept.key("a"), PAGES)
    assert kept.find(kept.key("a")) is None
    assert "could not be kept" in caplog.text


def test_old_pages_go_and_those_in_use_stay(tmp_path):
    kept = Kept(tmp_path)
    for name in ("old", "used"):
        kept.keep(kept.key(name), PAGES)
        place = kept._place(kept.key(name))
        long_ago = place.stat().st_mtime - (DAYS + 1) * 86_400
        os.utime(place, (long_ago, long_ago))
    assert kept.find(kept.key("used")) == PAGES
    kept.sweep()
    assert kept.find(kept.key("old")) is None
    assert kept.find(kept.key("used")) == PAGES


def test_what_is_too_much_goes_the_oldest_first(tmp_path, monkeypatch):
    kept = Kept(tmp_path)
    for age, name in enumerate(("new", "older", "oldest")):
        kept.keep(kept.key(name), PAGES)
        place = kept._place(kept.key(name))
        moment = place.stat().st_mtime - 60 * age
        os.utime(place, (moment, moment))
    monkeypatch.setattr(kept_pages, "MOST_BYTES", 150)
    kept.sweep()
    found = [name for name in ("new", "older", "oldest") if kept.find(kept.key(name))]
    assert found == ["new", "older"]
