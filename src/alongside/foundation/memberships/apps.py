from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.foundation.memberships"
    label = "memberships"

    def ready(self) -> None:
        from alongside.foundation.people import rules as people

        from . import rules

        people.may_write_for.answer(rules.may_act_for)
