"""Shows for every promise in docs/behaviours.md which tests prove it, from the last test run.

behaviours.py          every promise with its tests
behaviours.py --brief  those that need attention, and how many there are

Fails for a promise without a passing test, for a failing one, and for a test that names a promise
which the document does not know.
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "behaviours.md"
RESULTS = ROOT / "var" / "behaviours"
PROMISE = re.compile(r"^[-*] \*\*([A-Z]+\d+[a-z]?)\*\*\s*(.*)$", re.MULTILINE)

Tests = dict[str, str]


def promised() -> dict[str, str]:
    return dict(PROMISE.findall(DOCUMENT.read_text(encoding="utf-8")))


def shown() -> dict[str, Tests]:
    """Behaviour → test → outcome over all runs; a failure in one run is not healed by another."""
    together: dict[str, Tests] = defaultdict(dict)
    for file in sorted(RESULTS.glob("*.json")):
        for behaviour, tests in json.loads(file.read_text(encoding="utf-8")).items():
            for test, outcome in tests.items():
                if together[behaviour].get(test) != "failed":
                    together[behaviour][test] = outcome
    return together


def complaint(behaviour: str, promises: dict[str, str], tests: Tests) -> str | None:
    if behaviour not in promises:
        return "a test names it, but docs/behaviours.md does not know it"
    if "passed" not in tests.values():
        return "no passing test shows it"
    if "failed" in tests.values():
        return "a test that shows it failed"
    return None


def in_reading_order(behaviour: str) -> tuple[str, int, str]:
    letters, number, suffix = re.fullmatch(r"([A-Za-z]*)(\d*)(.*)", behaviour).groups()
    return letters, int(number or 0), suffix


def main() -> int:
    if not DOCUMENT.exists():
        sys.exit("docs/behaviours.md is missing: it lists what the product promises.")
    if not any(RESULTS.glob("*.json")):
        sys.exit("There are no results of a test run yet. Run make test first.")
    brief = "--brief" in sys.argv[1:]
    promises, proofs = promised(), shown()
    complaints = 0
    for behaviour in sorted({*promises, *proofs}, key=in_reading_order):
        tests = proofs.get(behaviour, {})
        problem = complaint(behaviour, promises, tests)
        complaints += bool(problem)
        if brief and not problem:
            continue
        print(f"{behaviour:<6}{'FAILS ' if problem else 'holds '} {problem or promises[behaviour]}")
        for test, outcome in sorted(tests.items()):
            print(f"{'':12} {outcome:<7} {test}")
    # P1 to P30 are the classes of mistakes that others made.
    classes = sum(behaviour.startswith("P") for behaviour in promises)
    print(
        f"\n{len(promises)} behaviours promised, {classes} of them about mistakes of others; "
        f"{complaints} of them or of their tests need attention."
    )
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
