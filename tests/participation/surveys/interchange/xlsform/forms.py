"""Forms as short as the tests of them need: lists of choices, rows, and what came of reading."""

from participation.surveys.interchange import xlsform
from tests.factories.forms import form, row

YES_NO = "yn yes Ja\nyn no Nein"
AB = "ab a Apfel\nab b Birne\nab c Kirsche"
STEPS = "s 1 wenig\ns 2 mittel\ns 3 viel"
# One question of each kind that conditions can look at.
EARLIER = [
    row("begin group", "seite", "Seite"),
    row("select_one ab", "one", "Eine?"),
    row("select_multiple ab", "some", "Mehrere?"),
    row("select_one s", "scale", "Skala?", appearance="likert"),
    row("integer", "age", "Alter?"),
    row("date", "day", "Tag?"),
    row("text", "words", "Worte?"),
    row("acknowledge", "agree", "Einverstanden?"),
    row("end group"),
]
LISTS = f"{AB}\n{STEPS}"


def read(*survey, **others):
    return xlsform.read(form(*survey, **others))


def only(*survey, **others):
    """The one question of a form."""
    (question,) = read(*survey, **others).questionnaire.questions
    return question


def told(imported, *, serious=None):
    return [
        (loss.place, loss.what, loss.source)
        for loss in imported.losses
        if serious in (None, loss.is_serious)
    ]


def shown(source):
    """The condition that an expression becomes, and what was told about it."""
    imported = read(*EARLIER, row("text", "last", "Zuletzt?", relevant=source), choices=LISTS)
    condition = imported.questionnaire.by_code["last"].condition
    return condition and condition.to_json(), told(imported, serious=True)


def says(question, op, value=None):
    return {"question": question, "op": op} | ({"value": value} if value is not None else {})
