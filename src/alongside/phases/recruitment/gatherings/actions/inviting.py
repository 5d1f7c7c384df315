"""Asking people, hearing what they need, and answering each need."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation.memberships.queries import first_to_ask
from alongside.foundation.notices.actions import tell
from alongside.foundation.people.models import Hand, House, Person
from alongside.foundation.people.states import Channel
from alongside.foundation.tasks.actions import ask, settle
from alongside.phases.recruitment.opportunities.actions import let_go
from alongside.phases.recruitment.opportunities.queries import with_a_place
from alongside.throughout.hours import actions as hours
from alongside.toolbox.sentences import sentence
from alongside.toolbox.verdicts import insist

from .. import checks, queries, rules
from ..models import Gathering, Invitation, Need
from ..states import Answer, CatchUp, Duty, Met, Standing
from .common import hold, move, words_of, write_down

LISTED = sentence("gatherings.listed", _("%(who)s chose whom to ask to “%(what)s”."))
INVITED = sentence("gatherings.invited", _("%(who)s asked people to “%(what)s”."))
ANSWERED = sentence("gatherings.answered", _("%(who)s answered about “%(what)s”."))
NEED_ANSWERED = sentence("gatherings.need_answered", _("%(who)s answered %(what)s."))
READY = sentence("gatherings.ready", _("%(who)s said that “%(what)s” is ready."))
CALLED_OFF = sentence("gatherings.called_off", _("%(who)s called off “%(what)s”."))
PLEASE_COME = sentence(
    "gatherings.please_come",
    _("Will you come to “%(what)s” on %(day)s at %(time)s?"),
    _(
        "Where: %(place)s\n\nWhat we will ask of you: %(ask)s\n\n"
        "Tell us what you need to take part, even if you told us before. "
        "You can leave at any time. Just let us know that you are all right.\n\n"
        "Cannot come, or lost on the day? Ring %(help_name)s on %(help_phone)s."
    ),
)
IT_IS_ON = sentence(
    "gatherings.it_is_on",
    _("“%(what)s” is on: %(day)s at %(time)s."),
    _("Where: %(place)s\n\nLost, or late? Ring %(help_name)s on %(help_phone)s."),
)
IT_IS_OFF = sentence(
    "gatherings.it_is_off",
    _("“%(what)s” on %(day)s is called off."),
    _("We are sorry. Ring %(help_name)s on %(help_phone)s if you want to talk about it."),
)
SEE_TO_IT = sentence(
    "gatherings.see_to_it", _("See to what %(name)s needs for “%(what)s”, and answer.")
)
SAY_WHY = sentence(
    "gatherings.say_why", _("Tell %(name)s why we cannot do all they need, and what we do instead.")
)
WE_CAN = sentence(
    "gatherings.we_can",
    _("About what you need for “%(what)s”: %(answer)s."),
    _("%(owner)s can tell you more. You can read it all on its own page."),
)


@transaction.atomic
def choose_people(
    *, by: Hand, gathering: Gathering, people: Sequence[Person], why_here: str, now: datetime
) -> None:
    """Put people on the list, with why they are asked. Later ones are told at once."""
    held = hold(gathering)
    insist(rules.may_invite(by.person, held, now=now))
    for person in people:
        insist(rules.may_be_invited(person, held.programme))
        invitation, is_new = Invitation.objects.get_or_create(
            programme_id=held.programme_id,
            gathering=held,
            person=person,
            defaults={"why_here": why_here},
        )
        if is_new and held.standing != Standing.PLANNED:
            _call(held, invitation, now)
    if held.standing == Standing.READY:
        move(held, to=Standing.INVITED)  # somebody new has needs we have not heard
    write_down(LISTED, by=by, gathering=held, now=now, concerns=queries.invited(held))


def take_in_places(gathering: Gathering) -> None:
    """Whoever has a place in its opportunity is on the list."""
    if gathering.opportunity is None:
        return
    why = gettext("Said yes to “%(what)s”") % {"what": gathering.opportunity}
    for answer in with_a_place(gathering.opportunity):
        insist(rules.may_be_invited(answer.person, gathering.programme))
        Invitation.objects.get_or_create(
            programme_id=gathering.programme_id,
            gathering=gathering,
            person=answer.person,
            defaults={"why_here": why[:160]},
        )


@transaction.atomic
def say_why_here(
    *, by: Hand, gathering: Gathering, whys: Mapping[Invitation, str], now: datetime
) -> None:
    held = hold(gathering)
    insist(rules.may_change(by.person, held))
    for invitation, why_here in whys.items():
        invitation.why_here = why_here
        invitation.save(update_fields=["why_here"])
    write_down(LISTED, by=by, gathering=held, now=now)


@transaction.atomic
def invite(*, by: Hand, gathering: Gathering, now: datetime) -> None:
    """Send the call: everyone on the list hears of it and is asked what they need."""
    held = hold(gathering)
    insist(rules.may_invite(by.person, held, now=now), rules.has_somebody_to_tell(held))
    take_in_places(held)
    checks.inviting.insist(checks.plan_of(held, today=localdate(now)))
    move(held, to=Standing.INVITED)
    asked = list(queries.invited(held))
    for invitation in asked:
        _call(held, invitation, now)
    write_down(INVITED, by=by, gathering=held, now=now, concerns=asked)


@transaction.atomic
def answer(
    *,
    by: Hand,
    invitation: Invitation,
    says: Answer,
    now: datetime,
    needs: Sequence[str] = (),
    by_video: bool = False,
    how_to_catch_up: CatchUp | str = "",
) -> None:
    """Say whether they come, and confirm what they need this time. Each need gets an owner."""
    held = hold(invitation.gathering)
    insist(rules.may_answer(by.person, invitation))
    invitation.answer, invitation.by_video = says, by_video
    invitation.how_to_catch_up = how_to_catch_up
    invitation.needs_asked_at = invitation.needs_asked_at or now
    invitation.needs_confirmed_at = None if says == Answer.NOT_COMING else now
    invitation.save()
    keep_time(held, invitation, now)
    wanted = [] if says == Answer.NOT_COMING else [line.strip() for line in needs if line.strip()]
    _keep_needs(held, invitation, wanted, now)
    write_down(ANSWERED, by=by, gathering=held, now=now, concerns=[invitation])


def keep_time(gathering: Gathering, invitation: Invitation, now: datetime) -> None:
    """A yes keeps its time in the person's week; anything else gives the time back.

    Where a gathering belongs to an opportunity, the yes to that has kept the time already.
    """
    if gathering.opportunity:
        return
    off = gathering.standing == Standing.CALLED_OFF
    if off or invitation.answer != Answer.COMING:
        let_go(
            person=invitation.person,
            programme=gathering.programme,
            for_what=gathering.ref(),
            now=now,
        )
        return
    hours.book(
        by=House(),
        person=invitation.person,
        programme=gathering.programme,
        about=gathering.ref(),
        minutes=gathering.minutes,
        day=localdate(gathering.starts_at),
        now=now,
    )


def _keep_needs(
    gathering: Gathering, invitation: Invitation, wanted: Sequence[str], now: datetime
) -> None:
    """What they still need stays with its answer; the rest is let go; the new gets an owner."""
    kept = [need for need in queries.needs(gathering) if need.invitation_id == invitation.pk]
    for need in kept:
        if need.what not in wanted:
            need.gone_at = now
            need.save(update_fields=["gone_at"])
    known = {need.what for need in kept}
    owner = owner_of(gathering)
    for what in wanted:
        if what not in known:
            _open_need(gathering, invitation, what, owner, now)
    if gathering.standing == Standing.READY and set(wanted) - known:
        move(gathering, to=Standing.INVITED)


def _open_need(
    gathering: Gathering, invitation: Invitation, what: str, owner: Person, now: datetime
) -> None:
    need = Need.objects.create(
        programme_id=gathering.programme_id,
        invitation=invitation,
        person=invitation.person,
        what=what,
        owner=owner,
        said_at=now,
    )
    ask(
        SEE_TO_IT,
        of=owner,
        programme=gathering.programme,
        due_on=max(localdate(now), localdate(gathering.starts_at) - timedelta(days=3)),
        now=now,
        once=f"need {need.pk}",
        about=gathering.ref(),
        words={"name": invitation.person.named, "what": gathering.title},
        for_person=invitation.person,
    )


@transaction.atomic
def answer_need(
    *, by: Hand, need: Need, answer: Met, now: datetime, why: str = "", instead: str = ""
) -> None:
    """An honest answer, told at once: yes, partly or no, with why and what instead."""
    insist(rules.may_answer_need(by.person, need, answer=answer, why=why, instead=instead))
    gathering = need.invitation.gathering
    if answer == Met.MET:
        why = instead = ""
    need.answer, need.why, need.instead, need.told_at = answer, why, instead, now
    need.save(update_fields=["answer", "why", "instead", "told_at"])
    settle(
        by=by,
        programme=gathering.programme,
        once=f"need {need.pk}",
        outcome=str(need.get_answer_display()),
        now=now,
    )
    words = {
        "what": gathering.title,
        "answer": str(need.get_answer_display()),
        "owner": need.owner.first_name,
    }
    tell(
        need.person,
        WE_CAN,
        programme=gathering.programme,
        now=now,
        about=gathering.ref(),
        words=words,
    )
    if answer != Met.MET and need.person.channel in {Channel.PHONE, Channel.VISIT, Channel.LETTER}:
        _say_it_in_person(need, gathering, now)
    write_down(
        NEED_ANSWERED,
        by=by,
        gathering=gathering,
        now=now,
        concerns=[need.invitation],
        about=need.ref(),
    )


def _say_it_in_person(need: Need, gathering: Gathering, now: datetime) -> None:
    """Why and what instead are private, so no letter carries them: the owner tells the person."""
    ask(
        SAY_WHY,
        of=need.owner,
        programme=gathering.programme,
        due_on=localdate(gathering.starts_at) - timedelta(days=1),
        now=now,
        once=f"need told {need.pk}",
        about=gathering.ref(),
        words={"name": need.person.named},
        for_person=need.person,
    )


@transaction.atomic
def get_ready(*, by: Hand, gathering: Gathering, now: datetime) -> None:
    """Say that it is on. Not before everyone's needs were asked, confirmed and answered."""
    held = hold(gathering)
    insist(rules.may_invite(by.person, held, now=now))
    plan = checks.plan_of(held, today=localdate(now))
    checks.inviting.insist(plan)
    checks.getting_ready.insist(plan)
    move(held, to=Standing.READY)
    for invitation in plan.expected:
        tell(
            invitation.person,
            IT_IS_ON,
            programme=held.programme,
            now=now,
            about=held.ref(),
            words=words_of(held),
        )
    write_down(READY, by=by, gathering=held, now=now, concerns=plan.expected)


