"""The criteria a new round begins with: what counties and their committees ask for, with weights that add up to 100.

They are content, written in German like all that a county writes; every county may change them.
"""

from dataclasses import dataclass

from measures.models import Criterion


@dataclass(frozen=True)
class CriterionRow:
    """A criterion as it should be; the words say what the lowest, the middle and the highest mark mean."""

    name: str
    weight: int
    question: str = ""
    low: str = ""
    middle: str = ""
    high: str = ""
    axis: str = ""
    source: str = Criterion.Source.RATERS


DEFAULT = (
    CriterionRow(
        name="Wirkung und Daseinsvorsorge",
        weight=20,
        question="Wie sehr verbessert die Maßnahme das Leben der Menschen im Landkreis?",
        low="kaum spürbar",
        middle="spürbar für einzelne Gruppen oder Orte",
        high="spürbar für viele, auch dort, wo heute Angebote fehlen",
        axis="benefit",
    ),
    CriterionRow(
        name="Beitrag zu den Leitlinien",
        weight=15,
        question="Wie stark dient die Maßnahme den Leitlinien der Strategie?",
        low="keiner Leitlinie deutlich",
        middle="einer Leitlinie deutlich",
        high="mehreren Leitlinien in ihrem Kern",
        axis="benefit",
    ),
    CriterionRow(
        name="Umsetzbarkeit",
        weight=15,
        question="Ist sie mit dem Personal, dem Recht und der Technik zu schaffen, die es gibt?",
        low="große Hindernisse, keine Lösung in Sicht",
        middle="Hindernisse sind bekannt und lösbar",
        high="kann sofort beginnen",
    ),
    CriterionRow(
        name="Aufwand und Kosten",
        weight=15,
        question="Wie viel Geld und Arbeitszeit braucht die Maßnahme?",
        low="sehr viel",
        middle="mäßig viel",
        high="sehr wenig",
        axis="effort",
    ),
    CriterionRow(
        name="Dringlichkeit und Pflicht",
        weight=10,
        question="Drängt die Zeit, oder verlangt ein Gesetz die Maßnahme?",
        low="kann warten",
        middle="sollte in den nächsten zwei Jahren beginnen",
        high="eine Pflicht oder eine Frist drängt",
    ),
    CriterionRow(
        name="Förderfähigkeit",
        weight=5,
        question="Gibt es ein Programm, das die Maßnahme fördert?",
        low="kein Programm in Sicht",
        middle="Programm vorhanden, Eigenanteil mindestens die Hälfte",
        high="Programm vorhanden, Eigenanteil gering",
    ),
    CriterionRow(
        name="Nutzen für andere Gemeinden",
        weight=10,
        question="Können andere Gemeinden mitmachen oder die Lösung übernehmen?",
        low="nützt nur an einem Ort",
        middle="nützt mehreren Gemeinden",
        high="nützt allen und lässt sich leicht übertragen",
        axis="benefit",
    ),
    CriterionRow(
        name="Priorität der Bürgerinnen und Bürger",
        weight=10,
        question="Wie viel Zuspruch haben die Beiträge, aus denen die Maßnahme entstand?",
        source=Criterion.Source.CITIZENS,
    ),
)
