"""Ways to take part, meetings that were and that come, and what was decided."""

from datetime import datetime, timedelta

from alongside.foundation.people.models import Hand
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import Level
from alongside.phases.recruitment.gatherings import actions as gatherings
from alongside.phases.recruitment.gatherings import queries as gatherings_read
from alongside.phases.recruitment.gatherings.models import Gathering
from alongside.phases.recruitment.gatherings.states import (
    Answer,
    CatchUp,
    Duty,
    Expenses,
    Item,
    Met,
    Way,
    Where,
)
from alongside.phases.recruitment.opportunities import actions as opportunities
from alongside.phases.recruitment.opportunities.actions import Details, TimeOfOthers
from alongside.phases.recruitment.opportunities.states import Part, Pay, Said
from alongside.phases.recruitment.opportunities.states import Where as At
from alongside.throughout.decisions import actions as decisions
from alongside.throughout.decisions.actions import Saying
from alongside.throughout.decisions.models import Decision
from alongside.throughout.decisions.queries import result
from alongside.throughout.decisions.states import Choice, Kind, Method, Who
from alongside.throughout.payments import actions as payments
from alongside.throughout.payments import queries as payments_read

from .days import Days
from .people import Town

HOUR = 1560  # pence
HALF_DAY = 3
CAME = ("Amina", "Harold", "Jean", "Lin", "Precious", "Ruth", "Vera")
AGENDA = (
    (Item.HELLO, "Tea and hellos", 15),
    (Item.CHECK_IN, "How are you today?", 10),
    (Item.OVERVIEW, "What we do today", 5),
    (Item.GROUPS, "What makes us miss the bus?", 40),
    (Item.BREAK, "Break", 20),
    (Item.DECISION, "At what times do we ask?", 25),
    (Item.REFLECTION, "How was today?", 15),
    (Item.NEXT, "What happens next, and money", 10),
)


def hand(town: Town, name: str) -> Hand:
    """Harold has no email: Farah writes down what he says on the phone."""
    if name == "Harold":
        return Hand(town.people["Harold"], town.people["Farah"], "phone")
    return town.hand(name)


def hold_meetings(town: Town, project: Project, days: Days) -> None:
    decision = _put_the_question(town, project, days)
    past = _plan(town, project, days, "Where and when do we ask?", -14, days.ago(33), decision)
    _ask_people(town, past, days.ago(32))
    _hold(town, past, decision, days)
    coming = _plan(town, project, days, "Survey workshop", days.next_weekday(3), days.ago(9))
    _ask_people(town, coming, days.ago(8), ready=False)
    _open_question(town, project, days)
    _offer(town, project, days)


def _put_the_question(town: Town, project: Project, days: Days) -> Decision:
    return decisions.put(
        by=town.hand("Farah"),
        programme=town.programme,
        project=project,
        phase=Phase.COLLECTION,
        question="At what times do we ask people?",
        kind=Kind.SHARED,
        why_this_kind="Nobody outside the group needs to agree.",
        options=["From 6 to 11 in the evening"],
        method=Method.CONSENT,
        opens_on=days.day(-34),
        closes_on=days.day(1),
        who_decides="Everyone in the project",
        who=Who.PROJECT,
        who_is_affected="People who need the bus at night, and the drivers",
        meaning={"people": "Two people stand at each stop.", "money": "Taxis home: £120."},
        now=days.ago(34),
    )


def _plan(  # noqa: PLR0917 -- what a meeting of the town needs
    town: Town,
    project: Project,
    days: Days,
    title: str,
    day: int,
    now: datetime,
    decision: Decision | None = None,
) -> Gathering:
    farah = town.hand("Farah")
    gathering = gatherings.plan(
        by=farah,
        programme=town.programme,
        project=project,
        title=title,
        phase=Phase.COLLECTION,
        purpose="We try out what we want to ask, and choose when and where.",
        level=Level.WORKING_WITH,
        why_level="The group chooses. The council has rules about asking in the street.",
        starts_at=days.at(day, 10),
        ends_at=days.at(day, 10) + timedelta(minutes=140),
        where=Where.ROOM,
        place="Pier Street Library, the sunny room",
        other_ways="Ring Farah before or after. It counts the same.",
        ways=[Way.TALKING, Way.PAIRS, Way.BEFORE],
        what_we_ask="Your view. You need to prepare nothing.",
        pay_pence=HALF_DAY * HOUR,
        now=now,
    )
    for kind, words, minutes in AGENDA:
        gatherings.add_item(
            by=farah,
            gathering=gathering,
            kind=kind,
            title=words,
            minutes=minutes,
            decision=decision if kind == Item.DECISION else None,
            now=now,
        )
    return gathering


