import pytest
from django.test import Client
from django.urls import reverse

from .stage import Stage

pytestmark = pytest.mark.django_db


def test_the_plan_shows_its_checks(client: Client) -> None:
    stage = Stage().listed()
    client.force_login(stage.farah)

    text = client.get(
        reverse("gatherings:organise", args=[stage.programme.slug, stage.gathering.pk])
    ).text

    assert "Worth a look" in text
