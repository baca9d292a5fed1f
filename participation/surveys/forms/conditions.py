"""A condition built by choosing: question, comparison, value; in groups, and groups in groups.

To put it into a page of your own (a quota, say), for anything that has a condition:

    form = ConditionForm(sent(request), condition=quota.condition, questions=draft.questions)
    if form.is_pressed:                       # a button of the editor: nothing is stored
        form = form.pressed()
    elif form.is_valid():
        actions.…(condition=form.document())  # None: no condition

and in the template, inside your own ``<form method="post">``, ``{% error_summary your_form form.every_form %}``
and ``{% include "surveys/_condition.html" with form=… %}``; in ``extra_head`` the styles of
``css/conditions.css``. With ``is_required=True`` a condition without any statement is refused.
``questions`` are those it may look back at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from participation.surveys.document.condition_words import Subject, Subjects, in_words, subjects_of
from participation.surveys.document.conditions import DEEPEST, ConditionError, parse
from participation.surveys.document.questionnaire import Type
from participation.surveys.drafts.sketches import (
    DEEPEST_GROUP,
    TURNED,
    Command,
    Group,
    Path,
    Statement,
    rearranged,
    sketch_of,
)
from participation.surveys.models import Question

JOIN_LABELS = [
    ("all", _("alle diese Aussagen zutreffen")),
    ("any", _("mindestens eine dieser Aussagen zutrifft")),
    ("none", _("keine dieser Aussagen zutrifft")),
    ("not_all", _("nicht alle diese Aussagen zutreffen")),
]
OPERATOR_LABELS: Mapping[str, Any] = {
    "is": _("ist"),
    "is_not": _("ist nicht"),
    "contains": _("enthält"),
    "contains_not": _("enthält nicht"),
    "less": _("ist kleiner als"),
    "at_most": _("ist höchstens"),
    "more": _("ist größer als"),
    "at_least": _("ist mindestens"),
    "count_at_least": _("hat mindestens so viele gewählte Antworten:"),
    "count_at_most": _("hat höchstens so viele gewählte Antworten:"),
    "answered": _("ist beantwortet"),
    "empty": _("ist nicht beantwortet"),
}
DAY_LABELS = {"at_most": _("ist spätestens am"), "at_least": _("ist frühestens am")}
CHOICE_LABELS = {"contains": _("unter den gewählten ist"), "contains_not": _("nicht gewählt ist")}
NOT_CHOSEN = _("Bitte wählen")


class GroupForm(forms.Form):
    """How the parts of a group are joined."""

    join = forms.ChoiceField(label=_("Trifft zu, wenn"), choices=JOIN_LABELS)


class StatementForm(forms.Form):
    """One statement. Which comparisons and values it offers depends on the question."""

    question = forms.ChoiceField(label=_("Frage"), required=False)

    def __init__(self, *args: Any, subjects: Subjects, said: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subjects.get(said.question)
        choices = [("", NOT_CHOSEN), *((each.code, _titled(each)) for each in subjects.values())]
        self._choose("question", choices, said.question)
        if self.subject:
            self._add_comparison(self.subject, said)

    def _add_comparison(self, subject: Subject, said: Statement) -> None:
        if subject.rows:
            self.fields["row"] = forms.ChoiceField(label=_("Zeile"))
            self._choose("row", subject.rows, said.row)
        operators = list(_operators(subject))
        self.fields["op"] = forms.ChoiceField(label=_("Vergleich"))
        self._choose("op", operators, said.op)
        offered = [op for op, _label in operators]
        op = said.op if said.op in offered else offered[0]
        self._add_value(subject, TURNED.get(op, op), said.value)

    def _add_value(self, subject: Subject, op: str, value: str) -> None:
        match subject.compares_with(op):
            case "":
                return
            case "option":
                self.fields["value"] = forms.ChoiceField(label=_("Antwort"), required=False)
                self._choose("value", [("", NOT_CHOSEN), *subject.options], value)
            case "text":
                self._add_typed(_("Wort oder Wortteil"), "text")
            case "day":
                self._add_typed(_("Datum"), "text", _("zum Beispiel 31.03.2026"))
            case "count":
                self._add_typed(_("Anzahl"), "numeric")
            case _number:
                self._add_typed(_("Zahl"), "decimal")
        if "value" in self.fields and not isinstance(self.fields["value"], forms.ChoiceField):
            self.initial["value"] = subject.value_words(op, value) if value else ""

    def _add_typed(self, label: Any, mode: str, hint: Any = "") -> None:
        widget = forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})
        self.fields["value"] = forms.CharField(
            label=label, required=False, max_length=100, help_text=hint, widget=widget
        )

    def _choose(self, name: str, choices: Sequence[tuple[str, Any]], chosen: str) -> None:
        """Offer these. What is stored stays in sight, also when it has gone; saving refuses it."""
        gone = chosen and chosen not in dict(choices)
        extra = [(chosen, _now("%s (gibt es hier nicht)") % chosen)] if gone else []
        found: Any = self.fields[name]
        found.choices = [*choices, *extra]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("question") and self.subject is None:
            self.add_error(
                "question",
                _now("Auf diese Frage kann sich die Bedingung hier nicht beziehen."),
            )
        elif self.subject:
            self._judge(self.subject, data)
        return data

    def _judge(self, subject: Subject, data: dict[str, Any]) -> None:
        if "row" in self.fields and data.get("row") not in dict(subject.rows):
            self.add_error("row", _now("Diese Zeile gibt es nicht mehr."))
        op = TURNED.get(data.get("op", ""), data.get("op", ""))
        if op not in subject.operators:
            self.add_error("op", _now("Nach dieser Antwort lässt sich so nicht fragen."))
        elif "value" in data and subject.compares_with(op):
            try:
                data["value"] = subject.read_value(op, data["value"])
            except forms.ValidationError as refusal:
                self.add_error("value", refusal)

    def statement(self) -> Statement:
        """What is said; nothing where no question is chosen."""
        return Statement(**{name: self.cleaned_data.get(name, "") for name in self.fields})


def _titled(subject: Subject) -> str:
    text = subject.text if len(subject.text) <= 80 else f"{subject.text[:79]}…"
    return f"{text} ({subject.code})"


def _operators(subject: Subject) -> Iterator[tuple[str, Any]]:
    turned = {op: name for name, op in TURNED.items()}
    labels = dict(OPERATOR_LABELS)
    if subject.type == Type.DATE:
        labels |= DAY_LABELS
    if subject.options:
        labels |= CHOICE_LABELS
    for op in subject.operators:
        yield op, labels[op]
        if op in turned:
            yield turned[op], labels[turned[op]]


# -- the tree of forms -----------------------------------------------------------------------------
@dataclass(frozen=True)
class Node:
    """A part with its place: ``number`` is what people read, ``name`` what the buttons send."""

    path: Path

    @property
    def name(self) -> str:
        return "-".join(map(str, self.path))

    @property
    def number(self) -> str:
        return ".".join(str(place + 1) for place in self.path)

    @property
    def focus_up(self) -> str:
        return f"up:{self.name}"

    @property
    def focus_down(self) -> str:
        return f"down:{self.name}"

    @property
    def focus_add(self) -> str:
        return f"add:{self.name}"


@dataclass(frozen=True)
class StatementNode(Node):
    """A statement of the form."""

    form: StatementForm
    is_group = False

    @property
    def first_field(self) -> forms.Field:
        return self.form.fields["question"]

    def every_form(self) -> Iterator[forms.Form]:
        yield self.form

    def sketch(self) -> Statement:
        return self.form.statement()


@dataclass(frozen=True)
class GroupNode(Node):
    """A group with its parts."""

    form: GroupForm
    parts: list["StatementNode | GroupNode"] = field(default_factory=list)
    is_group = True

    @property
    def first_field(self) -> forms.Field:
        return self.form.fields["join"]

    @property
    def may_hold_groups(self) -> bool:
        return len(self.path) + 1 < DEEPEST_GROUP

    def every_form(self) -> Iterator[forms.Form]:
        yield self.form
        for part in self.parts:
            yield from part.every_form()

    def sketch(self) -> Group:
        return Group(self.form.cleaned_data["join"], [part.sketch() for part in self.parts])


class ConditionForm:
    """When a part of the questionnaire is shown, or who belongs to a quota."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        condition: Any,
        questions: Sequence[Question],
        is_required: bool = False,
        prefix: str = "c",
    ) -> None:
        self.data, self.prefix, self.is_required = data, prefix, is_required
        self.condition, self.questions = condition, questions
        self.subjects = subjects_of(questions)
        self.focus = ""
        self.refusal = ""
        self.sketch = self._stored() if data is None else self._posted(prefix)
        self.root = self._group(self.sketch, ())

    def _stored(self) -> Group:
        try:
            return sketch_of(parse(self.condition) if self.condition else None)
        except ConditionError:
            self.refusal = _now(
                "Die gespeicherte Bedingung ist nicht lesbar. Was Sie hier speichern, tritt an ihre Stelle."
            )
            return sketch_of(None)

    # -- reading what was sent ---------------------------------------------------------------------
    def _posted(self, name: str, depth: int = 0) -> Group:
        """The groups and statements that were sent, named by their place: ``c-0-2-question``."""
        parts: list[Statement | Group] = []
        while part := self._posted_part(f"{name}-{len(parts)}", depth):
            parts.append(part)
        return Group(self._sent(f"{name}-join") or "all", parts)

    def _posted_part(self, name: str, depth: int) -> Statement | Group | None:
        assert self.data is not None  # noqa: S101 - narrows the type
        if f"{name}-join" in self.data and depth < DEEPEST:
            return self._posted(name, depth + 1)
        if f"{name}-question" not in self.data:
            return None
        names = ("question", "row", "op", "value")
        return Statement(**{each: self._sent(f"{name}-{each}") for each in names})

    def _sent(self, name: str) -> str:
        return str((self.data or {}).get(name, ""))

    # -- forms -------------------------------------------------------------------------------------
    def _group(self, group: Group, path: Path) -> GroupNode:
        form = GroupForm(self.data, prefix=self._prefix(path), initial={"join": group.join})
        parts = [self._part(each, (*path, place)) for place, each in enumerate(group.parts)]
        return GroupNode(path, form, parts)

    def _part(self, part: Statement | Group, path: Path) -> StatementNode | GroupNode:
        if isinstance(part, Group):
            return self._group(part, path)
        form = StatementForm(
            self.data,
            prefix=self._prefix(path),
            initial=asdict(part),
            subjects=self.subjects,
            said=part,
        )
        return StatementNode(path, form)

    def _prefix(self, path: Path) -> str:
        return "-".join([self.prefix, *map(str, path)])

    @cached_property
    def every_form(self) -> list[forms.Form]:
        """All forms in the order of the page, for the summary of errors."""
        return list(self.root.every_form())

    @property
    def words(self) -> str:
        """What is said so far, in words; what is not chosen yet is left out."""
        condition = self.sketch.condition() if _is_joined(self.sketch) else None
        return in_words(condition, self.subjects) if condition else ""

    # -- deeds -------------------------------------------------------------------------------------
    @property
    def is_pressed(self) -> bool:
        """Whether a button of the editor was pressed, or a choice asks for other fields."""
        return self.data is not None and ("arrange" in self.data or "fit" in self.data)

    def pressed(self) -> "ConditionForm":
        """The form after that; nothing is judged yet."""
        command = Command.read(self._sent("arrange"))
        path = rearranged(self.sketch, command)
        form = ConditionForm(
            condition=None,
            questions=self.questions,
            is_required=self.is_required,
            prefix=self.prefix,
        )
        form.condition, form.sketch = self.condition, self.sketch
        form.root = form._group(self.sketch, ())
        form.look_at(command.deed, path)
        return form

    def look_at(self, deed: str, path: Path) -> None:
        """Where the focus goes: to what is new, along with what moves, else to "add"."""
        name = "-".join(map(str, path))
        match deed:
            case "add" | "add-group":
                self._node_at(path).first_field.widget.attrs["autofocus"] = True
            case "up" | "down":
                self.focus = f"{deed}:{name}"
            case "drop":
                self.focus = f"add:{name}"

    def _node_at(self, path: Path) -> StatementNode | GroupNode:
        node: StatementNode | GroupNode = self.root
        for place in path:
            node = node.parts[place] if isinstance(node, GroupNode) else node
        return node

    def is_valid(self) -> bool:
        refused = [form for form in self.every_form if not form.is_valid()]
        if self.data is None or refused:
            return False
        if self.is_required and self.document() is None:
            self.refuse(_now("Bitte wählen Sie mindestens eine Aussage."))
        if not self._is_readable():
            self.refuse(_now("Die Gruppen sind zu tief ineinander verschachtelt."))
        return not self.root.form.errors

    def _is_readable(self) -> bool:
        document = self.document()
        try:
            return document is None or parse(document) is not None
        except ConditionError:
            return False

    def refuse(self, sentence: str) -> None:
        """Put a refusal above the form."""
        self.root.form.add_error(None, sentence)

    def document(self) -> dict[str, Any] | None:
        """The condition as it is stored; None where nothing is said."""
        condition = self.root.sketch().condition()
        return condition.to_json() if condition else None


def _is_joined(group: Group) -> bool:
    """Whether all that was sent is joined as we know it (a forged form may say anything)."""
    known = dict(JOIN_LABELS)
    return group.join in known and all(
        _is_joined(part) for part in group.parts if isinstance(part, Group)
    )
