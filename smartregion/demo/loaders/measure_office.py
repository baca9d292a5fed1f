"""Files, remarks and followers of the measures of the demo county."""

from datetime import datetime

from measures.actions.files import lay_beside
from measures.actions.following import follow_measure
from measures.actions.remarks import take_back_remark, write_remark
from measures.models import Measure
from participation.contributions.models import Material
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.materials import lay_out
from smartregion.demo.loaders.measures import WORKED_OUT_AT
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record


def load_measure_office(*, people: dict[str, User]) -> None:
    """Last of all, so that the followers of today are not told of years gone by."""
    measures = Measure.objects.in_bulk(field_name="number")
    for number, record in reader.read("measure_office").items():
        measure = measures[number]
        for one in record.get("files", []):
            _lay_beside(measure, one, people["stabsstelle"])
        for who, day, words, *more in record.get("remarks", []):
            _note(measure, words, people[who], at_ten(day), is_taken_back="taken_back" in more)
        for who in record.get("followers", []):
            follow_measure(measure=measure, user=people[who], at=WORKED_OUT_AT)


def _lay_beside(measure: Measure, one: Record, by: User) -> None:
    def laid() -> Material:
        return lay_out(one, to=measure.files, by=by, is_public=one.get("public", False))

    lay_beside(measure=measure, lay_out=laid, by=by, at=WORKED_OUT_AT)


def _note(measure: Measure, words: str, by: User, at: datetime, *, is_taken_back: bool) -> None:
    remark = write_remark(measure=measure, text=words, by=by, at=at)
    if is_taken_back:
        take_back_remark(remark=remark, by=by, at=at)
