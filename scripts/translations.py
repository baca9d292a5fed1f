"""The English catalogue: complete, without guesses, and in step with the German texts in the code.

translations.py --check   says what is missing and changes nothing
translations.py --update  rewrites the catalogue from the code (needs gettext)
"""

import ast
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("en", "LC_MESSAGES", "django.po")
COMMITTED = ROOT / "smartregion" / "locale"
ROOMS = ["smartregion", "strategy", "participation", "measures"]
CALLS = {"_", "gettext", "ngettext", "pgettext"}
FOREIGN = [
    ".venv",
    "node_modules",
    "var",
    "static",
    "tests",
    "benchmarks",
    "scripts",
    "smartregion/locale",
]

sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartregion.settings")
os.environ.setdefault("SMARTREGION_DEMO", "1")

import django  # noqa: E402
from babel.messages.catalog import Catalog, Message  # noqa: E402
from babel.messages.pofile import read_po  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402


def read(folder: Path) -> Catalog:
    with (folder / CATALOGUE).open("rb") as file:
        return read_po(file, locale="en")


def messages(catalogue: Catalog) -> dict[object, Message]:
    return {(message.context, message.id): message for message in catalogue if message.id}


def regenerate(folder: Path) -> None:
    settings.LOCALE_PATHS = [folder]
    call_command(
        "makemessages", locale=["en"], ignore_patterns=FOREIGN, no_wrap=True, no_location=True, no_obsolete=True,
        verbosity=0,
    )  # fmt: skip


def complaints(committed: Catalog, from_code: Catalog) -> list[str]:
    ours, code = messages(committed), messages(from_code)
    found = [
        f"in the code, not in the catalogue: {message.id!r}"
        for key, message in code.items()
        if key not in ours
    ]
    found += [
        f"in the catalogue, no longer in the code: {message.id!r}"
        for key, message in ours.items()
        if key not in code
    ]
    for message in ours.values():
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(texts):
            found.append(f"not translated: {message.id!r}")
        if message.fuzzy:
            found.append(f"only guessed (fuzzy): {message.id!r}")
    return found


def unseen() -> list[str]:
    """Texts that gettext's reader overlooks: those that are called for inside an f-string."""
    found = []
    for file in (file for room in ROOMS for file in (ROOT / room).rglob("*.py")):
        for part in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            calls = ast.walk(part) if isinstance(part, ast.JoinedStr) else ()
            found += [
                f"inside an f-string, where no reader finds it: {file.relative_to(ROOT)}:{call.lineno}"
                for call in calls
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in CALLS
            ]
    return found


def main() -> int:
    os.chdir(ROOT)
    django.setup()
    if "--update" in sys.argv[1:]:
        regenerate(COMMITTED)
        return 0
    if not (COMMITTED / CATALOGUE).exists():
        sys.exit("There is no English catalogue yet. Make it with: make translations")
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "locale"
        shutil.copytree(COMMITTED, copy, ignore=shutil.ignore_patterns("*.mo"))
        regenerate(copy)
        found = [*complaints(read(COMMITTED), read(copy)), *unseen()]
    print(*found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
