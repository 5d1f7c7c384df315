from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.throughout.feedback"
    label = "feedback"

    def ready(self) -> None:
        from alongside.foundation.projects import rules as projects

        from . import rules

        projects.may_it_close.answer(rules.may_close)
