"""Two people sort the texts of a survey into codes."""

from collections.abc import Callable

Code = Callable[..., None]
