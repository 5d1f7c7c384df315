"""What every request passes: the programme in its address, whose act it is, and the door."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from alongside.foundation.people.models import Hand, Person
from alongside.foundation.people.states import STAFF
from alongside.foundation.programmes.models import Programme
from alongside.foundation.programmes.queries import policy
from alongside.toolbox import errors, kept, signed_in
from alongside.toolbox.doors import Door, Opens, door_of
from alongside.toolbox.looks import one_look
from alongside.toolbox.verdicts import NotAllowed

from . import queries, rules
from .states import Standing

LOOKING = ("GET", "HEAD")
ACTING = "acting"  # in the session: for whom, how, in which programme
A_WORKING_DAY: Final = timedelta(hours=12)  # people who look after others' papers sign in daily


class Doors:
    """Finds the programme and the hand, and opens the door or says why not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in.end_if_over(request)
        if request.method in LOOKING:
            with one_look():
                return self.get_response(request)
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        _args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        programme = _programme(kwargs.pop("programme", None))
        request.programme = programme  # type: ignore[attr-defined]  # -- see PersonRequest
        person = request.user if isinstance(request.user, Person) else None
        request.roles = frozenset()  # type: ignore[attr-defined]  # -- see PersonRequest
        if person is not None:
            self._identify(request, person, programme)
        return self._open(request, door_of(view), person)

    def process_exception(self, request: HttpRequest, trouble: Exception) -> HttpResponse | None:
        if isinstance(trouble, NotAllowed):
            return errors.not_allowed(request, trouble)
        return None

    def _identify(self, request: Any, person: Person, programme: Programme | None) -> None:  # noqa: ANN401 -- a request being made into a PersonRequest
        request.hand = _hand(request, person, programme)
        request.programmes = _own_programmes(request, request.hand)
        # Whose help stands at the foot of the page.
        request.place = programme or next(iter(request.programmes), None)
        request.part = queries.part_of(request.hand.person, programme) if programme else None
        if request.part and request.part.standing != Standing.LEFT:
            request.roles = request.part.roles

    def _open(self, request: Any, door: Door | None, person: Person | None) -> HttpResponse | None:  # noqa: ANN401 -- as above
        if door is None:
            return errors.not_allowed(request, NotAllowed(_("This page is not open yet.")))
        if door.opens == Opens.ANYONE:
            return None
        if person is None:
            return redirect_to_login(request.get_full_path())
        if door.opens == Opens.SIGNED_IN:
            return None
        return self._into_the_programme(request, door)

    def _into_the_programme(self, request: Any, door: Door) -> HttpResponse | None:  # noqa: ANN401 -- as above
        if request.part is None or request.part.standing == Standing.LEFT:
            raise Http404  # somebody of another programme learns nothing, not even that it is there
        if door.opens == Opens.ROLES and not request.roles & door.roles:
            reason = _("This page is for people with another role here.")
            return errors.not_allowed(request, NotAllowed(reason))
        if request.roles & STAFF and signed_in.is_longer_than(request, A_WORKING_DAY):
            return _sign_in_again(request)
        if request.roles & STAFF and _wants_a_second_step(request):
            return _to_the_second_step(request)
        return None


def _sign_in_again(request: Any) -> HttpResponse:  # noqa: ANN401 -- as above
    """Begin a new day; what was typed is kept for whoever typed it."""
    if request.method in LOOKING:
        answer: HttpResponse = redirect_to_login(request.get_full_path())
    else:
        answer = kept.keep(request, request.user.pk)
    logout(request)
    return answer


def _to_the_second_step(request: HttpRequest) -> HttpResponse:
    if is_mfa_enabled(request.user):
        return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
    messages.info(request, _("Set up a second step to go on. People trust us with a lot."))
    return redirect("mfa_index")


def _programme(slug: str | None) -> Programme | None:
    if slug is None:
        return None
    found = Programme.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _hand(request: HttpRequest, writer: Person, programme: Programme | None) -> Hand:
    """The writer's own hand, unless they are writing things down for somebody.

    Writing for somebody holds in one programme, and on the pages about that person.
    """
    acting = request.session.get(ACTING)
    if not acting or (programme and acting["programme"] != str(programme.pk)):
        return Hand.own(writer)
    person = Person.objects.filter(pk=UUID(acting["person"])).first()
    place = programme or Programme.objects.filter(pk=UUID(acting["programme"])).first()
    if person is None or place is None or not rules.may_act_for(writer, person, place):
        del request.session[ACTING]
        return Hand.own(writer)
    return Hand(person, writer, acting["how"])


def _wants_a_second_step(request: Any) -> bool:  # noqa: ANN401 -- a request being made into a PersonRequest
    """Whether this programme asks staff for more than the emailed code, and had none."""
    steps = get_authentication_records(request, request.user)
    if any(step.get("method") == "mfa" for step in steps):
        return False
    return bool(policy(request.programme, "second_factor_for_staff"))


def _own_programmes(request: HttpRequest, hand: Hand) -> QuerySet[Programme]:
    """The programmes a page may span: a writer sees no more than the one they write in."""
    mine = queries.programmes_of(hand.person)
    return mine.filter(pk=request.session[ACTING]["programme"]) if hand.on_behalf else mine


def around(request: HttpRequest) -> dict[str, Any]:
    """For templates: whose hand this is, and the five words at the top of the page."""
    hand: Hand | None = getattr(request, "hand", None)
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    return {
        "hand": hand,
        "runs_things": bool(roles & STAFF),
        "nav": _nav(request, hand, roles),
    }


def _nav(request: Any, hand: Hand | None, roles: frozenset[str]) -> list[dict[str, Any]]:  # noqa: ANN401 -- perhaps a PersonRequest
    programme = getattr(request, "place", None) or getattr(request, "programme", None)
    entries: list[tuple[str, str, tuple[str, ...]]] = []
    if hand:
        entries.append((_("My week"), "week:week", ()))
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
        if (url := _address(name, *arguments))
    ]


def _address(name: str, *arguments: str) -> str:
    """Where a page is, or nothing: a page that says no must never fail for want of a link."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
