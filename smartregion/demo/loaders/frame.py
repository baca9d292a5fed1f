"""The frame of strategies: what already holds, from the Union down to the county seat."""

from smartregion.accounts.models import User
from smartregion.demo import reader
from strategy.actions import save_framework
from strategy.models import Element, Framework, Strategy


def load_frame(*, strategy: Strategy, by: User) -> None:
    fields = {
        element.slug: element for element in strategy.elements.filter(kind=Element.Kind.FIELD)
    }
    for record in reader.read("frame")["framework"]:
        framework = Framework(
            title=record["title"],
            level=record["level"],
            kind=record["kind"],
            owner=record["owner"],
            summary=record["summary"],
            valid_from=record.get("from"),
            valid_until=record.get("until"),
            link=record.get("link", ""),
        )
        touched = [fields[slug] for slug in record["fields"]]
        save_framework(framework=framework, touched=touched, by=by)
