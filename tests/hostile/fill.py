"""Fills an empty home through actions, and says where its doors are: python -m tests.hostile.fill.

A process of its own: it uses the product's settings, as `alongside run` does afterwards.
"""

import json
import os
import sys

from alongside.config import command
from alongside.config.home import home, lay_out

LARGE = 8 * 1024 * 1024  # bytes of a sound file that readers ask for and do not read


def main() -> None:
    lay_out(home())
    command.set_up()
    from alongside.config.prepare import prepare

    prepare(lambda _words: None)
    sys.stdout.write(json.dumps(fill()))


def fill() -> dict[str, object]:
    from django.test import Client
    from django.utils.timezone import now

    from alongside.foundation.people.models import Hand, Person
    from alongside.foundation.projects.models import Project
    from alongside.phases.collection import actions
    from alongside.phases.collection.states import Kind, MayUse
    from alongside_demo import town

    town.fill()
    project = Project.objects.select_related("programme").get(programme__slug="marram-bay")
    amina = Person.objects.get(first_name="Amina")
    source = actions.bring_in(
        by=Hand.own(amina),
        project=project,
        title="The sea at the pier",
        kind=Kind.NOTE,
        how_it_came="Recorded on the pier.",
        may_use=MayUse.OURS,
        name="sea.mp3",
        content=b"ID3" + os.urandom(LARGE),
        now=now(),
    )
    return {
        "sessions": [_session_of(Client(), amina) for _ in range(10)],
        "bring": f"/marram-bay/sources/of/{project.pk}/bring/",
        "file": f"/marram-bay/papers/file/{source.file_id}/",
    }


def _session_of(client: object, person: object) -> str:
    from django.conf import settings

    client.force_login(person)  # type: ignore[attr-defined]  # -- Django is imported once it is set up
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)  # type: ignore[attr-defined]  # -- as above


if __name__ == "__main__":
    main()
