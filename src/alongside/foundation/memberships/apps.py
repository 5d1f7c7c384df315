from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.foundation.memberships"
    label = "memberships"

    def ready(self) -> None:
        from django.urls import reverse

        from alongside.foundation.notices import rules as notices
        from alongside.foundation.people import rules as people
        from alongside.foundation.tasks import rules as tasks
        from alongside.toolbox.references import addressed

        from . import actions, queries, rules

        people.may_write_for.answer(rules.may_act_for)
        people.before_forgetting.answer(rules.may_go)
        people.was_asked.answer(actions.was_asked)
        people.parting.answer(actions.part)
        people.pages_about.answer(rules.pages_about)
        notices.who_tells.answer(queries.who_tells)
        notices.through_whom.answer(queries.through_whom)
        tasks.leads.answer(rules.may_lead)
        addressed(
            "memberships.invitation",
            lambda slug, pk: reverse("memberships:asked_in", args=[slug, pk]),
        )
