"""What the matrix asked, in one line for the end of a run."""

from tests.architecture.access import ACCESS
from tests.architecture.matrix.asking import Askers
from tests.architecture.states import NOUNS


def told(asking: Askers) -> str:
    states = sum(len(noun.states) for noun in NOUNS)
    return (
        f"Who may do what: {len(ACCESS)} addresses, {len(asking.browsers)} people, {len(asking.methods)} methods, "
        f"{len(NOUNS)} nouns, {states} states: {sum(asking.asked.values())} cells asked, {asking.refused} of them refused"
    )
