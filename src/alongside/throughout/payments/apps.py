from uuid import UUID

from django.apps import AppConfig
from django.urls import reverse


class Config(AppConfig):
    name = "alongside.throughout.payments"
    label = "payments"

    def ready(self) -> None:
        from alongside.foundation.people import rules as people
        from alongside.toolbox.references import addressed

        from . import rules

        people.before_forgetting.answer(rules.may_go)
        addressed("payments.payment", _address)


def _address(programme: str, pk: UUID) -> str:
    return reverse("payments:one", args=[programme, pk])