@transaction.atomic
def call_off(*, by: Hand, gathering: Gathering, now: datetime) -> None:
    """Everyone who was called is told that it is off."""
    held = hold(gathering)
    insist(rules.may_call_off(by.person, held))
    called = [] if held.standing == Standing.PLANNED else list(queries.invited(held))
    move(held, to=Standing.CALLED_OFF)
    for invitation in called:
        keep_time(held, invitation, now)
        tell(
            invitation.person,
            IT_IS_OFF,
            programme=held.programme,
            now=now,
            about=held.ref(),
            words=words_of(held),
        )
    write_down(CALLED_OFF, by=by, gathering=held, now=now, concerns=called)


def _call(gathering: Gathering, invitation: Invitation, now: datetime) -> None:
    tell(
        invitation.person,
        PLEASE_COME,
        programme=gathering.programme,
        now=now,
        about=gathering.ref(),
        words=words_of(gathering),
    )
    invitation.needs_asked_at = now
    invitation.save(update_fields=["needs_asked_at"])


def owner_of(gathering: Gathering) -> Person:
    """Whoever looks out for people, else staff on the day, else whoever planned it."""
    helping = {helper.duty: helper.person for helper in queries.helpers(gathering)}
    named = helping.get(Duty.WELFARE) or helping.get(Duty.STAFF)
    return named or first_to_ask(gathering.programme) or gathering.planned_by