def _ask_people(town: Town, gathering: Gathering, now: datetime, *, ready: bool = True) -> None:
    farah = town.hand("Farah")
    gatherings.choose_people(
        by=farah,
        gathering=gathering,
        people=[town.people[name] for name in (*CAME, "Idris", "Denise", "Tom")],
        why_here="Knows the buses here",
        now=now,
    )
    for name, duty in (("Jean", Duty.CHAIR), ("Tom", Duty.NOTES), ("Denise", Duty.WELFARE)):
        gatherings.take_on(by=farah, gathering=gathering, who=town.people[name], duty=duty, now=now)
    gatherings.invite(by=farah, gathering=gathering, now=now)
    needs = {
        "Jean": ["Large print, black on yellow"],
        "Lin": ["A hearing loop that is switched on"],
        "Harold": ["A seat with arms, near the door"],
    }
    for invitation in gatherings_read.invited(gathering):
        name = invitation.person.first_name
        if not ready and name in {"Ruth", "Vera", "Harold"}:
            continue
        gatherings.answer(
            by=hand(town, name),
            invitation=invitation,
            says=Answer.NOT_COMING if name == "Idris" else Answer.COMING,
            needs=needs.get(name, []),
            by_video=name == "Ruth",
            how_to_catch_up=CatchUp.RING if name == "Idris" else "",
            now=now + timedelta(days=1),
        )
    if not ready:
        return
    for need in gatherings_read.needs(gathering):
        gatherings.answer_need(by=farah, need=need, answer=Met.MET, now=now + timedelta(days=2))
    gatherings.get_ready(by=farah, gathering=gathering, now=now + timedelta(days=3))


def _hold(town: Town, gathering: Gathering, decision: Decision, days: Days) -> None:
    farah, start = town.hand("Farah"), days.at(-14, 9)
    gatherings.open_(by=farah, gathering=gathering, now=start + timedelta(minutes=50))
    invited = list(gatherings_read.invited(gathering))
    here = {one.pk for one in invited if one.person.first_name != "Idris"}
    gatherings.mark_here(by=farah, gathering=gathering, here=here, now=start + timedelta(hours=1))
    _decide(town, decision, start + timedelta(hours=3))
    items = list(gatherings_read.agenda(gathering))
    notes = {items[3]: "The stop is dark. Nobody knows when the bus comes."}
    end = start + timedelta(hours=3, minutes=20)
    gatherings.write_notes(by=farah, gathering=gathering, notes=notes, now=end)
    marks = {
        one: Expenses.KNOWS_HOW if one.person.first_name == "Harold" else Expenses.NOTHING
        for one in invited
        if one.pk in here
    }
    gatherings.mark_expenses(by=farah, gathering=gathering, marks=marks, now=end)
    gatherings.close(by=farah, gathering=gathering, now=end)
    gatherings.follow_up(
        by=farah,
        gathering=gathering,
        what_came_of_it="We ask from 6 to 11. The council puts a light at the pier stop.",
        now=days.ago(11),
    )
    _pay(town, days)


def _decide(town: Town, decision: Decision, now: datetime) -> None:
    [option] = [tally.option for tally in result(decision).tallies]
    for name in CAME:
        saying = Saying(Choice.YES)
        if name == "Ruth":
            saying = Saying(Choice.WORRY, "Is anybody safe at the stops at eleven?")
        decisions.say(by=hand(town, name), decision=decision, sayings={option: saying}, now=now)
    decisions.decide(
        by=town.hand("Farah"),
        decision=decision,
        reasons="That is when the bus lets people down.",
        next_steps="Two people go to each stop. Farah books taxis home.",
        review_on=None,
        now=now + timedelta(minutes=5),
    )


