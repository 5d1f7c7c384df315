"""Who walks through the house: every kind of person, and somebody nobody knows."""

from dataclasses import dataclass
from typing import Final

from alongside.foundation.people.states import Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """One kind of person: whether they belong to the programme, and what they hold in it."""

    name: str
    belongs: bool = True
    signed_in: bool = True
    holds: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


def holder(name: str, *roles: Role) -> Visitor:
    return Visitor(name, holds=frozenset(roles))


NOBODY: Final = Visitor("nobody", belongs=False, signed_in=False)
PERSON: Final = Visitor("person")
ELSEWHERE: Final = Visitor("somebody of another programme", belongs=False)
FACILITATOR: Final = holder("facilitator", Role.FACILITATOR)
COORDINATOR: Final = holder("coordinator", Role.COORDINATOR)

VISITORS: Final = (
    FACILITATOR,
    COORDINATOR,
    PERSON,
    Visitor("young person"),
    Visitor("guardian"),
    Visitor("supporter"),
    Visitor("somebody new, in no project"),
    Visitor("somebody having a rest"),
    holder("project lead", Role.PROJECT_LEAD),
    holder("organisation manager", Role.ORGANISATION_MANAGER),
    holder("sponsor", Role.SPONSOR),
    holder("finance", Role.FINANCE),
    holder("safeguarding lead", Role.SAFEGUARDING),
    holder("data-protection lead", Role.DATA_PROTECTION),
    holder("funder", Role.FUNDER),
    Visitor("operator", belongs=False),
    Visitor("somebody who left", belongs=False),
    ELSEWHERE,
    NOBODY,
)
