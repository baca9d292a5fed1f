"""The code book as DDI Codebook 2.5, the form in which research data archives describe a survey.

    codeBook
      stdyDscr      title, who asked, when, how, and which responses the numbers are of
      fileDscr      how many cases and variables the table has
      dataDscr      for each column of the table: var > labl, qstn, catgry (catValu, labl, catStat), sumStat

Categories with ``missing="Y"`` stand for no answer: -77 not shown, -99 left empty, as in the SPSS file. The document
says how often each answer was given; it holds no single answers.
"""

from typing import Any

import numpy as np
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from lxml import etree

from participation.surveys.columns import Holds
from participation.surveys.document.questionnaire import Type
from participation.surveys.exports.about import WEIGHT
from participation.surveys.exports.code_book import Described, code_book_of
from participation.surveys.exports.facts import Facts
from participation.surveys.exports.rows import text_key
from participation.surveys.exports.selection import Selection, Taken
from participation.surveys.texts import say
from smartregion.county.models import County

NAMESPACE = "ddi:codebook:2_5"
SCHEMA = "https://ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NOT_SHOWN, LEFT_EMPTY = "-77", "-99"
Element = Any


def document(selection: Selection, facts: Facts) -> bytes:
    """The whole document."""
    root = etree.Element(_tag("codeBook"), nsmap={None: NAMESPACE, "xsi": XSI})
    root.set("version", "2.5")
    root.set("ID", f"umfrage-{facts.slug}")
    root.set(XML_LANG, facts.language)
    root.set(f"{{{XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    _document_description(root, facts)
    _study(root, selection, facts)
    columns = code_book_of(selection, language=facts.language)
    _file(root, facts, len(columns))
    _data(root, selection, columns, facts.language)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    element = etree.SubElement(parent, _tag(tag), attributes)
    if text:
        element.text = "".join(
            letter if _is_xml(letter) else "\N{REPLACEMENT CHARACTER}" for letter in text
        )
    return element


def _is_xml(letter: str) -> bool:
    """Control characters and halves of letters stand in no XML document."""
    return letter in "\t\n\r" or (
        letter >= " " and not "\ud800" <= letter <= "\udfff" and letter not in "\ufffe\uffff"
    )


# -- what the document, the study and the file are ---------------------------------------------------
def _document_description(root: Element, facts: Facts) -> None:
    citation = _add(_add(root, "docDscr"), "citation")
    title = _add(citation, "titlStmt")
    _add(title, "titl", _("Codebuch: %(title)s") % {"title": facts.title})
    made = _add(citation, "prodStmt")
    _add(made, "prodDate", str(facts.made_on), date=facts.made_on.isoformat())


def _study(root: Element, selection: Selection, facts: Facts) -> None:
    study = _add(root, "stdyDscr")
    citation = _add(study, "citation")
    title = _add(citation, "titlStmt")
    _add(title, "titl", facts.title)
    _add(title, "IDNo", facts.slug)
    office = County.objects.values_list("name", flat=True).first()
    if office:
        _add(_add(citation, "rspStmt"), "AuthEnty", office)
        _add(_add(citation, "prodStmt"), "producer", office)
    versions = ", ".join(map(str, facts.versions))
    _add(_add(citation, "verStmt"), "version", _("Fassungen des Fragebogens: %s") % versions)
    _about_study(study, selection, facts)
    _method(study, selection, facts)
    access = _add(_add(study, "dataAccs"), "useStmt")
    _add(
        access,
        "restrctn",
        _(
            "Die Häufigkeiten sind ungeschützt: Auch kleine Zahlen stehen hier, wie sie gezählt wurden. Das Dokument ist nicht zum Veröffentlichen gedacht."
        ),
    )


def _about_study(study: Element, selection: Selection, facts: Facts) -> None:
    about, survey = _add(study, "stdyInfo"), selection.survey
    if abstract := strip_tags(say(survey.intro, facts.language)).strip():
        _add(about, "abstract", abstract)
    summary = _add(about, "sumDscr")
    for event, day in zip(("start", "end"), _days(selection), strict=True):
        if day:
            _add(summary, "collDate", day, event=event, date=day)
    _add(summary, "anlyUnit", _("Person"))
    _add(summary, "dataKind", _("Befragungsdaten"))


def _days(selection: Selection) -> tuple[str, str]:
    """Of the first and the last of the chosen responses."""
    days = selection.table.day.values[selection.places]
    if not len(days):
        return "", ""
    first, last = (np.datetime64(int(day) - 719_163, "D") for day in (days.min(), days.max()))
    return str(first), str(last)


def _method(study: Element, selection: Selection, facts: Facts) -> None:
    method = _add(study, "method")
    collected = _add(method, "dataColl")
    _add(collected, "collMode", _("Online-Befragung und Papierfragebogen"))
    if selection.weights:
        _add(collected, "weight", f"{selection.weight_name}: {facts.weighting}")
    _add(method, "notes", _("Auswahl: %s") % facts.chosen, subject="selection")
    _add(method, "notes", _("Stand der Daten: %s") % facts.state, subject="data state")


def _file(root: Element, facts: Facts, columns: int) -> None:
    text = _add(_add(root, "fileDscr", ID="F1"), "fileTxt")
    _add(text, "fileName", f"{facts.slug}-antworten.csv")
    size = _add(text, "dimensns")
    _add(size, "caseQnty", str(facts.n))
    _add(size, "varQnty", str(columns))
    _add(text, "fileType", "CSV")


# -- the variables -----------------------------------------------------------------------------------
def _data(root: Element, selection: Selection, book: list[Described], language: str) -> None:
    data = _add(root, "dataDscr")
    taken = {each.name: each for each in selection.taken}
    for number, described in enumerate(book, 1):
        variable = _add(data, "var", ID=f"V{number}", name=described.name, files="F1")
        _add(variable, "labl", _label(described), level="variable")
        if selection.weights and described.name == selection.weight_name:
            variable.set("wgt", "wgt")
        if described.name in taken:
            _answers(variable, taken[described.name], described, selection, language)
        _add(variable, "varFormat", type=_storage(taken.get(described.name), described.name))


def _label(described: Described) -> str:
    return " – ".join(filter(None, (described.about, described.part)))


def _storage(taken: Taken | None, name: str) -> str:
    """Whether the cells are numbers."""
    if taken is None:
        return "numeric" if name == "fassung" or name.startswith(WEIGHT) else "character"
    is_numeric = taken.answers.is_number or taken.column.holds in (Holds.CHOSEN, Holds.PLACE)
    return "numeric" if is_numeric else "character"


def _answers(
    variable: Element, taken: Taken, described: Described, selection: Selection, language: str
) -> None:
    question = taken.column.asked.question
    asked = _add(variable, "qstn")
    _add(asked, "qstnLit", say(question.text, language))
    if help_ := say(question.help, language):
        _add(asked, "ivuInstr", help_)
    shown, said = (each[selection.places] for each in (taken.answers.shown, taken.answers.answered))
    variable.set("intrvl", "contin" if taken.answers.is_number else "discrete")
    # The elements of a variable have an order: figures come before categories.
    _figures(variable, taken, shown, said, selection)
    if taken.answers.is_coded and text_key(taken) is None and taken.column.holds != Holds.ORDER:
        _categories(variable, taken, described, selection)
    _missing(variable, NOT_SHOWN, _("wurde dieser Person nicht gezeigt"), int((~shown).sum()))
    _missing(variable, LEFT_EMPTY, _("gezeigt, aber nicht beantwortet"), int((shown & ~said).sum()))


def _figures(variable: Element, taken: Taken, shown: Any, said: Any, selection: Selection) -> None:
    """How many answered, and of numbers mean, deviation and bounds."""
    _add(variable, "sumStat", str(int(said.sum())), type="vald")
    _add(variable, "sumStat", str(len(shown) - int(said.sum())), type="invd")
    values = taken.answers.values[selection.places][said]
    if not (taken.answers.is_number and len(values)):
        return
    figures = {"mean": values.mean(), "medn": np.median(values), "min": values.min(), "max": values.max()}  # fmt: skip
    if len(values) > 1:
        figures["stdev"] = values.std(ddof=1)
    for kind, figure in figures.items():
        _add(variable, "sumStat", repr(float(figure)), type=kind)


def _categories(
    variable: Element, taken: Taken, described: Described, selection: Selection
) -> None:
    values = taken.answers.values[selection.places]
    counts = np.bincount(values, minlength=len(taken.answers.codes) + 2)[2:].tolist()
    labels = dict(described.codes)
    for code, times in zip(taken.answers.codes, counts, strict=False):
        if code in labels or times:
            category = _add(variable, "catgry")
            _add(category, "catValu", code)
            _add(category, "labl", labels.get(code, "") or _place(taken, code), level="category")
            _add(category, "catStat", str(times), type="freq")


def _place(taken: Taken, code: str) -> str:
    if taken.column.asked.question.type != Type.RANKING:
        return code
    return _("Platz %s") % code if code else _("ohne Platz")


def _missing(variable: Element, code: str, label: str, times: int) -> None:
    category = _add(variable, "catgry", missing="Y")
    _add(category, "catValu", code)
    _add(category, "labl", label, level="category")
    _add(category, "catStat", str(times), type="freq")
