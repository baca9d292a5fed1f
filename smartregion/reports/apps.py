from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "smartregion.reports"
    label = "reports"

    def ready(self) -> None:
        # Whoever orders a job needs to know its queue, so the web process needs this, too.
        from measures import slots as measure_slots  # noqa: PLC0415
        from participation.contributions import slots as contribution_slots  # noqa: PLC0415
        from participation.contributions.thread import parts  # noqa: PLC0415
        from smartregion.reports import mentions, offers, tasks  # noqa: F401, PLC0415
        from smartregion.reports.thread import among_reports  # noqa: PLC0415
        from strategy import slots as strategy_slots  # noqa: PLC0415

        contribution_slots.mentions.fill(mentions.contributions_mentioned)
        measure_slots.in_reports.fill(mentions.measures_mentioned)
        measure_slots.prints_of_cycles.fill(offers.prints_of_cycles)
        measure_slots.prints_of_comparisons.fill(offers.prints_of_comparisons)
        measure_slots.prints_of_measures.fill(offers.prints_of_measures)
        strategy_slots.prints.fill(offers.prints_of_versions)
        parts.append(among_reports)
