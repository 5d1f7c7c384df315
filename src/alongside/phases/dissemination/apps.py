from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.phases.dissemination"
    label = "dissemination"

    def ready(self) -> None:
        from django.urls import reverse

        from alongside.foundation.projects import rules as projects
        from alongside.throughout.feedback import queries as feedback
        from alongside.toolbox.references import addressed

        from . import (
            actions,  # noqa: F401 -- its sentences are registered
            queries,
            rules,
        )

        projects.may_it_close.answer(rules.may_close)
        projects.evidence.answer(rules.in_the_hands_of_residents)
        feedback.effects.answer(queries.effects)
        addressed(
            "dissemination.output",
            lambda slug, pk: reverse("dissemination:work", args=[slug, pk]),
        )
