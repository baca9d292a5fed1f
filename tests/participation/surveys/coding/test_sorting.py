"""Two people sort texts into codes: each for themselves, undone, compared, settled."""

from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from participation.surveys import actions, queries
from participation.surveys.models import (
    CodedText,
    CodingDecision,
    CodingStep,
    Response,
    Survey,
    TextCode,
)
from participation.surveys.queries import Source
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.participation.surveys.coding import Code

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def codings(survey: Survey) -> queries.Codings:
    return queries.codings_of(survey, "idee")


def given(survey: Survey, response: UUID, by: User) -> set[str] | None:
    reading = codings(survey).reading(response, by.pk)
    if reading is None:
        return None
    names = {each.pk: each.code for each in codings(survey).book}
    return {names[each] for each in reading.codes}


# -- one person --------------------------------------------------------------------------------
@pytest.mark.behaviour("Q28")
def test_a_text_has_several_codes_or_was_read_and_has_none(
    survey: Survey, texts: list[UUID], bus: TextCode, amt: TextCode, analyst: User, code: Code
) -> None:
    code(texts[0], analyst, bus, amt)
    code(texts[1], analyst)
    assert given(survey, texts[0], analyst) == {"bus-bahn", "aemter"}
    assert given(survey, texts[1], analyst) == set()
    assert given(survey, texts[2], analyst) is None
    assert codings(survey).read_by == {analyst.pk: 2}


@pytest.mark.behaviour("Q28")
def test_steps_are_undone_one_after_the_other(
    survey: Survey, texts: list[UUID], bus: TextCode, amt: TextCode, analyst: User, code: Code
) -> None:
    code(texts[0], analyst, bus)
    code(texts[0], analyst, bus, amt)
    code(texts[0], analyst, bus, amt)
    code(texts[1], analyst)
    back = [
        (actions.undo_coding(survey=survey, question="idee", by=analyst), given(survey, texts[0], analyst))
        for _ in range(3)
    ]  # fmt: skip
    assert back == [
        (texts[1], {"bus-bahn", "aemter"}),
        (texts[0], {"bus-bahn"}),
        (texts[0], None),
    ]
    with pytest.raises(WrongState, match="keinen Schritt"):
        actions.undo_coding(survey=survey, question="idee", by=analyst)
    assert not CodedText.objects.exists()


def test_nobody_undoes_what_another_person_did(
    survey: Survey, texts: list[UUID], bus: TextCode, analyst: User, editor: User, code: Code
) -> None:
    code(texts[0], analyst, bus)
    with pytest.raises(WrongState):
        actions.undo_coding(survey=survey, question="idee", by=editor)


def test_only_the_last_steps_are_kept(
    survey: Survey, texts: list[UUID], bus: TextCode, analyst: User, code: Code
) -> None:
    for _ in range(CodingStep.KEPT):
        code(texts[0], analyst, bus)
        code(texts[0], analyst)
    assert CodingStep.objects.count() == CodingStep.KEPT


def test_coding_leaves_no_times_in_the_audit_trail(
    survey: Survey, texts: list[UUID], bus: TextCode, analyst: User, code: Code
) -> None:
    before = AuditEntry.objects.count()
    code(texts[0], analyst, bus)
    actions.undo_coding(survey=survey, question="idee", by=analyst)
    assert AuditEntry.objects.count() == before
    for model in (CodedText, CodingStep, CodingDecision):
        kinds = {field.get_internal_type() for field in model._meta.concrete_fields}
        assert not kinds & {"DateField", "DateTimeField"}


@pytest.mark.usefixtures("texts")
def test_codes_of_another_question_and_texts_that_are_gone_are_refused(
    survey: Survey, texts: list[UUID], analyst: User, code: Code
) -> None:
    other = actions.add_code(survey=survey, question="anders", label="Bus", by=analyst)
    with pytest.raises(ValidationError, match="anderen Frage"):
        code(texts[0], analyst, other)
    Response.objects.filter(pk=texts[0]).delete()
    with pytest.raises(WrongState, match="nicht mehr da"):
        code(texts[0], analyst)


# -- two people ----------------------------------------------------------------------------------
def fix(survey: Survey, pair: tuple[int, int], by: User) -> int:
    return actions.fix_codings(survey=survey, question="idee", pair=pair, by=by)


@pytest.mark.behaviour("Q28")
def test_nobody_sees_others_codes_before_both_compare(
    survey: Survey, texts: list[UUID], both: tuple[int, int], editor: User
) -> None:
    found = codings(survey)
    assert found.compared(both) == []
    assert len(found.waiting(both)) == 11
    assert found.agreement(both).n == 0
    fix(survey, both, editor)
    found = codings(survey)
    assert len(found.compared(both)) == 11
    assert not found.is_compared(texts[11])


