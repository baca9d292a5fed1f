from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "measures"

    def ready(self) -> None:
        from measures.queries import (  # noqa: PLC0415 - needs loaded models
            measures_of_fields,
            outcomes_of,
        )
        from participation.contributions.slots import outcomes  # noqa: PLC0415
        from strategy.slots import related  # noqa: PLC0415

        outcomes.fill(outcomes_of)
        related.fill(measures_of_fields)
