from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """Answers what the rooms and wings below ask (see docs/architecture.md)."""

    name = "participation"

    def ready(self) -> None:
        # The wings need loaded models.
        from participation.consultations import queries as consultations  # noqa: PLC0415
        from participation.contributions import slots  # noqa: PLC0415
        from participation.contributions.queries import related_to  # noqa: PLC0415
        from participation.forums.queries import audiences_of, places_of  # noqa: PLC0415
        from participation.surveys.queries.quotes import places_of as survey_places  # noqa: PLC0415
        from strategy.guards import may_submit  # noqa: PLC0415
        from strategy.slots import comment_pages, related  # noqa: PLC0415

        slots.places.fill(places_of)
        slots.places.fill(consultations.places_of)
        slots.places.fill(survey_places)
        slots.audiences.fill(audiences_of)
        slots.rewordings.fill(consultations.rewordings_of)
        related.fill(related_to)
        comment_pages.fill(consultations.comment_pages_of)
        may_submit.fill(consultations.objection_to)
        self._know_jobs()

    def _know_jobs(self) -> None:
        """Whoever orders a job needs to know its queue, so the web process needs this, too."""
        from participation.surveys import tasks  # noqa: F401, PLC0415
