"""The demo county's data is complete, consistent and safe to show."""

import re
from datetime import date
from itertools import chain

import pytest

from smartregion.demo import reader

pytestmark = pytest.mark.slow

FORUM = reader.read("forum")
STRATEGY = reader.read("strategy")
SURVEY = reader.read("survey")
MEASURES = reader.measures()
CONTRIBUTIONS = FORUM["contribution"]
FINAL = {"taken_up", "not_taken_up", "not_competent"}


def slugs(records):
    return {record["slug"] for record in records}


def test_municipalities_add_up_to_the_county():
    towns = reader.municipalities()
    county = reader.read("county")["county"]
    assert len(towns) == 38
    assert sum(town["population"] for town in towns) == county["population"] == 214_700
    assert sum(town["area_km2"] for town in towns) == county["area_km2"]


def test_municipalities_have_nine_towns_and_24_members_of_five_aemter():
    towns = reader.municipalities()
    aemter = slugs(reader.read("municipalities")["amt"])
    assert sum(town["is_town"] for town in towns) == 9
    assert sum(bool(town["amt"]) for town in towns) == 24
    assert {town["amt"] for town in towns} - {""} == aemter
    assert len(aemter) == 5


def test_municipalities_have_unique_keys_of_the_county():
    towns = reader.municipalities()
    assert len({town["ags"] for town in towns}) == len(slugs(towns)) == 38
    assert all(re.fullmatch(r"12069\d{3}", town["ags"]) for town in towns)


def test_strategy_has_vision_guidelines_and_fields():
    assert STRATEGY["vision"]["body"]
    assert len(STRATEGY["guideline"]) == 8
    assert len(STRATEGY["field"]) == 8
    assert all(2 <= len(field["objectives"]) <= 3 for field in STRATEGY["field"])


def test_measures_are_14_key_projects_and_20_more():
    assert sum(measure.get("key_project", False) for measure in MEASURES) == 14
    assert len(MEASURES) == 34
    assert len({measure["number"] for measure in MEASURES}) == 34
    assert len(slugs(MEASURES)) == 34


def test_every_field_of_action_has_a_key_project():
    with_key_project = {m["field"] for m in MEASURES if m.get("key_project")}
    assert with_key_project == slugs(STRATEGY["field"])


def test_measure_numbers_name_their_field():
    numbers = {field["slug"]: field["number"] for field in STRATEGY["field"]}
    for measure in MEASURES:
        assert measure["number"].startswith(numbers[measure["field"]] + "-M")


def test_measure_references_resolve():
    organisations = slugs(reader.organisations())
    people = slugs(reader.read("people")["person"])
    for measure in MEASURES:
        parties = [party[0] for party in measure.get("parties", [])]
        assert {measure["lead"], *parties} <= organisations, measure["number"]
        assert measure["responsible"] in people
        assert {measure["field"], *measure.get("further_fields", [])} <= slugs(STRATEGY["field"])
        assert {g[0] for g in measure["guidelines"]} <= slugs(STRATEGY["guideline"])
        assert reader.served_municipalities(measure["municipalities"])


def test_unknown_municipality_is_named():
    with pytest.raises(LookupError, match="atlantis"):
        reader.served_municipalities(["atlantis", "teltow"])


def test_measure_origins_name_existing_contributions():
    known = {contribution["id"] for contribution in CONTRIBUTIONS}
    named = {o[1] for m in MEASURES for o in m["origins"] if o[0] == "contribution"}
    assert named <= known


def test_contributions_taken_up_and_origins_tell_the_same_story():
    answered = {(c["measure"], c["id"]) for c in CONTRIBUTIONS if "measure" in c}
    origins = {
        (m["number"], o[1]) for m in MEASURES for o in m["origins"] if o[0] == "contribution"
    }
    assert origins == answered


