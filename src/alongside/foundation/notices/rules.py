from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.foundation.people.models import Person
from alongside.foundation.people.states import Channel
from alongside.foundation.programmes.models import Programme
from alongside.toolbox.registry import Question
from alongside.toolbox.verdicts import YES, Verdict

from .models import Message
from .states import ASKED_OF_SOMEBODY

# Answered by memberships, one floor up: notices know no roles and no groups.
who_tells: Question[[Programme, Person], Person | None] = Question(
    "who tells this person, where a hand or a voice is needed?"
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask at the group somebody belongs to."""

    organisation: str
    name: str
    email: str


through_whom: Question[[Programme, Person], Contact | None] = Question(
    "through which group does this person want to be told?"
)


def somebody_to_tell(programme: Programme, person: Person) -> Person | None:
    return next((who for who in who_tells.ask(programme, person) if who), None)


def contact_of(programme: Programme, person: Person) -> Contact | None:
    return next((found for found in through_whom.ask(programme, person) if found), None)


def goes_by_itself(person: Person) -> bool:
    """Only an email does; no provider of text messages is set up in this house."""
    return person.channel == Channel.EMAIL and bool(person.email)


def may_tick(message: Message) -> Verdict:
    if message.delivery in ASKED_OF_SOMEBODY:
        return YES
    return Verdict(_("Somebody has told them already."))
