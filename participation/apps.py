from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "participation"

    def ready(self) -> None:
        from participation.contributions.slots import places  # noqa: PLC0415 - needs loaded models
        from participation.forums.queries import places_of  # noqa: PLC0415

        places.fill(places_of)