@pytest.mark.behaviour("Q28")
def test_agreement_is_of_the_codes_as_they_were_given_unseen(
    survey: Survey, both: tuple[int, int], bus: TextCode, amt: TextCode, editor: User
) -> None:
    fix(survey, both, editor)
    found = codings(survey).agreement(both)
    tables = dict(found.by_code)
    # bus: both 4, one only 2, neither 5 of 11: p_o = 9/11, p_e = (6·4 + 5·7)/121.
    assert tables[bus.pk].kappa == pytest.approx((99 - 59) / (121 - 59))
    assert (tables[amt.pk].both, tables[amt.pk].kappa) == (0, pytest.approx(0))
    assert found.alike == 8


def test_what_was_compared_is_neither_changed_nor_undone_alone(
    survey: Survey, texts: list[UUID], both: tuple[int, int], bus: TextCode, analyst: User, editor: User, code: Code
) -> None:  # fmt: skip
    fix(survey, both, editor)
    with pytest.raises(WrongState, match="im Vergleich"):
        code(texts[0], analyst)
    # The one text that the other has not read is still the person's own.
    assert actions.undo_coding(survey=survey, question="idee", by=analyst) == texts[11]
    with pytest.raises(WrongState, match="keinen Schritt"):
        actions.undo_coding(survey=survey, question="idee", by=editor)


def test_a_third_person_neither_reads_nor_compares(
    survey: Survey, texts: list[UUID], both: tuple[int, int], consultant: User, code: Code
) -> None:
    with pytest.raises(WrongState, match="schon zwei Personen"):
        code(texts[0], consultant)
    code(texts[11], consultant)
    with pytest.raises(WrongState, match="die beiden Personen"):
        fix(survey, both, consultant)


@pytest.mark.behaviour("Q28")
def test_either_of_the_two_settles_what_differs(
    survey: Survey, texts: list[UUID], both: tuple[int, int], bus: TextCode, analyst: User, editor: User, consultant: User
) -> None:  # fmt: skip
    def settle(by: User, *codes: TextCode) -> None:
        actions.settle_text(survey=survey, question="idee", response=texts[5], codes=codes, by=by)

    with pytest.raises(WrongState, match="noch nicht zwei"):
        settle(analyst, bus)
    fix(survey, both, editor)
    assert codings(survey).settled(texts[5])[0] == Source.DISPUTED
    with pytest.raises(WrongState, match="Entscheiden können"):
        settle(consultant, bus)
    settle(analyst)
    settle(editor, bus)
    assert codings(survey).settled(texts[5]) == (Source.AGREED, {bus.pk})
    # Kappa stays that of the two who had not seen each other's codes.
    assert codings(survey).agreement(both).alike == 8


# -- the book ------------------------------------------------------------------------------------
@pytest.mark.behaviour("Q28")
def test_deleting_and_merging_take_nothing_away_for_good(
    survey: Survey, texts: list[UUID], bus: TextCode, amt: TextCode, analyst: User, code: Code
) -> None:
    code(texts[0], analyst, bus, amt)
    code(texts[1], analyst, amt)
    actions.merge_codes(code=amt, into=bus, by=analyst)
    assert [given(survey, text, analyst) for text in texts[:2]] == [{"bus-bahn"}, {"bus-bahn"}]
    actions.delete_code(code=bus, by=analyst)
    assert [given(survey, text, analyst) for text in texts[:2]] == [set(), set()]
    assert codings(survey).book == []
    for each in (bus, amt):
        actions.restore_code(code=each, by=analyst)
    assert given(survey, texts[0], analyst) == {"bus-bahn", "aemter"}
    assert given(survey, texts[1], analyst) == {"aemter"}


def test_a_book_has_each_label_once(survey: Survey, bus: TextCode, analyst: User) -> None:
    with pytest.raises(ValidationError, match="gibt es schon"):
        actions.add_code(survey=survey, question="idee", label=" bus & BAHN ", by=analyst)
    actions.delete_code(code=bus, by=analyst)
    with pytest.raises(ValidationError, match="zurückholen"):
        actions.add_code(survey=survey, question="idee", label="Bus & Bahn", by=analyst)


def test_codes_are_put_in_order(
    survey: Survey, bus: TextCode, amt: TextCode, analyst: User
) -> None:
    third = actions.add_code(survey=survey, question="idee", label="Netz", by=analyst)
    actions.move_code(code=third, step=-1, by=analyst)
    actions.place_code(code=bus, place=99, by=analyst)
    assert codings(survey).book == [third, amt, bus]


def test_a_merged_code_is_no_target_and_nothing_goes_in_circles(
    bus: TextCode, amt: TextCode, analyst: User
) -> None:
    actions.merge_codes(code=amt, into=bus, by=analyst)
    for code, into in ((bus, amt), (bus, bus)):
        with pytest.raises(ValidationError):
            actions.merge_codes(code=code, into=into, by=analyst)
