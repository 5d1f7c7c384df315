from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.throughout.agreements"
    label = "agreements"

    def ready(self) -> None:
        from django.urls import reverse

        from alongside.foundation.projects import actions as projects
        from alongside.toolbox.references import addressed

        from . import actions

        projects.somebody_joined.answer(actions.ask_newcomer)
        addressed(
            "agreements.clause", lambda slug, pk: reverse("agreements:clause", args=[slug, pk])
        )
        addressed(
            "agreements.version", lambda slug, pk: reverse("agreements:version", args=[slug, pk])
        )