def _pay(town: Town, days: Days) -> None:
    """Olu looks at what is owed: most of it is paid, some waits."""
    olu = town.hand("Olu")
    today = days.day(-10)
    for one in payments_read.to_approve(town.programme, today=today):
        if one.payment.person.first_name != "Lin":
            payments.approve(by=olu, payment=one.payment, now=days.ago(9))
    for one in payments_read.to_pay(town.programme, today=today):
        if one.payment.person.first_name not in {"Amina", "Jean"}:
            payments.mark_paid(by=olu, payment=one.payment, now=days.ago(6))


def _open_question(town: Town, project: Project, days: Days) -> None:
    decisions.put(
        by=town.hand("Amina"),
        programme=town.programme,
        project=project,
        phase=Phase.COLLECTION,
        question="Which streets do we go to first?",
        kind=Kind.SHARED,
        why_this_kind="We know the streets best.",
        options=["Pier Street and Terrace Row", "The new estate"],
        method=Method.THUMBS,
        opens_on=days.day(-2),
        closes_on=days.day(8),
        who_decides="Everyone in the project",
        who=Who.PROJECT,
        who_is_affected="People who live there",
        now=days.ago(2),
    )


def _offer(town: Town, project: Project, days: Days) -> None:
    farah = town.hand("Farah")
    first = opportunities.make(
        by=farah,
        project=project,
        details=Details(
            title="Try our bus survey before it goes out",
            purpose="You answer it, we listen, and we mend what is hard or rude.",
            what_you_do="Read the questions, answer them, and tell us what sounds odd.",
            phase=Phase.COLLECTION,
            level=Level.WORKING_WITH,
            why_level="You choose the words. The council has the last word on when.",
            where=At.BOTH,
            place="Pier Street Library, or by video",
            starts_at=days.at(days.next_weekday(4), 10),
            ends_at=days.at(days.next_weekday(4), 12, 30),
            minutes=150,
            travel_minutes=30,
            pay=Pay.FEE,
            pay_pence=HALF_DAY * HOUR,
            pay_on=days.day(days.next_weekday(4) + 8),
            expenses="Bus fare in cash that day, or a taxi. Child care or a carer. Lunch.",
            access="Lift, hearing loop, quiet room, large print.",
            who_comes="Harold leads. Farah, Tom and ten who live here. Bring someone.",
            support="Farah rings you the day before.",
            formats=["plain", "large_print"],
            places=6,
            closes_at=days.at(days.next_weekday(4) - 1, 17),
            why_short_notice="The survey goes out next month.",
        ),
        others=[
            TimeOfOthers("Farah", Part.STAFF, 540),
            TimeOfOthers("Tom", Part.STAFF, 300),
        ],
        now=days.ago(7),
    )
    second = opportunities.make(
        by=farah,
        project=project,
        details=Details(
            title="Read the poster at home",
            purpose="Tell us if the poster says it plainly.",
            what_you_do="Look at two posters and say which you like, and why.",
            phase=Phase.DISSEMINATION,
            level=Level.ASKED,
            why_level="We ask what you think. The printer needs one choice.",
            where=At.ONLINE,
            by_on=days.day(12),
            minutes=60,
            pay=Pay.HOURS,
            pay_pence=HOUR,
            pay_on=days.day(20),
            expenses="Nothing to pay. Ask us for paper copies.",
            access="Also in large print, or read to you by phone.",
            who_comes="Just you, at home.",
            support="Ring Farah.",
            formats=["plain", "large_print", "audio"],
            how_given="everyone",
            closes_at=days.at(11, 17),
            why_short_notice="The print shop has a date.",
        ),
        others=[TimeOfOthers("Farah", Part.STAFF, 60)],
        now=days.ago(5),
    )
    for opportunity in (first, second):
        opportunities.open_up(by=farah, opportunity=opportunity, now=days.ago(4))
    for name in ("Jean", "Lin", "Harold"):
        opportunities.answer(
            by=hand(town, name), opportunity=first, answer=Said.YES, now=days.ago(3)
        )
