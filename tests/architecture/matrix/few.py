"""Who asks each time, and who asks when there is time (make test-long)."""

import pytest

from tests.architecture.access.table import ROLES

# Nobody, a citizen, and the one who may do most.
FEW = ("stranger", "participant", "strategy_office")
REST = tuple(role for role in ROLES if role not in FEW)
ASKING = [pytest.param(FEW, id="few"), pytest.param(REST, id="rest", marks=pytest.mark.long)]
