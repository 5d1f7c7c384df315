from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.pages.project"
    label = "project_page"

    def ready(self) -> None:
        from django.urls import reverse

        from alongside.toolbox.references import addressed

        addressed("projects.project", lambda slug, pk: reverse("project:detail", args=[slug, pk]))
