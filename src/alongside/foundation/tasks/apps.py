from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.foundation.tasks"
    label = "tasks"

    def ready(self) -> None:
        from django.urls import reverse

        from alongside.toolbox.references import addressed

        addressed("tasks.task", lambda slug, pk: reverse("tasks:one", args=[slug, pk]))
