from collections.abc import Iterable, Mapping

from django.apps import AppConfig
from django.utils.functional import Promise


class HomeConfig(AppConfig):
    name = "smartregion.home"
    label = "home"

    def ready(self) -> None:
        # They need loaded models.
        from smartregion.home.verbs import JOBS, LABELS, ROOMS  # noqa: PLC0415
        from smartregion.privacy.slots import acts, rooms  # noqa: PLC0415

        acts.fill(lambda verbs, _user: named(verbs, LABELS | JOBS))
        rooms.fill(lambda names, _user: named(names, ROOMS))


def named(keys: Iterable[str], labels: Mapping[str, Promise]) -> dict[str, list[str]]:
    """What is named at all, in the language of this moment."""
    return {key: [str(labels[key])] for key in keys if key in labels}
