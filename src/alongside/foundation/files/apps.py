from django.apps import AppConfig


class Config(AppConfig):
    name = "alongside.foundation.files"
    label = "files"

    def ready(self) -> None:
        from django.urls import reverse

        from alongside.toolbox.references import addressed

        addressed("files.file", lambda slug, pk: reverse("files:file", args=[slug, pk]))
        addressed("files.document", lambda slug, pk: reverse("files:document", args=[slug, pk]))
