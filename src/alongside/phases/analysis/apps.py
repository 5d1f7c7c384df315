from collections.abc import Callable
from uuid import UUID

from django.apps import AppConfig
from django.urls import reverse

PAGES = {
    "analysis.pack": "analysis:pack",
    "analysis.theme": "analysis:theme",
    "analysis.finding": "analysis:finding",
    "analysis.checkback": "analysis:asked",
}


def _at(page: str) -> Callable[[str, UUID], str]:
    def find(slug: str, pk: UUID) -> str:
        return reverse(page, args=[slug, pk])

    return find


class Config(AppConfig):
    name = "alongside.phases.analysis"
    label = "analysis"

    def ready(self) -> None:
        from alongside.foundation.projects import rules as projects
        from alongside.toolbox.references import addressed

        from . import queries, rules

        for kind, page in PAGES.items():
            addressed(kind, _at(page))
        projects.evidence.answer(queries.evidence)
        projects.may_it_close.answer(rules.may_close)
