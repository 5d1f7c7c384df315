from collections.abc import Mapping
from datetime import datetime

from alongside.foundation.people.models import Person
from alongside.foundation.programmes.models import Programme
from alongside.toolbox import sentences
from alongside.toolbox.references import Reference, about_fields

from .models import Notice


def tell(
    person: Person,
    key: str,
    *,
    programme: Programme,
    now: datetime,
    about: Reference | None = None,
    words: Mapping[str, str] | None = None,
) -> Notice:
    """Tell a person something, by the channel, at the times and in the language they chose.

    `key` names a sentence; it is said when it is read or sent, in the reader's language.
    """
    sentences.find(key)
    return Notice.objects.create(
        programme=programme,
        person=person,
        key=key,
        words=dict(words or {}),
        said_at=now,
        due_at=now,
        channel=person.channel,
        **about_fields(about),
    )
