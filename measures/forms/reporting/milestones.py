"""Milestones in a report: which were reached, and which are expected on another day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from measures.figures import MilestoneReport
from measures.forms.reporting.parts import FUTURE, Question, ReportPart, given_in
from measures.models import Milestone
from measures.queries.reporting import Sheet
from smartregion.core.days import short_day
from smartregion.core.forms import DateField

DONE, LATER = "done", "later"
# Milestones that are due later than this are asked about at the end.
SOON = timedelta(days=92)


class Milestones(ReportPart):
    """Steps that are open in the profile: reached, or expected on another day."""

    def _steps(self) -> list[Milestone]:
        said = self.sheet.figures.milestones
        return [
            step
            for step in self.sheet.milestones
            if not step.waived_reason and (step.done_on is None or str(step.pk) in said)
        ]

    def fields(self) -> Iterator[tuple[str, forms.Field]]:
        choices = [("", _("nichts Neues")), (DONE, _("erreicht")), (LATER, _("jetzt erwartet"))]
        for step in self._steps():
            yield (
                f"step_{step.pk}",
                forms.ChoiceField(
                    label=step.title, choices=choices, widget=forms.RadioSelect, required=False
                ),
            )
            yield (
                f"step_{step.pk}_on",
                DateField(label=_("Tag zu „%(step)s“") % {"step": step.title}, required=False),
            )

    def initial(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for step in self._steps():
            said = self.sheet.figures.milestones.get(str(step.pk), MilestoneReport())
            what = DONE if said.done_on else LATER if said.expected_on else ""
            found |= {
                f"step_{step.pk}": what,
                f"step_{step.pk}_on": said.done_on or said.expected_on,
            }
        return found

    def check(self, form: forms.Form) -> None:
        for step in self._steps():
            name = f"step_{step.pk}"
            what, day = given_in(form, name, f"{name}_on") or ("", None)
            if fault := self._fault(what, day):
                form.add_error(f"{name}_on" if what else name, fault)

    def _fault(self, what: str, day: date | None) -> str | None:
        today = self.sheet.today
        if what and day is None:
            return _("Bitte geben Sie den Tag an.")
        if not what and day:
            return _(
                "Bitte sagen Sie, ob der Meilenstein an diesem Tag erreicht wurde oder jetzt erwartet wird."
            )
        if what == DONE and day and day > today:
            return str(FUTURE)
        if what == LATER and day and day < today:
            return _("Dieser Tag ist schon vorbei.")
        return None

    def said(self, form: forms.Form) -> dict[str, MilestoneReport]:
        found = {}
        for step in self._steps():
            key, name = str(step.pk), f"step_{step.pk}"
            given = given_in(form, name, f"{name}_on")
            if given is None and key in self.sheet.figures.milestones:
                found[key] = self.sheet.figures.milestones[key]
            elif given and given[0] == DONE:
                found[key] = MilestoneReport(done_on=given[1])
            elif given and given[0] == LATER:
                found[key] = MilestoneReport(expected_on=given[1])
        return found

    def questions(self, form: forms.Form) -> list[Question]:
        return [self._question(form, step) for step in self._steps()]

    def _question(self, form: forms.Form, step: Milestone) -> Question:
        names = (f"step_{step.pk}", f"step_{step.pk}_on")
        is_quiet = not (form[names[0]].value() or any(name in form.errors for name in names))
        return Question(
            step,
            [form[name] for name in names],
            _due(step, self.sheet),
            is_later=is_quiet and step.due_on > self.sheet.on + SOON,
        )


def _due(step: Milestone, sheet: Sheet) -> str:
    """When it is due, and that this day has passed."""
    late = step.done_on is None and step.due_on < sheet.on
    sentence = _("fällig am %(day)s, überfällig") if late else _("fällig am %(day)s")
    return sentence % {"day": short_day(step.due_on)}
