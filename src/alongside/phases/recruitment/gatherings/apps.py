from uuid import UUID

from django.apps import AppConfig
from django.urls import reverse


class Config(AppConfig):
    name = "alongside.phases.recruitment.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        from alongside.foundation.projects import rules as projects
        from alongside.toolbox.references import addressed

        from . import rules

        addressed("gatherings.gathering", _address)
        projects.may_it_close.answer(rules.may_project_close)
        projects.evidence.answer(rules.evidence)


def _address(programme: str, pk: UUID) -> str:
    return reverse("gatherings:detail", args=[programme, pk])
