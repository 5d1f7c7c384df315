"""What every request passes: the programme in its address, whose act it is, and the door."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import STAFF
from alongside.foundation.programmes.models import Programme
from alongside.toolbox.doors import Door, Opens, door_of
from alongside.toolbox.verdicts import NotAllowed

from . import queries, rules
from .states import Standing

ACTING = "acting"  # in the session: for whom, how, in which programme
OUTSIDE = ("allauth.", "django.")  # their own doors; config/urls says which of them are open


class Doors:
    """Finds the programme and the hand, and opens the door or says why not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        _args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if view.__module__.startswith(OUTSIDE):
            return None
        programme = _programme(kwargs.pop("programme", None))
        request.programme = programme  # type: ignore[attr-defined] -- see PersonRequest
        person = request.user if isinstance(request.user, Person) else None
        request.roles = frozenset()  # type: ignore[attr-defined] -- see PersonRequest
        if person is not None:
            self._identify(request, person, programme)
        return self._open(request, door_of(view), person)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        if isinstance(trouble, NotAllowed):
            return refuse(request, str(trouble))
        return None

    def _identify(self, request: Any, person: Person, programme: Programme | None) -> None:  # noqa: ANN401 -- a request being made into a PersonRequest
        request.hand = _hand(request, person, programme)
        request.part = queries.part_of(request.hand.person, programme) if programme else None
        if request.part and request.part.standing != Standing.LEFT:
            request.roles = request.part.roles

    def _open(self, request: Any, door: Door | None, person: Person | None) -> HttpResponse | None:  # noqa: ANN401 -- as above
        if door is None:
            return refuse(request, _("This page is not open yet."))
        if door.opens == Opens.ANYONE:
            return None
        if person is None:
            return redirect_to_login(request.get_full_path())
        if door.opens == Opens.SIGNED_IN:
            return None
        if request.part is None or request.part.standing == Standing.LEFT:
            raise Http404  # somebody of another programme learns nothing, not even that it is there
        if door.opens == Opens.ROLES and not request.roles & door.roles:
            return refuse(request, _("This page is for people with another role here."))
        return None


def refuse(request: HttpRequest, reason: str) -> HttpResponse:
    return render(request, "403.html", {"reason": reason}, status=403)


def _programme(slug: str | None) -> Programme | None:
    if slug is None:
        return None
    found = Programme.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _hand(request: HttpRequest, writer: Person, programme: Programme | None) -> Hand:
    """The writer's own hand, unless they are writing things down for somebody in this programme."""
    acting = request.session.get(ACTING)
    if not acting or programme is None or acting["programme"] != str(programme.pk):
        return Hand.own(writer)
    person = Person.objects.filter(pk=UUID(acting["person"])).first()
    if person is None or not rules.may_act_for(writer, person, programme):
        del request.session[ACTING]
        return Hand.own(writer)
    return Hand(person, writer, acting["how"])


def around(request: HttpRequest) -> dict[str, Any]:
    """For templates: whose hand this is, and the five words at the top of the page."""
    hand = getattr(request, "hand", None)
    roles = getattr(request, "roles", frozenset())
    return {"hand": hand, "runs_things": bool(roles & STAFF), "nav": _nav(request, hand, roles)}


def _nav(request: HttpRequest, hand: Hand | None, roles: frozenset[str]) -> list[dict[str, Any]]:
    programme = getattr(request, "programme", None)
    if programme is None and hand is not None:
        programme = queries.programmes_of(hand.person).first()
    entries = [(_("My week"), "week:week", ())] if hand else []
    if programme:
        place = (programme.slug,)
        entries += [
            (_("Projects"), "project:listing", place),
            (_("Opportunities"), "opportunities:listing", place),
            (_("Library"), "library:listing", place),
            (_("Help"), "public:help", place),
        ]
        if roles & STAFF:
            entries[0] = (_("Desk"), "desk:desk", place)
    return [
        {"label": label, "url": url, "current": request.path.startswith(url)}
        for label, name, arguments in entries
        for url in [reverse(name, args=arguments)]
    ]
