from datetime import timedelta

from alongside.foundation.people.models import Hand
from alongside.foundation.projects import actions as projects
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import Level
from alongside.phases.recruitment.opportunities import actions
from alongside.phases.recruitment.opportunities.models import Opportunity
from alongside.phases.recruitment.opportunities.states import HowGiven, Part, Pay, Said, Where
from tests.house.roles import ELSEWHERE
from tests.house.world import FOREIGN, ORGANISERS, World

ONE = (
    "opportunities:detail opportunities:answer opportunities:edit opportunities:plan "
    "opportunities:open_up opportunities:close opportunities:finish opportunities:invite "
    "opportunities:set_aside"
)
STATES = ("draft", "open", "by invitation", "closed", "done")


def furnish(world: World) -> None:
    lead = world.hand("facilitator")
    project = projects.start(
        by=lead, programme=world.programme, title=world.word(), question=world.word(),
        owner=world.organisation, now=world.now,
    )  # fmt: skip
    projects.change(
        by=lead, project=project, now=world.now,
        starts_on=world.today, ends_about_on=world.in_days(200),
    )  # fmt: skip
    project.refresh_from_db()
    world.put("opportunities:make", "a project", pk=project.pk)
    for state in STATES:
        one = bring(world, offer(world, lead, project, state), state)
        world.put(ONE, state, pk=one.pk, key="notice")
    _elsewhere(world)


def offer(world: World, lead: Hand, project: Project, state: str) -> Opportunity:
    hidden = {"draft": ORGANISERS, "by invitation": ("person", "supporter", *ORGANISERS)}
    title = (
        world.mark(f"an opportunity, {state}", *hidden[state]) if state in hidden else world.word()
    )
    details = actions.Details(
        title=title, purpose=world.word(), what_you_do=world.word(), phase=Phase.DESIGN,
        level=Level.ASKED, why_level=world.word(), where=Where.HOME, minutes=60,
        by_on=world.in_days(9), closes_at=world.now + timedelta(days=8), pay=Pay.VOUCHER,
        pay_pence=1560, pay_on=world.in_days(20), expenses=world.word(), access=world.word(),
        who_comes=world.word(), support=world.word(), formats=["plain"], places=2,
        how_given=HowGiven.INVITATION if state == "by invitation" else HowGiven.FIRST_COME,
    )  # fmt: skip
    others = [actions.TimeOfOthers(world.word(), Part.STAFF, 120)]
    return actions.make(by=lead, project=project, details=details, others=others, now=world.now)


def bring(world: World, one: Opportunity, state: str) -> Opportunity:
    lead = world.hand("facilitator")
    if state == "draft":
        return one
    actions.open_up(by=lead, opportunity=one, now=world.now)
    if state == "by invitation":
        actions.invite(by=lead, opportunity=one, person=world.person("person"), now=world.now)
    else:
        for who in ("supporter", "somebody new, in no project"):
            actions.answer(by=world.hand(who), opportunity=one, answer=Said.YES, now=world.now)
    if state in {"closed", "done"}:
        actions.close(by=lead, opportunity=one, now=world.now)
    if state == "done":
        actions.finish(by=lead, opportunity=one, came=(), now=world.now)
    return one


def _elsewhere(world: World) -> None:
    theirs = Project.objects.create(
        programme=world.other, title=world.mark("a project of Gull Point, offered", ELSEWHERE),
        question=world.word(), owner=world.organisation, money_with=world.organisation,
        data_with=world.organisation, started_at=world.now,
    )  # fmt: skip
    foreign = Opportunity.objects.create(
        programme=world.other, project=theirs, phase=Phase.DESIGN, where=Where.HOME, minutes=60,
        title=world.mark("an opportunity of Gull Point", ELSEWHERE), purpose=world.word(),
        by_on=world.in_days(9), closes_at=world.now, made_by=world.person(ELSEWHERE),
    )  # fmt: skip
    world.put(ONE, FOREIGN, pk=foreign.pk, key="notice")
