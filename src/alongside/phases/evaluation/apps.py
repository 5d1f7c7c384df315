from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.phases.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from django.urls import reverse

        from alongside.foundation.projects import rules as projects
        from alongside.toolbox.references import addressed

        from . import (
            actions,  # noqa: F401 -- its sentences are registered
            rules,
        )

        projects.may_it_close.answer(rules.may_close)
        for kind in ("evaluation.review", "evaluation.impact"):
            addressed(kind, lambda slug, pk: reverse("evaluation:about", args=[slug, pk]))
