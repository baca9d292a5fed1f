"""Geometry and texts of the drawings, and what reaches people who do not see them."""

import re
from datetime import date

import pytest
from django.template import engines

from smartregion.core import palette
from smartregion.core.charts import (
    Bar,
    Chart,
    Mark,
    Span,
    bar_chart,
    light_distribution,
    schedule,
    stacked_likert,
)
from smartregion.core.charts.words import text_width, wrap

FILLS = {fill for steps in palette.SCALES.values() for fill in steps}
FILLS |= {palette.BAR, *palette.LIGHTS.values()}


def shown(chart: Chart) -> str:
    template = engines["django"].from_string("{% load charts %}{% chart chart %}")
    return template.render({"chart": chart})


def printed(chart: Chart) -> str:
    template = engines["django"].from_string("{% load charts %}{% chart_on_paper chart %}")
    return template.render({"chart": chart})


def texts(drawing) -> list[str]:
    return [label.text for label in drawing.labels]


def three_bars() -> Chart:
    return bar_chart(title="Wege", bars=[("Bus", 30), ("Rad", 15), Bar("Auto", 0)], total=60)


@pytest.mark.parametrize("fill", sorted(FILLS))
def test_fill_is_seen_on_white_and_on_black(fill):
    assert palette.contrast(fill, palette.WHITE) >= 3
    assert palette.contrast(fill, palette.BLACK) >= 3


@pytest.mark.parametrize("fill", sorted(FILLS))
def test_ink_on_fill_is_readable(fill):
    assert palette.contrast(fill, palette.ink_on(fill)) >= 4.5


def test_bar_lengths_are_in_proportion():
    bus, rad, auto = three_bars().wide.boxes
    assert rad.width == pytest.approx(bus.width / 2, abs=0.1)
    assert auto.width == 0


def test_bar_values_are_written_in_german():
    assert texts(three_bars().wide)[1::2] == ["30 (50,0\xa0%)", "15 (25,0\xa0%)", "0 (0,0\xa0%)"]


def test_bar_values_follow_the_language(settings):
    from django.utils.translation import override

    with override("en"):
        chart = bar_chart(title="Ways", bars=[("Bus", 1234.5)])
    assert "1,234.5" in texts(chart.wide)


def test_bars_and_values_stay_on_the_sheet():
    chart = bar_chart(title="Lang", bars=[("A" * 80, 1_000_000), ("Kurz", 3)], total=1_000_003)
    for drawing in (chart.wide, chart.narrow):
        for label in drawing.labels:
            width = text_width(label.text, label.size)
            assert (label.x - width if label.anchor == "end" else label.x) >= 0
            assert (label.x if label.anchor == "end" else label.x + width) <= drawing.width


def test_long_label_is_wrapped_and_complete():
    label = "Beratung zu altersgerechten Assistenzsystemen in der eigenen Wohnung vor Ort"
    drawing = bar_chart(title="Wunsch", bars=[(label, 1)]).narrow
    assert " ".join(texts(drawing)[:-1]) == label


def test_a_hyphen_before_a_space_keeps_it():
    assert wrap("Kultur- und Freizeitangeboten", 400) == ["Kultur- und Freizeitangeboten"]
    assert wrap("Bus-/Bahn-Netz und Auf-/Abbau", 400) == ["Bus-/Bahn-Netz und Auf-/Abbau"]
    assert wrap("Kultur- und Freizeit", 60)[0] == "Kultur-"


def test_word_longer_than_the_line_is_divided():
    lines = wrap("Donaudampfschifffahrtsgesellschaft", 90)
    assert len(lines) > 1
    assert "".join(line.removesuffix("-") for line in lines) == "Donaudampfschifffahrtsgesellschaft"
    assert all(text_width(line) <= 90 for line in lines)


@pytest.mark.parametrize("count", [0, 1, 60])
def test_bar_chart_of_any_size_has_a_row_per_bar(count):
    chart = bar_chart(title="Orte", bars=[(f"Ort {i}", i) for i in range(count)], total=100)
    assert len(chart.wide.boxes) == len(chart.table.rows) == count
    assert "Keine Daten" in texts(chart.wide) or count
    # One printed page has room for a drawing about 1.5 times as high as wide.
    assert chart.wide.height <= 1.6 * chart.wide.width