def test_measure_dates_are_in_order():
    for measure in MEASURES:
        if "starts_on" in measure:
            assert measure["starts_on"] <= measure["ends_on"]
        for _title, due, *done in measure["milestones"]:
            assert measure["starts_on"] <= due <= measure["ends_on"], (measure["number"], _title)
            days = [day for day in done if isinstance(day, date)]
            assert all(measure["started_on"] <= day for day in days if "started_on" in measure)


def test_ended_measures_give_a_reason():
    for measure in MEASURES:
        if measure["state"] in {"deferred", "rejected", "cancelled", "merged"}:
            assert len(measure["state_reason"]) > 60
        assert ("review_on" in measure) == (measure["state"] == "deferred")


def test_running_measures_have_begun_and_completed_ones_ended():
    for measure in MEASURES:
        if measure["state"] in {"running", "completed", "cancelled"}:
            assert "started_on" in measure
        assert ("ended_on" in measure) == (measure["state"] in {"completed", "cancelled"})


def test_completed_measures_have_no_open_milestone():
    for measure in MEASURES:
        if measure["state"] == "completed":
            assert all(len(milestone) >= 3 for milestone in measure["milestones"])


def test_survey_has_at_least_15_questions_of_all_types_in_two_languages():
    questions = reader.questions()
    assert len(questions) >= 15
    assert len({question["code"] for question in questions}) == len(questions)
    types = {question["kind"] for question in questions}
    assert types == {
        "single", "multiple", "matrix", "number", "short_text", "long_text", "municipality",
    }  # fmt: skip
    for question in questions:
        assert question["text_en"]
        assert ("help" in question) == ("help_en" in question)
        parts = chain(*(question.get(key, []) for key in ("options", "scale", "rows")))
        assert all(part["text"] and part["text_en"] for part in parts)


def test_survey_long_texts_have_at_least_25_distinct_answers():
    long_texts = [q for q in reader.questions() if q["kind"] == "long_text"]
    assert long_texts
    for question in long_texts:
        texts = [text if isinstance(text, str) else text["text"] for text in question["texts"]]
        assert len(set(texts)) == len(texts) >= 25
        assert max(map(len, texts)) <= question["max_length"]


def test_forums_have_three_impulses_now_one_before_and_some_60_contributions():
    topics, (before, now) = FORUM["topic"], FORUM["forum"]
    of_forum = [topic["forum"] for topic in topics]
    assert (of_forum.count(now["slug"]), of_forum.count(before["slug"])) == (3, 1)
    assert len(CONTRIBUTIONS) == len({c["id"] for c in CONTRIBUTIONS}) == 61
    assert {c["topic"] for c in CONTRIBUTIONS} == slugs(topics)


def test_series_leads_from_the_concluded_topic_to_one_that_is_open():
    topics = {topic["slug"]: topic for topic in FORUM["topic"]}
    [later] = [topic for topic in topics.values() if "continues" in topic]
    earlier = topics[later["continues"]]
    assert "closed_on" in earlier
    assert "closed_on" not in later
    assert earlier["forum"] != later["forum"]


def test_stages_lie_in_the_window_and_begin_with_it():
    for topic in FORUM["topic"]:
        begins = [stage["begins_on"] for stage in topic.get("stage", [])]
        assert begins == sorted(begins)
        assert not begins or begins[0] == topic["opens_on"]
        assert all(day < topic["closes_on"] for day in begins)


def test_closed_impulse_has_a_summary_and_only_answers():
    closed = [topic for topic in FORUM["topic"] if "closed_on" in topic]
    assert len(closed) == 1
    assert len(re.sub(r"<[^>]+>", "", closed[0]["summary"]).strip()) >= 200
    states = {c["state"] for c in CONTRIBUTIONS if c["topic"] == closed[0]["slug"]}
    assert states <= FINAL


