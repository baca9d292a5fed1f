"""The pages of the fields of action and the search: for everybody, like the strategy itself."""

from typing import Any

from strategy.models import Element
from tests.architecture.access.strategy import adopted
from tests.architecture.access.table import Row, public


def field() -> dict[str, Any]:
    version = adopted()
    fields = Element.objects.fields_of_action().filter(texts__version__label=version["label"])
    return {**version, "element": fields.earliest("position").slug}


TABLE: dict[str, Row] = {
    "strategy:fields": public(where=adopted),
    "strategy:field": public(where=field),
    "strategy:search": public(query="?q=Gemeinden"),
}