def test_all_zero_draws_no_bar_and_no_share():
    chart = bar_chart(title="Nichts", bars=[("a", 0), ("b", 0)], total=0)
    assert [box.width for box in chart.wide.boxes] == [0, 0]
    assert chart.table.rows == (("a", "0", "–"), ("b", "0", "–"))


def test_likert_parts_fill_the_row():
    chart = stacked_likert(title="Netz", scale=["schlecht", "gut"], rows=[("Funk", [1, 3])])
    low, high = chart.wide.boxes[-2:]
    assert high.x + high.width == pytest.approx(chart.wide.width, abs=0.2)
    assert high.width == pytest.approx(3 * low.width, abs=0.3)
    assert {"25\xa0%", "75\xa0%"} <= set(texts(chart.wide))


def test_likert_row_without_answers_says_so():
    chart = stacked_likert(title="Netz", scale=["schlecht", "gut"], rows=[("Funk", [0, 0])])
    assert "keine Angaben" in texts(chart.wide)
    assert "keine Angaben" in chart.summary


def test_lights_carry_word_and_sign_beside_colour():
    chart = light_distribution(title="Stand", rows=[("Alle", {"green": 5, "red": 4, "": 3})])
    assert {"im Plan", "gefährdet", "nicht gemeldet"} <= set(texts(chart.wide))
    assert len({sign.path for sign in chart.wide.signs}) == 5
    assert "nicht gemeldet: 3 (25\xa0%)" in chart.summary


def test_not_reported_is_a_frame_without_filling():
    chart = light_distribution(title="Stand", rows=[("Alle", {"": 1})])
    assert (chart.wide.boxes[-1].fill, bool(chart.wide.boxes[-1].outline)) == ("none", True)


def test_schedule_places_days_on_the_axis():
    span = Span(
        "Lernzentrum", date(2026, 1, 1), date(2026, 12, 31), (Mark("Start", date(2026, 7, 2)),)
    )
    chart = schedule(title="Plan", spans=[span])
    box, sign = chart.wide.boxes[-1], chart.wide.signs[-1]
    assert sign.x == pytest.approx(box.x + box.width / 2, abs=1)
    assert chart.table.rows[1] == ("Start", "02.07.2026", "offen")


def test_schedule_without_dates_says_so():
    chart = schedule(
        title="Plan", spans=[Span("App", None, None), Span("Bad", date(2026, 1, 1), None)]
    )
    assert "ohne Termin" in texts(chart.wide)
    assert schedule(title="Plan", spans=[]).table.rows == ()


def test_same_numbers_give_the_same_chart():
    assert three_bars() == three_bars()


def test_figure_names_the_drawing_first_and_offers_the_numbers():
    html = shown(three_bars())
    first_children = re.findall(r"<svg[^>]*>\s*<(\w+)", html)
    assert first_children == ["title", "title"]
    assert "Bus: 30 (50,0\xa0%)" in re.search(r"<title>(.*?)</title>", html).group(1)
    assert '<th scope="row">Bus</th>' in html.partition("<details")[2]


def test_figure_has_no_inline_style_script_or_untranslated_number():
    html = shown(three_bars()) + printed(three_bars())
    assert not re.search(r"\bstyle=|<style|<script|\bon\w+=", html)
    assert not re.search(r'\b(?:x|y|width|height)="\d+,', html)


def test_figure_escapes_what_people_wrote():
    html = shown(bar_chart(title="<b>", bars=[("<script>alert(1)</script>", 1)]))
    assert "<script>" not in html
    assert "<b>" not in html


def test_paper_has_one_drawing_in_ink_and_the_table_below():
    html = printed(three_bars())
    assert html.count("<svg") == 1
    assert f'color="{palette.PAPER_INK}"' in html
    assert "<details" not in html
    assert html.index("</svg>") < html.index("<table")
