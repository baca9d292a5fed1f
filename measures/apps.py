from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "measures"

    def ready(self) -> None:
        from measures.actions.calendars import forget_calendar  # noqa: PLC0415 - needs loaded models
        from measures.queries import (  # noqa: PLC0415
            grown_into,
            measures_of_fields,
            next_steps_of,
            outcomes_of,
        )
        from measures.thread import among_measures  # noqa: PLC0415
        from participation.contributions import slots, thread  # noqa: PLC0415
        from smartregion.accounts.slots import leaving  # noqa: PLC0415
        from strategy.slots import related  # noqa: PLC0415

        slots.outcomes.fill(outcomes_of)
        slots.grown_into.fill(grown_into)
        slots.next_steps.fill(next_steps_of)
        related.fill(measures_of_fields)
        thread.parts.append(among_measures)
        leaving.add(forget_calendar)
