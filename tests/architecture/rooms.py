"""The rooms of the house from the ground up, and where each keeps its things."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Room:
    label: str
    code: str
    templates: tuple[str, ...]
    namespaces: tuple[str, ...]

    def python_files(self) -> list[Path]:
        return sorted(p for p in (ROOT / self.code).rglob("*.py") if "migrations" not in p.parts)

    def template_files(self) -> list[Path]:
        folders = [ROOT / "templates" / name for name in self.templates]
        return sorted(p for folder in folders for p in folder.rglob("*.*"))


ROOMS = [
    Room("core", "smartregion/core", ("core", "ui", "charts", "django"), ()),
    Room("county", "smartregion/county", ("county",), ("county",)),
    Room("accounts", "smartregion/accounts", ("accounts", "account"), ("accounts",)),
    Room("notices", "smartregion/notices", ("notices",), ("notices",)),
    Room("strategy", "strategy", ("strategy",), ("strategy",)),
    Room(
        "participation",
        "participation",
        ("participation", "surveys", "forums", "events", "consultations", "contributions"),
        ("contributions", "surveys", "forums", "events", "consultations"),
    ),
    Room("measures", "measures", ("measures",), ("measures",)),
    Room("reports", "smartregion/reports", ("reports",), ("reports",)),
    Room("privacy", "smartregion/privacy", ("privacy",), ("privacy",)),
    Room("home", "smartregion/home", ("home",), ("home",)),
]
HEIGHT = {room.label: height for height, room in enumerate(ROOMS)}


def above(room: Room) -> list[Room]:
    return ROOMS[HEIGHT[room.label] + 1 :]