def test_contributions_lie_in_the_window_of_their_impulse():
    topics = {topic["slug"]: topic for topic in FORUM["topic"]}
    for contribution in CONTRIBUTIONS:
        topic = topics[contribution["topic"]]
        assert topic["opens_on"] <= contribution["written_on"] <= topic["closes_on"]


def test_final_contributions_carry_answer_office_and_date():
    organisations = slugs(reader.organisations())
    for contribution in CONTRIBUTIONS:
        if contribution["state"] in FINAL:
            assert len(contribution["answer"]) > 40
            assert contribution["office"] in organisations
            assert contribution["answered_on"] > contribution["written_on"]
        else:
            assert "answer" not in contribution
            assert ("seen_on" in contribution) == (contribution["state"] != "new")


def test_replies_answer_top_level_contributions_of_the_same_impulse():
    by_id = {contribution["id"]: contribution for contribution in CONTRIBUTIONS}
    replies = [c for c in CONTRIBUTIONS if "reply_to" in c]
    assert len(replies) >= 5
    for reply in replies:
        parent = by_id[reply["reply_to"]]
        assert "reply_to" not in parent
        assert parent["topic"] == reply["topic"]


def test_contribution_references_resolve():
    towns = slugs(reader.municipalities())
    for contribution in CONTRIBUTIONS:
        assert contribution.get("municipality", "teltow") in towns
        assert contribution.get("measure", "HF1-M01") in {m["number"] for m in MEASURES}
        assert contribution.get("field", "umwelt-klima") in slugs(STRATEGY["field"])


def test_people_cover_all_roles_with_fictional_addresses():
    people = reader.read("people")["person"]
    roles = {person["role"] for person in people}
    assert roles == {
        "administration", "strategy_office", "editor", "moderator", "analyst",
        "data_protection", "measure_owner", "consultant", "representative", "participant",
    }  # fmt: skip
    assert all(person["email"].endswith("@pm.example") for person in people)
    assert all("expires_after_days" in p for p in people if p["role"] == "consultant")


def test_summaries_fit_in_300_characters():
    records = [
        STRATEGY["vision"], *STRATEGY["guideline"], *STRATEGY["field"], *STRATEGY["section"],
        *MEASURES,
    ]  # fmt: skip
    for record in records:
        assert 20 < len(record["summary"]) <= 300
        assert len(record.get("summary_en", "")) <= 300
        assert len(record["title"]) <= 200


def test_no_text_was_pasted_twice():
    bodies = [measure["body"] for measure in MEASURES]
    texts = [contribution["text"] for contribution in CONTRIBUTIONS]
    assert len(set(bodies)) == len(bodies)
    assert len(set(texts)) == len(texts)


# Laws are linked where they are published; nothing else in the demo leads out of it.
OFFICIAL_JOURNALS = {"eur-lex.europa.eu", "www.gesetze-im-internet.de"}
# Names that can never be real (RFC 2606).
EXAMPLES = {"video.pm.example", "www.pm.example"}


@pytest.mark.parametrize("path", sorted(reader.CONTENT.glob("*.toml")), ids=lambda p: p.stem)
def test_content_names_no_real_address_and_has_no_active_html(path):
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"@[\w.-]+\w", text)) <= {"@pm.example"}
    assert set(re.findall(r"https?://([^/\"]*)", text)) <= OFFICIAL_JOURNALS | EXAMPLES
    assert not re.search(r"<script|javascript:|style=|\bon\w+=\"", text)


def test_every_phase_can_be_read_in_english():
    for phase in STRATEGY["phase"]:
        assert phase["en"].keys() == {"title", "format", "result"}


def test_every_element_can_be_read_in_english():
    english = reader.read("strategy_en")
    elements = [*STRATEGY["guideline"], *STRATEGY["field"], *STRATEGY["section"]]
    assert english["body"].keys() == slugs(elements)
    for element in elements:
        assert element["title_en"]
        assert len(element.get("summary_en") or english["summary"][element["slug"]]) <= 300
