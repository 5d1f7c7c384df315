from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.throughout.feedback"
    label = "feedback"

    def ready(self) -> None:
        from django.urls import reverse

        from alongside.foundation.projects import rules as projects
        from alongside.toolbox import undo
        from alongside.toolbox.references import addressed

        from . import actions, rules

        projects.may_it_close.answer(rules.may_close)
        undo.undone_by(actions.SAID, actions.take_back)
        addressed(
            "feedback.contribution", lambda slug, pk: reverse("feedback:one", args=[slug, pk])
        )
