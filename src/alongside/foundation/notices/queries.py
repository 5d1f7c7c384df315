from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import translation
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext

from alongside.foundation.people.models import Person
from alongside.foundation.people.states import Channel, Format, HowOften
from alongside.foundation.programmes.models import Programme
from alongside.toolbox import sentences
from alongside.toolbox.sayings import say_date

from .models import Message, Notice
from .states import ASKED_OF_SOMEBODY, NOT_YET_GONE, SUMMARY_AT, Delivery

NOT_THERE: Final = (*ASKED_OF_SOMEBODY, *NOT_YET_GONE, Delivery.SENDING)
OLDEST: Final = 200  # notices: enough to find the people a page names
STUCK_AFTER: Final = timedelta(hours=1)
USUAL, LARGE = 12, 18  # points, on paper


@dataclass(frozen=True, slots=True)
class Said:
    """One notice in the language that is active: say it within the reader's."""

    says: str
    more: list[str]
    address: str
    said_at: datetime


def said(notice: Notice) -> Said:
    more = sentences.say_more(notice.key, notice.words)
    return Said(
        says=sentences.say(notice.key, notice.words),
        more=[part for part in more.split("\n\n") if part.strip()],
        address=notice.about.address(notice.programme.slug) if notice.about else "",
        said_at=notice.said_at,
    )


def said_in(message: Message) -> list[Said]:
    return [said(notice) for notice in message.notices.all()]


def notices(programme: Programme | UUID) -> QuerySet[Notice]:
    return Notice.objects.within(programme).select_related("programme", "person")


def of_person(person: Person, programme: Programme) -> QuerySet[Notice]:
    """Everything somebody was told, newest first."""
    return notices(programme).filter(person=person).order_by("-said_at", "-pk")


def new_for(person: Person, programme: Programme) -> QuerySet[Notice]:
    """What they have not seen here yet."""
    return of_person(person, programme).filter(seen_at=None)


def messages(programme: Programme | UUID) -> QuerySet[Message]:
    """Messages ready to show, each with what it carries: two queries, however many."""
    carried = notices(programme).order_by("said_at", "pk")
    rows = Message.objects.within(programme).select_related("person", "programme", "told_by")
    return rows.prefetch_related(Prefetch("notices", carried))


def by_hand(programme: Programme) -> QuerySet[Message]:
    """Letters to post, people to ring, and what did not arrive: oldest first."""
    rows = messages(programme).filter(delivery__in=ASKED_OF_SOMEBODY)
    return rows.order_by("taken_at", "pk")


def letters(programme: Programme) -> QuerySet[Message]:
    return by_hand(programme).filter(channel=Channel.LETTER)


