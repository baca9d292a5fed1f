"""What the product is made of: complete, the same every time, and nothing whose licence forbids it."""

import json
import re
from pathlib import Path

import pytest

from scripts import sbom

ROOT = Path(__file__).resolve().parents[2]
MOST_DIRECT = 40


@pytest.fixture(scope="module")
def parts() -> list[sbom.Part]:
    return sbom.parts()


def test_the_page_of_licences_is_up_to_date_and_all_are_allowed(parts: list[sbom.Part]) -> None:
    assert sbom.faults(parts) == []


@pytest.mark.parametrize(
    ("licence", "is_allowed"),
    [
        ("MIT", True), ("MIT OR Apache-2.0", True), ("GPL-2.0-or-later OR LGPL-2.1-or-later", True),
        ("MPL-2.0 AND MIT", True), ("GPL-3.0-only", False), ("AGPL-3.0-only OR LicenseRef-Commercial", False),
        ("MIT AND GPL-3.0-only", False), ("SSPL-1.0", False), ("BUSL-1.1", False), ("CC-BY-NC-4.0", False), ("", False),
        ("Other/Proprietary License", False),
    ],
)  # fmt: skip
def test_what_may_go_with_our_licence(licence: str, is_allowed: bool) -> None:
    assert sbom.is_allowed(licence) is is_allowed


def test_a_part_without_a_good_licence_is_named() -> None:
    found = sbom.faults([sbom.Part("pypi", "trap", "1.0", "AGPL-3.0-only")])
    assert found[0] == "pkg:pypi/trap@1.0: AGPL-3.0-only is not allowed"


def test_the_bill_is_the_same_every_time_and_names_no_place(parts: list[sbom.Part]) -> None:
    text = sbom.written(parts)
    assert text == sbom.written(sbom.parts())
    without_schema = text.replace("http://cyclonedx.org/schema/bom-1.6.schema.json", "")
    assert "://" not in without_schema
    assert str(ROOT) not in text
    assert not {"serialNumber", "timestamp"} & set(re.findall(r'"(\w+)":', text))


def test_the_bill_is_whole(parts: list[sbom.Part]) -> None:
    """Every package of the locks, with the very hashes that the installation is checked against."""
    bill = json.loads(sbom.written(parts))
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    refs = [each["bom-ref"] for each in bill["components"]]
    assert len(refs) == len(set(refs)) == len(parts) > 100
    assert all(each["hashes"] and each["version"] for each in bill["components"])
    assert all(set(each) >= {"type", "name", "purl", "licenses"} for each in bill["components"])
    lock = (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9][\w.-]*)(?:\[[^]]*\])?==", lock, re.MULTILINE))
    elsewhere = set(re.findall(r"^([a-z0-9][\w.-]*)[^\n]*== *[^\n;]*;", lock, re.MULTILINE))
    assert {part.name for part in parts if part.kind == "pypi"} == locked - elsewhere


def test_few_packages_are_chosen_by_us() -> None:
    """Every one of them has its reason in docs/dependencies.md."""
    lines = (ROOT / "requirements" / "runtime.in").read_text(encoding="utf-8").splitlines()
    chosen = [re.split(r"[\[~=<>]", line)[0] for line in lines if line and line[0] != "#"]
    assert len(chosen) == len(set(chosen)) <= MOST_DIRECT
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in chosen if name.lower() not in reasons] == []
