"""The three evaluation cycles as they are written down: believable, and open about their gaps."""

from collections import Counter
from datetime import date
from itertools import chain, pairwise

from measures.figures import Outcome
from smartregion.demo import reader

CYCLES = reader.cycles()
MEASURES = {measure["number"]: measure for measure in reader.measures()}
REPORTS = [report for cycle in CYCLES for report in cycle["assessment"]]
UNWRITTEN = {"requested", "missing", "waived"}


def states(cycle):
    return Counter(report["state"] for report in cycle["assessment"])


def test_two_are_closed_and_one_is_open():
    assert [cycle["cutoff_on"] for cycle in CYCLES] == [
        date(2024, 12, 31),
        date(2025, 12, 31),
        date(2026, 12, 31),
    ]
    assert ["closed_on" in cycle for cycle in CYCLES] == [True, True, False]


def test_each_measure_is_asked_once_in_a_cycle():
    for cycle in CYCLES:
        asked = [report["measure"] for report in cycle["assessment"]]
        assert asked == sorted(set(asked))


def test_the_open_cycle_asks_every_measure_in_progress():
    asked = [report["measure"] for report in CYCLES[-1]["assessment"]]
    in_progress = {"running", "approved", "deferred"}
    assert asked == sorted(n for n, m in MEASURES.items() if m["state"] in in_progress)


def test_what_does_not_say_anything_has_no_light():
    for report in REPORTS:
        was_written = report["state"] not in UNWRITTEN
        assert was_written == ("light" in report) == ("done" in report), report["measure"]
        assert (report["state"] == "waived") == ("waived" in report)


def test_every_kind_of_gap_is_there():
    first, second, open_cycle = map(states, CYCLES)
    assert first["missing"] >= 3
    assert first["waived"] >= 1
    assert second["missing"] >= 3
    assert {"draft", "submitted", "returned", "requested", "accepted"} == set(open_cycle)


def test_somebody_is_missing_twice_in_a_row():
    missing = [
        {report["measure"] for report in cycle["assessment"] if report["state"] == "missing"}
        for cycle in CYCLES[:2]
    ]
    assert missing[0] & missing[1]


def test_what_was_promised_is_checked_in_the_next_cycle():
    for before, after in pairwise(CYCLES):
        promised = {
            report["measure"]: report["next"].strip().splitlines()
            for report in before["assessment"]
            if report["state"] == "accepted"
        }
        for report in after["assessment"]:
            checks = report.get("checks", [])
            assert len(checks) <= len(promised.get(report["measure"], [])), report["measure"]
    outcomes = {
        check.partition(": ")[0] for report in REPORTS for check in report.get("checks", [])
    }
    assert {"done", "partly", "open"} <= outcomes <= set(Outcome)


def test_who_has_to_decide_is_named_with_what():
    assert all(("decision" in report) == ("decision_by" in report) for report in REPORTS)
    assert any("decision" in report for report in CYCLES[1]["assessment"])


def test_figures_name_milestones_of_their_measure():
    for report in REPORTS:
        titles = {step[0] for step in MEASURES[report["measure"]]["milestones"]}
        assert {*report.get("reached", {}), *report.get("expected", {})} <= titles


def test_corrections_come_after_closing_and_say_why():
    corrections = list(chain(*(cycle.get("correction", []) for cycle in CYCLES)))
    assert corrections
    for cycle in CYCLES:
        for correction in cycle.get("correction", []):
            assert correction["on"] > cycle["closed_on"]
            assert len(correction["reason"]) > 40
