"""The demo's indicators: complete for key projects, honest gaps elsewhere."""

from smartregion.demo import reader

INDICATORS = reader.read("measure_indicators")["indicator"]
PROFILES = reader.read("measure_profiles")
MEASURES = reader.measures()


def measured() -> set[str]:
    return {each["measure"] for each in INDICATORS if "measure" in each and each.get("values")}


def test_every_key_project_has_an_indicator_with_values() -> None:
    assert {each["number"] for each in MEASURES if each.get("key_project")} <= measured()


def test_indicators_belong_to_known_measures_and_objectives() -> None:
    numbers = {each["number"] for each in MEASURES}
    fields = reader.read("strategy")["field"]
    objectives = {each["slug"] for field in fields for each in field["objectives"]}
    assert {each["measure"] for each in INDICATORS if "measure" in each} <= numbers
    assert {each["objective"] for each in INDICATORS if "objective" in each} <= objectives


def test_nobody_says_why_nothing_is_measured_where_something_is() -> None:
    silent = {number for number, profile in PROFILES.items() if "no_indicator" in profile}
    assert not silent & measured()
