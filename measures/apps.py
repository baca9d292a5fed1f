from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "measures"

    def ready(self) -> None:
        from measures.queries import outcomes_of  # noqa: PLC0415 - needs loaded models
        from participation.contributions.slots import outcomes  # noqa: PLC0415

        outcomes.fill(outcomes_of)
