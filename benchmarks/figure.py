"""A measured number beside the floor that was taken in the same run on the same machine."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

COLUMNS = "{:<46} {:>10} {:<10} {:>10} {:>7} {:>7}"


@dataclass(frozen=True)
class Figure:
    name: str
    value: float
    unit: str
    floor: float
    n: int

    @property
    def ratio(self) -> float:
        return round(self.value / self.floor, 3) if self.floor else 0.0

    def as_record(self) -> dict[str, object]:
        return {**asdict(self), "ratio": self.ratio}


def shown(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:,.2f}"


def table(figures: Iterable[Figure]) -> str:
    lines = [COLUMNS.format("name", "value", "unit", "floor", "ratio", "n")]
    for figure in figures:
        numbers = shown(figure.value), figure.unit, shown(figure.floor), shown(figure.ratio)
        lines.append(COLUMNS.format(figure.name, *numbers, figure.n))
    return "\n".join(lines)


def write(figures: Iterable[Figure], file: Path) -> None:
    records = [figure.as_record() for figure in figures]
    file.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
