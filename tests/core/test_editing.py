"""Of two people who write to one row the second is told."""

import pytest

from measures.models import Measure
from smartregion.core.editing import EditConflict, typed_over, write_if_unchanged
from tests.factories.measures import MeasureFactory

pytestmark = pytest.mark.django_db


def test_write_takes_the_next_version_and_refuses_the_old_one():
    rows = Measure.objects.filter(pk=MeasureFactory().pk)
    write_if_unchanged(rows, lock_version=1, title="Von mir")
    with pytest.raises(EditConflict):
        write_if_unchanged(rows, lock_version=1, title="Von ihr")
    assert rows.values_list("title", "lock_version").get() == ("Von mir", 2)


def test_typed_text_answers_the_stored_version(rf):
    request = rf.post("/", {"title": "Von mir", "lock_version": "1"})
    typed = typed_over(request, MeasureFactory(lock_version=7))
    assert typed.dict() == {"title": "Von mir", "lock_version": "7"}
