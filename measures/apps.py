from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "measures"

    def ready(self) -> None:
        from measures.actions.calendars import forget_calendar  # noqa: PLC0415 - needs loaded models
        from measures.actions.following import forget_follow_requests  # noqa: PLC0415
        from measures.queries import (  # noqa: PLC0415
            grown_into,
            outcomes_of,
            related_to_fields,
            traces,
        )
        from measures.queries.following import followed_measures, pending_for  # noqa: PLC0415
        from measures.queries.origins import news_quoting  # noqa: PLC0415
        from measures.queries.revisions import (  # noqa: PLC0415
            proposals_about,
            proposals_to_carry_out,
        )
        from measures.thread import among_measures  # noqa: PLC0415
        from participation.contributions import slots, thread  # noqa: PLC0415
        from participation.surveys.slots import uses  # noqa: PLC0415
        from smartregion.accounts.slots import leaving  # noqa: PLC0415
        from smartregion.core.retention import removes  # noqa: PLC0415
        from smartregion.notices.slots import followed, pending  # noqa: PLC0415
        from strategy import slots as below  # noqa: PLC0415

        slots.outcomes.fill(outcomes_of)
        slots.grown_into.fill(grown_into)
        slots.next_steps.fill(traces.next_steps_of)
        slots.quoting_news.fill(news_quoting)
        below.related.fill(related_to_fields)
        below.proposals.fill(proposals_about)
        below.taken_up.fill(proposals_to_carry_out)
        below.grown_from.fill(traces.grown_from_findings)
        below.next_steps.fill(traces.steps_from_findings)
        below.about_towns.fill(traces.about_towns)
        uses.fill(traces.uses_of)
        thread.parts.append(among_measures)
        leaving.add(forget_calendar)
        removes("follow_requests", forget_follow_requests)
        followed.fill(followed_measures)
        pending.fill(pending_for)
        self._place_scopes()

    def _place_scopes(self) -> None:
        """Whatever hangs on a measure lies where it does; an indicator may hang on an objective."""
        from measures import scopes as here  # noqa: PLC0415
        from measures.models import Indicator, Measure  # noqa: PLC0415
        from smartregion.accounts.models import ScopeKind  # noqa: PLC0415
        from smartregion.accounts.slots import scopes  # noqa: PLC0415

        parts = [model for model in self.get_models() if hasattr(model, "measure_id")]
        scopes.offer(ScopeKind.MEASURE, here.measures)
        scopes.place(here.around_measure, Measure)
        scopes.place(here.around_part, *(model for model in parts if model is not Indicator))
        scopes.place(here.around_indicator, Indicator)
