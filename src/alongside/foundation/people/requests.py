from django.db.models import QuerySet
from django.http import HttpRequest

from alongside.foundation.programmes.models import Programme

from .models import Hand, Person


class PublicRequest(HttpRequest):
    """A request to a page of a programme that anyone may see."""

    programme: Programme


class PersonRequest(HttpRequest):
    """A request past the door: somebody is there. `hand` says whose act this is."""

    user: Person
    hand: Hand
    programmes: QuerySet[Programme]  # those this page may span
    roles: frozenset[str]


class MemberRequest(PersonRequest):
    """A request to a page of one programme, by somebody it opens to."""

    programme: Programme
