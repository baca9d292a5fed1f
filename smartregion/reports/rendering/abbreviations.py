"""Abbreviations that reports of counties use, and those of them that a text contains."""

import re
from collections.abc import Iterable

from lxml import html as lxml_html

# Proper names of programmes are no words to be translated.
KNOWN = {
    "BSI": "Bundesamt für Sicherheit in der Informationstechnik",
    "DSGVO": "Datenschutz-Grundverordnung",
    "EFRE": "Europäischer Fonds für regionale Entwicklung",
    "EU": "Europäische Union",
    "GIS": "Geografisches Informationssystem",
    "HF": "Handlungsfeld",
    "IKT": "Informations- und Kommunikationstechnik",
    "IoT": "Internet der Dinge (Internet of Things)",
    "IT": "Informationstechnik",
    "KfW": "Kreditanstalt für Wiederaufbau",
    "KI": "Künstliche Intelligenz",
    "KPI": "Kennzahl (Key Performance Indicator)",
    "LoRaWAN": "Funknetz für Sensoren (Long Range Wide Area Network)",
    "MPSC": "Modellprojekte Smart Cities",
    "OZG": "Onlinezugangsgesetz",
    "PV": "Photovoltaik",
    "SDG": "Ziel für nachhaltige Entwicklung (Sustainable Development Goal)",
    "SHA-256": "Verfahren zur Berechnung einer Prüfsumme (Secure Hash Algorithm)",
    "SWOT": "Stärken, Schwächen, Chancen und Risiken",
    "VHS": "Volkshochschule",
    "VZÄ": "Vollzeitäquivalent",
    "WLAN": "Drahtloses lokales Netz",
    "ÖPNV": "Öffentlicher Personennahverkehr",
}
WORDS = re.compile("|".join(rf"(?<![\w-]){re.escape(short)}(?!\w)" for short in KNOWN))


def abbreviations_in(chapters: Iterable[str]) -> list[tuple[str, str]]:
    """The known abbreviations in the markup of some chapters, in the order of the alphabet."""
    found = {word for markup in chapters for word in WORDS.findall(_words(markup))}
    return sorted(((short, KNOWN[short]) for short in found), key=_place)


def _words(markup: str) -> str:
    return str(lxml_html.fragment_fromstring(markup, create_parent="div").text_content())


def _place(line: tuple[str, str]) -> str:
    return line[0].casefold().replace("ö", "o")