def not_told(programme: Programme, *, now: datetime) -> QuerySet[Notice]:
    """What should have reached somebody and has not, as far as we know."""
    # Told ones are left out first: they are nearly all, and an index holds the others.
    rows = notices(programme).filter(delivery__in=NOT_THERE)
    late = Q(due_at__lt=now - STUCK_AFTER)
    return rows.filter(Q(delivery__in=ASKED_OF_SOMEBODY) | late).order_by("due_at", "pk")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who is to be told: how many things, the way they like, and where it lies."""

    name: str
    things: int
    way: str
    message_id: UUID | None  # the newest: it can carry all


def waiting(programme: Programme, *, now: datetime) -> list[Waiting]:
    """Who has not been told what they should have been, one row each: one query for all.

    Those who wait longest, as far as the oldest of their notices show them.
    """
    newest = Message.objects.within(programme).filter(delivery__in=ASKED_OF_SOMEBODY)
    newest = newest.filter(person_id=OuterRef("person_id")).order_by("-taken_at", "-pk")
    late = not_told(programme, now=now)
    rows = late.filter(person_id__in=late.values("person_id")[:OLDEST])
    found = (
        rows.order_by()
        .values("person_id")
        .annotate(
            name=F("person__first_name"),
            way=F("person__channel"),
            things=Count("pk"),
            since=Min("due_at"),
            newest=Subquery(newest.values("pk")[:1]),
        )
        .values_list("name", "things", "way", "newest")
    )
    return [
        Waiting(name, things, str(Channel(way).label), pk)
        for name, things, way, pk in found.order_by("since", "person_id")
    ]


@dataclass(slots=True)
class ByHand:
    """Somebody to tell, by the newest of what waits for them."""

    message: Message
    messages: int = 0
    things: int = 0


def people_by_hand(programme: Programme, *, most: int) -> list[ByHand]:
    """Whom somebody is to tell, one row a person, longest waiting first."""
    found: dict[UUID, ByHand] = {}
    for message in by_hand(programme)[:most]:
        row = found.setdefault(message.person_id, ByHand(message))
        row.message = message
        row.messages += 1
        row.things += len(message.notices.all())
    return list(found.values())


def to_join(message: Message) -> QuerySet[Message]:
    """What else somebody is to tell the same person."""
    rows = by_hand(message.programme).filter(person=message.person)
    return rows.exclude(pk=message.pk)


def due(programme_id: UUID, person_id: UUID, *, now: datetime) -> QuerySet[Notice]:
    rows = Notice.objects.within(programme_id).filter(person_id=person_id)
    rows = rows.filter(delivery__in=NOT_YET_GONE, due_at__lte=now)
    return rows.order_by("said_at", "pk")


def wants_email(person_id: UUID) -> bool:
    """Whether it is worth while to knock at the mail server for this person."""
    rows = Person.objects.filter(pk=person_id, channel=Channel.EMAIL)
    return rows.exclude(email=None).exists()


def taken_by(programme_id: UUID, job: str) -> Message | None:
    """What this very job took before, if it was cut off while sending."""
    rows = messages(programme_id).filter(job=job, delivery=Delivery.SENDING)
    return rows.order_by("pk").first()


def next_moment(person: Person, now: datetime) -> datetime:
    """When this person wants to be told next; never when it is quiet for them."""
    if person.how_often == HowOften.AT_ONCE:
        return after_quiet(person, now)
    return after_quiet(person, _next_summary(person.how_often, now))


def after_quiet(person: Person, moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet time it falls into."""
    starts, ends = person.quiet_from, person.quiet_until
    local = localtime(moment)
    if starts is None or ends is None or not _is_between(local.time(), starts, ends):
        return moment
    day = local.date() + timedelta(days=1 if ends <= local.time() else 0)
    return datetime.combine(day, ends, tzinfo=get_current_timezone())


def _is_between(moment: time, starts: time, ends: time) -> bool:
    if starts <= ends:
        return starts <= moment < ends
    return moment >= starts or moment < ends  # over midnight


def _next_summary(how_often: str, now: datetime) -> datetime:
    day = localtime(now).date()
    if how_often == HowOften.WEEKLY:
        day -= timedelta(days=day.weekday())
    step = timedelta(days=7 if how_often == HowOften.WEEKLY else 1)
    while True:
        moment = datetime.combine(day, SUMMARY_AT, tzinfo=get_current_timezone())
        if moment > now:
            return moment
        day += step


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in the reader's language and size, ready for the printer."""

    title: str
    lang: str
    rtl: bool
    size: int
    programme: str
    sender: list[str]
    address: list[str]
    date: str
    hello: str
    said: list[dict[str, Any]]  # Any: words, and lists of words
    help: str
    bye: str


def letter_of(message: Message, *, today: date) -> Letter:
    person, programme = message.person, message.programme
    with translation.override(person.language):
        words = {"name": person.first_name, "who": programme.help_name, "code": person.code}
        phone = {"who": programme.help_name, "phone": programme.help_phone}
        return Letter(
            title=gettext("A letter to %(name)s") % words,
            lang=person.language.partition("-")[0],
            rtl=translation.get_language_bidi(),
            size=LARGE if person.reads in {Format.LARGE_PRINT, Format.EASY_READ} else USUAL,
            programme=programme.name,
            sender=_lines(programme.help_address, programme.help_phone),
            address=_lines(person.full_name or person.first_name, person.address),
            date=say_date(today),
            hello=gettext("Hello %(name)s,") % words,
            said=[{"says": one.says, "more": one.more} for one in said_in(message)],
            help=gettext("Ring %(who)s on %(phone)s. We ring you back, so it costs you nothing.")
            % phone
            + " "
            + gettext("Your number with us is %(code)s.") % words,
            bye=programme.help_name,
        )


def _lines(*texts: str) -> list[str]:
    """Lines of an address: one for each comma or line it was typed with."""
    parts = "\n".join(texts).replace(",", "\n").splitlines()
    return [part.strip() for part in parts if part.strip()]
