"""Who may open what: one table per room or noun, URL name → Row. Every address of the product is in one."""

from importlib import import_module
from pkgutil import iter_modules

from tests.architecture.access.table import Row

ACCESS: dict[str, Row] = {}
for module in sorted(found.name for found in iter_modules(__path__) if found.name != "table"):
    ACCESS.update(import_module(f"{__name__}.{module}").TABLE)
