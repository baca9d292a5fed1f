"""Licences under which a county gives its data away; named as portals of open data know them."""

from dataclasses import dataclass

# Where GovData keeps the names of those who report to it.
CONTRIBUTORS = "http://dcat-ap.de/def/contributors/"


@dataclass(frozen=True)
class Licence:
    """``uri`` is its name in the list of DCAT-AP.de; some ask to be told whose data it is."""

    name: str
    url: str
    uri: str
    asks_for_name: bool


LICENCES = {
    "dl-by-de/2.0": Licence(
        name="Datenlizenz Deutschland – Namensnennung – Version 2.0",
        url="https://www.govdata.de/dl-de/by-2-0",
        uri="http://dcat-ap.de/def/licenses/dl-by-de/2.0",
        asks_for_name=True,
    ),
    "dl-zero-de/2.0": Licence(
        name="Datenlizenz Deutschland – Zero – Version 2.0",
        url="https://www.govdata.de/dl-de/zero-2-0",
        uri="http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
        asks_for_name=False,
    ),
    "cc-by/4.0": Licence(
        name="Creative Commons Namensnennung 4.0 International",
        url="https://creativecommons.org/licenses/by/4.0/deed.de",
        uri="http://dcat-ap.de/def/licenses/cc-by/4.0",
        asks_for_name=True,
    ),
    "cc-zero": Licence(
        name="Creative Commons CC0 1.0",
        url="https://creativecommons.org/publicdomain/zero/1.0/deed.de",
        uri="http://dcat-ap.de/def/licenses/cc-zero",
        asks_for_name=False,
    ),
}
