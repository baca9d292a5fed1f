"""What the product is made of: a bill of materials (CycloneDX 1.6) and the list of licences.

    sbom.py            writes build/sbom.json
    sbom.py --update   and docs/licences.md
    sbom.py --check    fails where docs/licences.md is out of date or a licence is not among those we allow

Made from the lock files and from what the packages say of themselves, so it is the same on every machine: no
time, no number of its own, no address a package was fetched from. What only tests and builds need is left out.
"""

import base64
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BILL = ROOT / "build" / "sbom.json"
PAGE = ROOT / "docs" / "licences.md"
NAMED = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?==([^\s;\\]+)([^\n\\]*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

# Names that packages use, as SPDX calls them.
SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "ISC License (ISCL)": "ISC",
}
# Several classifiers do not say whether one may choose; these packages say it in their own words.
SAID = {
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "qrcode": "BSD-3-Clause",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
}
# Each may be used, linked and handed on together with a work under EUPL-1.2.
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "HPND", "ISC", "MIT", "MIT-0",
    "MIT-CMU", "OFL-1.1", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib",
    # Weak copyleft: changes to the library itself stay open; our work stays ours.
    "EUPL-1.2", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0",
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Part:
    """One package of others that is in the product."""

    kind: str
    name: str
    version: str
    licence: str
    hashes: tuple[tuple[str, str], ...] = ()

    @property
    def purl(self) -> str:
        return f"pkg:{self.kind}/{self.name.replace('@', '%40')}@{self.version}"


def python_parts() -> Iterator[Part]:
    """What requirements/runtime.txt installs here; other platforms' parts have a condition."""
    text = (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=\S)", text):
        found = NAMED.match(block)
        if found and not found[3].strip().startswith(";"):
            hashes = tuple(("SHA-256", each) for each in sorted(HASH.findall(block)))
            yield Part("pypi", found[1].lower(), found[2], licence_of(found[1]), hashes)


def licence_of(name: str) -> str:
    """As an SPDX expression; empty where the package says nothing we understand."""
    if name.lower() in SAID:
        return SAID[name.lower()]
    said = metadata.metadata(name)
    if expression := said.get("License-Expression"):
        return str(expression)
    marks = [
        mark.split("::")[-1].strip()
        for mark in said.get_all("Classifier") or []
        if mark.startswith("License ::")
    ]
    words = marks or [(said.get("License") or "").strip().partition("\n")[0]]
    return " AND ".join(sorted(SPDX.get(word, word) for word in words))


def front_end_parts() -> Iterator[Part]:
    """What package-lock.json puts into our style sheets and scripts."""
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for place, told in packages.items():
        if place and not (told.get("dev") or told.get("devOptional") or told.get("optional")):
            method, _, digest = told["integrity"].partition("-")
            hashes = ((method.upper().replace("SHA", "SHA-"), base64.b64decode(digest).hex()),)
            name = place.rpartition("node_modules/")[2]
            yield Part("npm", name, told["version"], told.get("license", ""), hashes)


def parts() -> list[Part]:
    return sorted({*python_parts(), *front_end_parts()})


def is_allowed(licence: str) -> bool:
    """Of what one may choose from, one must be allowed; of what holds together, all."""
    choices = licence.strip("()").split(" OR ")
    return any(
        all(word.strip("() ") in ALLOWED for word in each.split(" AND ")) for each in choices
    )


# -- what is written ---------------------------------------------------------------------------------
def bill(of: list[Part]) -> dict[str, Any]:
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "smartregion",
                "name": "smartregion",
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
            }
        },
        "components": [_component(part) for part in of],
        "dependencies": [{"ref": "smartregion", "dependsOn": [part.purl for part in of]}],
    }


def _component(part: Part) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "purl": part.purl,
        "licenses": [{"expression": part.licence}],
        "hashes": [{"alg": method, "content": digest} for method, digest in part.hashes],
    }


HEAD = """# Licences

SmartRegion is under EUPL-1.2. What of others is in it, and under which licence; written by `make sbom` from the lock files, and
tested: a licence that is not among those allowed in `scripts/sbom.py` fails the build. Fonts, icons and style sheets of KERN come with
the packages below. Where a licence names several with OR, we use one of those that are allowed; GPL alone is not, since whatever is
linked with it would have to be handed on under the GPL.

"""


def page(of: list[Part]) -> str:
    titles = {"npm": "Front end", "pypi": "Python"}
    text = HEAD
    for kind, title in titles.items():
        rows = [
            f"| {part.name} | {part.version} | {part.licence} |" for part in of if part.kind == kind
        ]
        text += (
            f"## {title} ({len(rows)})\n\n| package | version | licence |\n| --- | --- | --- |\n"
            + "\n".join(rows)
            + "\n\n"
        )
    return text.rstrip() + "\n"


def written(of: list[Part]) -> str:
    return json.dumps(bill(of), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def faults(of: list[Part]) -> list[str]:
    """Each a sentence; none when all is well."""
    found = [
        f"{part.purl}: {part.licence or 'no licence'} is not allowed"
        for part in of
        if not is_allowed(part.licence)
    ]
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page(of):
        found.append("docs/licences.md is out of date: run make sbom")
    return found


def main() -> int:
    of = parts()
    if "--check" not in sys.argv:
        BILL.parent.mkdir(exist_ok=True)
        BILL.write_text(written(of), encoding="utf-8")
        print(f"{len(of)} packages in {BILL.relative_to(ROOT)}")
    if "--update" in sys.argv:
        PAGE.write_text(page(of), encoding="utf-8")
    found = faults(of)
    print(*found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
