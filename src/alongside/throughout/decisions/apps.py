from uuid import UUID

from django.apps import AppConfig
from django.urls import reverse


class Config(AppConfig):
    name = "alongside.throughout.decisions"
    label = "decisions"

    def ready(self) -> None:
        from alongside.foundation.projects import rules as projects
        from alongside.toolbox.references import addressed

        from . import rules

        addressed("decisions.decision", _address)
        projects.evidence.answer(rules.evidence)


def _address(programme: str, pk: UUID) -> str:
    return reverse("decisions:one", args=[programme, pk])
