"""The default catalogue: eight guidelines for smart counties, offered to every new strategy.

The titles are set terms that follow the federal Smart City Charter. The rest is ours and meant to
be rewritten by the county. Content, not interface: it is copied into the strategy, so it does not
go through the message catalogue.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Guideline:
    slug: str
    title: str
    summary: str
    title_en: str
    summary_en: str


GUIDELINES = (
    Guideline(
        "lebenswert-und-liebenswert",
        "lebenswert und liebenswert",
        "Bedarf und Gemeinwohl kommen zuerst. Vorhaben knüpfen an die Menschen und an die Eigenart der Orte an.",
        "liveable and lovable",
        "Needs and the common good come first. Projects build on the people and the character of each place.",
    ),
    Guideline(
        "vielfaeltig-und-offen",
        "vielfältig und offen",
        "Der Landkreis kennt seine Unterschiede bei Alter, Einkommen und Lage und nutzt Digitalisierung, um sie auszugleichen.",
        "diverse and open",
        "The county knows its differences in age, income and location and uses digitalisation to even them out.",
    ),
    Guideline(
        "partizipativ-und-inklusiv",
        "partizipativ und inklusiv",
        "Alle können mitplanen und mitmachen. Angebote sind barrierefrei, digital ebenso wie auf Papier und im Gespräch.",
        "participatory and inclusive",
        "Everybody can plan and act with us. Services are accessible, digitally as well as on paper and in person.",
    ),
    Guideline(
        "klimaneutral-und-ressourceneffizient",
        "klimaneutral und ressourceneffizient",
        "Digital und umweltverträglich gehören zusammen: Jedes Vorhaben prüft, was es an Wegen, Energie und Material spart.",
        "climate-neutral and resource-efficient",
        "Digital and environmentally sound belong together: every project asks what it saves in trips, energy and material.",
    ),
    Guideline(
        "wettbewerbsfaehig-und-florierend",
        "wettbewerbsfähig und florierend",
        "Der Landkreis stärkt die Betriebe vor Ort und schafft Netze und Daten, aus denen neue Wertschöpfung entsteht.",
        "competitive and flourishing",
        "The county supports local businesses and provides networks and data from which new value grows.",
    ),
    Guideline(
        "aufgeschlossen-und-innovativ",
        "aufgeschlossen und innovativ",
        "Verwaltungen probieren neue Lösungen für ihre Aufgaben aus, lernen schnell daraus und teilen, was sich bewährt.",
        "open-minded and innovative",
        "Administrations try new solutions for their tasks, learn from them quickly and share what works.",
    ),
    Guideline(
        "responsiv-und-sensitiv",
        "responsiv und sensitiv",
        "Messwerte und Rückmeldungen zeigen, wo es hakt. Danach werden Angebote laufend verbessert.",
        "responsive and sensitive",
        "Measurements and feedback show where things fall short. Services are improved accordingly, again and again.",
    ),
    Guideline(
        "sicher-und-raumgebend",
        "sicher und raumgebend",
        "Öffentliche und private, digitale und wirkliche Räume sind sicher, damit sich Menschen darin entfalten können.",
        "safe and giving space",
        "Public and private, digital and physical spaces are safe, so that people can unfold in them.",
    ),
)
