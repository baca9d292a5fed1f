from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """Answers what the rooms and wings below ask (see docs/architecture.md)."""

    name = "participation"

    def ready(self) -> None:
        # The wings need loaded models.
        from participation.consultations import queries as consultations  # noqa: PLC0415
        from participation.contributions import slots  # noqa: PLC0415
        from participation.contributions.queries import related_to  # noqa: PLC0415
        from participation.events.actions.keeping import replace_copies  # noqa: PLC0415
        from participation.events.queries.groups import places_of as event_places  # noqa: PLC0415
        from participation.events.queries.minutes import discussed_in, news_quoting  # noqa: PLC0415
        from participation.forums.queries import audiences_of, places_of  # noqa: PLC0415
        from participation.surveys.queries.quotes import places_of as survey_places  # noqa: PLC0415
        from strategy.guards import may_submit  # noqa: PLC0415
        from strategy.slots import comment_pages, related  # noqa: PLC0415

        slots.places.fill(places_of)
        slots.places.fill(consultations.places_of)
        slots.places.fill(survey_places)
        slots.places.fill(event_places)
        slots.mentions.fill(discussed_in)
        slots.quoting_news.fill(news_quoting)
        slots.copies.fill(replace_copies)
        slots.audiences.fill(audiences_of)
        slots.rewordings.fill(consultations.rewordings_of)
        related.fill(related_to)
        comment_pages.fill(consultations.comment_pages_of)
        may_submit.fill(consultations.objection_to)
        self._fill_exports()
        self._fill_guards()
        self._fill_notices()
        self._register_thread()
        self._know_jobs()
        self._register_removers()
        self._place_scopes()

    def _place_scopes(self) -> None:
        """A role may be held for one survey; contributions lie in fields and municipalities."""
        from participation.contributions.models import Contribution  # noqa: PLC0415
        from participation.contributions.scopes import around_contribution  # noqa: PLC0415
        from participation.surveys import scopes as surveys  # noqa: PLC0415
        from participation.surveys.models import Survey  # noqa: PLC0415
        from smartregion.accounts.models import ScopeKind  # noqa: PLC0415
        from smartregion.accounts.slots import scopes  # noqa: PLC0415

        scopes.offer(ScopeKind.SURVEY, surveys.surveys)
        scopes.place(surveys.around_survey, Survey)
        parts = (model for model in self.get_models() if hasattr(model, "survey_id"))
        scopes.place(surveys.around_part, *parts)
        scopes.place(around_contribution, Contribution)

    def _fill_notices(self) -> None:
        """What people follow, what guests wait for, and what becomes of texts when somebody leaves."""
        from participation.contributions.actions.leaving import make_nameless  # noqa: PLC0415
        from participation.contributions.queries import following as contributions  # noqa: PLC0415
        from participation.forums.queries.following import followed_topics  # noqa: PLC0415
        from smartregion.accounts.slots import belongings, leaving  # noqa: PLC0415
        from smartregion.notices.slots import followed, pending  # noqa: PLC0415

        followed.fill(followed_topics)
        followed.fill(contributions.followed_contributions)
        pending.fill(contributions.pending_for)
        belongings.fill(contributions.belongings_of)
        leaving.add(make_nameless)

    def _fill_exports(self) -> None:
        """The tables of all wings, in the order in which they stand in the files."""
        from participation.contributions import exports  # noqa: PLC0415
        from participation.events.exports import tables as events  # noqa: PLC0415
        from participation.forums import exports as forums  # noqa: PLC0415

        for wing in (exports.CONTRIBUTIONS, forums.TABLES, events.TABLES):
            exports.tables.fill(wing)

    def _fill_guards(self) -> None:
        """What may be done with a contribution now, the place where it stands says."""
        from participation.consultations import guarding as consultations  # noqa: PLC0415
        from participation.contributions import guards  # noqa: PLC0415
        from participation.forums import guarding as forums  # noqa: PLC0415

        guards.may_change.fill(forums.objection_to_change)
        guards.may_change.fill(consultations.objection_to_change)
        guards.may_support.fill(forums.objection_to_support)

    def _register_thread(self) -> None:
        """What the nightly walk looks at in this room."""
        from participation.consultations.thread import among_comments  # noqa: PLC0415
        from participation.contributions.thread import among_contributions, parts  # noqa: PLC0415
        from participation.forums.thread import among_posts  # noqa: PLC0415

        parts += [among_contributions, among_posts, among_comments]

    def _register_removers(self) -> None:
        """What the retention rules of this room name as that which removes."""
        from participation.contributions import actions as contributions  # noqa: PLC0415
        from participation.events.actions import forget_registered  # noqa: PLC0415
        from participation.forums.actions import forget_guest_posts  # noqa: PLC0415
        from participation.surveys.actions import remove_expired  # noqa: PLC0415
        from smartregion.core.retention import removes  # noqa: PLC0415

        removes("moderation", contributions.erase_expired)
        removes("contribution_exports", contributions.remove_expired_exports)
        removes("registrations", forget_registered)
        removes("guest_posts", forget_guest_posts)
        removes("surveys", remove_expired)

    def _know_jobs(self) -> None:
        """Whoever orders a job needs to know its queue, so the web process needs this, too."""
        from participation.contributions import tasks as contributions  # noqa: F401, PLC0415
        from participation.surveys import tasks as surveys  # noqa: F401, PLC0415
