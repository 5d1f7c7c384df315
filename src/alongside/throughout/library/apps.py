from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.throughout.library"
    label = "library"

    def ready(self) -> None:
        from django.urls import reverse

        from alongside.throughout.feedback import rules as feedback
        from alongside.toolbox.references import addressed

        from . import (
            actions,  # noqa: F401 -- its sentences are registered
            rules,
        )

        feedback.may_also_answer.answer(rules.may_answer_a_suggestion)
        addressed("library.resource", lambda slug, pk: reverse("library:one", args=[slug, pk]))
