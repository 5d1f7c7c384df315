from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.pages.project"
    label = "project_page"

    def ready(self) -> None:
        from django.urls import reverse

        from alongside.foundation.projects import rules
        from alongside.toolbox.references import addressed

        from . import queries

        addressed("projects.project", lambda slug, pk: reverse("project:detail", args=[slug, pk]))
        rules.room_links.answer(queries.room_links)
