"""A questionnaire with every kind of question and every place for a condition, as paper sees it."""

from typing import Any

from participation.surveys.models import SurveyVersion
from tests.factories.surveys import both, lines, published, question

JA: dict[str, Any] = {"question": "auto", "op": "is", "value": "yes"}


def words(*labels: str, **extras: dict[str, Any]) -> list[dict[str, Any]]:
    """Options with codes a, b, c … and labels of their own."""
    codes = "abcdefghijklmnopqrstuvwxyz"
    return [
        {"code": code, "label": both(label), **extras.get(code, {})}
        for code, label in zip(codes, labels, strict=False)
    ]


def steps(first: int, last: int, beside: str) -> list[dict[str, Any]]:
    """A scale, and what stands beside it."""
    scale = [
        {"code": str(n), "label": both(str(n)), "value": float(n)} for n in range(first, last + 1)
    ]
    return [*scale, {"code": "na", "label": both(beside), "value": None}]


def all_kinds() -> list[list[dict[str, Any]]]:
    """Pages with all 18 kinds; the numbers of the questions are those of the comments."""
    return [
        [
            question("yes_no", "auto", text=both("Haben Sie ein Auto?"), is_required=True),  # 1
            question("number", "jahr", text=both("Seit welchem Jahr?"), limits={"min": 1950, "max": 2026}, condition=JA),  # 2
            question("short_text", "marke", text=both("Welche Marke?"), condition=JA),  # 3
            question("single", "weg", text=both("Wie kommen Sie zur Arbeit?"), options=words(  # 4
                "Mit dem Auto", "Mit dem Rad", "Zu Fuß", "Anders, nämlich",
                a={"condition": JA}, d={"with_text": True},
            )),
            question("multiple", "themen", text=both("Was ist Ihnen wichtig?"), options=words(  # 5
                "Bus", "Bahn", "Radwege", "Nichts davon", d={"exclusive": True},
            ), limits={"max": 2}),
        ],
        [
            question("dropdown", "fach", text=both("In welchem Bereich arbeiten Sie?"), options=words(  # 6
                "Bau", "Handel", "Pflege", "Schule", "Verwaltung", "Verkehr", "Landwirtschaft",
                "Gastgewerbe", "Handwerk", "Kultur", "anderer Bereich",
            )),
            question("scale", "note", text=both("Wie zufrieden sind Sie?"), options=steps(0, 5, "weiß nicht")),  # 7
            question("slider", "anteil", text=both("Welchen Anteil fahren Sie mit dem Rad?"), limits={"min": 0, "max": 100, "step": 5, "unit": both("Prozent")}),  # 8
            question("ranking", "rang", text=both("Was soll zuerst kommen?"), options=words("Rufbus", "Radweg", "Ladesäule"), limits={"max": 2}),  # 9
            question("display", "hinweis", text=both("Jetzt folgen drei Tabellen.")),
            question("matrix", "orte", text=both("Wie gut sind bei Ihnen …?"), options=steps(1, 5, "kann ich nicht sagen"), rows=lines("r1", "r2", "r3", r3={"condition": JA})),  # 10
            question("matrix_multiple", "mittel", text=both("Womit fahren Sie wohin?"), options=words("Auto", "Rad", "Bus"), rows=lines("r1", "r2")),  # 11
            question("matrix_number", "fahrten", text=both("Wie viele Fahrten in der Woche?"), rows=lines("r1", "r2"), limits={"min": 0, "max": 99, "decimals": 1, "unit": both("Fahrten")}),  # 12
            question("calculated", "summe", text=both("Alle Fahrten"), formula={"op": "sum", "questions": ["fahrten"]}),
        ],
        [
            question("date", "tag", text=both("Wann sind Sie hierher gezogen?")),  # 13
            question("long_text", "idee", text=both("Welche Idee haben Sie zu „{{weg}}“?"), condition={"question": "summe", "op": "more", "value": "10"}),  # 14
            question("municipality", "ort", text=both("Wo wohnen Sie?"), options=words("außerhalb des Landkreises")),  # 15
            question("consent", "ja", text=both("Meine Antworten dürfen im Bericht stehen.")),  # 16
        ],
    ]  # fmt: skip


def everything(**values: Any) -> SurveyVersion:
    """The questionnaire, published."""
    values.setdefault("title", both("Unterwegs im Landkreis"))
    return published(*all_kinds(), **values)
