from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.foundation.notices"
    label = "notices"

    def ready(self) -> None:
        from django.urls import reverse

        from alongside.foundation.tasks import actions as tasks
        from alongside.toolbox.jobs import kind
        from alongside.toolbox.references import addressed

        from . import actions, jobs

        kind(actions.GO, compute=jobs.compute, finish=jobs.finish)
        addressed("notices.message", lambda slug, pk: reverse("notices:message", args=[slug, pk]))
        tasks.ticked.answer(actions.on_tick)
