from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "smartregion.reports"
    label = "reports"

    def ready(self) -> None:
        # Whoever orders a job needs to know its queue, so the web process needs this, too.
        from measures import slots as measure_slots  # noqa: PLC0415
        from participation.contributions import slots as contribution_slots  # noqa: PLC0415
        from participation.contributions.thread import parts  # noqa: PLC0415
        from smartregion.reports import mentions, tasks  # noqa: F401, PLC0415
        from smartregion.reports.thread import among_reports  # noqa: PLC0415

        contribution_slots.mentions.fill(mentions.contributions_mentioned)
        measure_slots.in_reports.fill(mentions.measures_mentioned)
        parts.append(among_reports)
