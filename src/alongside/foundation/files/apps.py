from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.foundation.files"
    label = "files"

    def ready(self) -> None:
        from datetime import timedelta

        from django.urls import reverse

        from alongside.toolbox.jobs import kind
        from alongside.toolbox.references import addressed

        from . import jobs

        addressed("files.file", lambda slug, pk: reverse("files:file", args=[slug, pk]))
        addressed("files.document", lambda slug, pk: reverse("files:document", args=[slug, pk]))
        kind("files.sweep", compute=jobs.compute, finish=jobs.finish, every=timedelta(days=1))
