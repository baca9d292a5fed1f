from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "strategy"

    def ready(self) -> None:
        from smartregion.accounts.models import ScopeKind  # noqa: PLC0415 - needs loaded models
        from smartregion.accounts.slots import scopes  # noqa: PLC0415
        from strategy import scopes as here  # noqa: PLC0415
        from strategy.models import Element, ElementText  # noqa: PLC0415

        scopes.offer(ScopeKind.FIELD, here.fields)
        scopes.place(here.around_element, Element)
        scopes.place(here.around_text, ElementText)
