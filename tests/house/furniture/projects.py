from alongside.foundation.people.models import Hand, House
from alongside.foundation.programmes.models import Programme
from alongside.foundation.projects import actions, queries
from alongside.foundation.projects.models import Project, ProjectMember
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import HowOpen, Level
from tests.house.world import FOREIGN, KEEPER, World

INSIDE = ("person", "young person", "supporter", "guardian", "facilitator", "coordinator")
CARD = "projects:role projects:agree projects:runs"


def furnish(world: World) -> None:
    by, now = world.hand("coordinator"), world.now
    world.projects["just begun"] = begin(world, by, world.programme, world.word())
    world.projects["going on"] = project = begin(world, by, world.programme, world.word())
    plan(world, by, project)
    for name in INSIDE:
        member = _bring(world, project, name)
    actions.set_runs(by=by, member=member, runs_it=True, now=now)
    facilitator = _bring(world, project, "facilitator")
    actions.set_runs(by=by, member=facilitator, runs_it=True, now=now)
    freedom = actions.say_what_can_change(
        by=by, project=project, what=world.word(), how_open=HowOpen.OPEN, now=now
    )
    resident = _bring(world, project, "person")
    for state in ("going on", "just begun"):
        world.put(
            "projects project", state, pk=world.projects[state].pk, phase="design",
            prompt=_a_prompt(), freedom_pk=freedom.pk, member_pk=resident.pk, key="how-long",
        )  # fmt: skip
    one = {"pk": project.pk, "freedom_pk": freedom.pk, "member_pk": resident.pk}
    world.put(f"{CARD} projects:freedom", "going on", **one)
    title = world.behind_the_wall("a project")
    other = begin(world, world.hand(KEEPER), world.other, title)
    world.projects[FOREIGN] = other
    world.put(
        "projects project", FOREIGN, pk=other.pk, phase="design", prompt=_a_prompt(),
        freedom_pk=freedom.pk, member_pk=resident.pk, key="how-long",
    )  # fmt: skip


def begin(world: World, by: Hand, programme: Programme, title: str) -> Project:
    return actions.start(
        by=by, programme=programme, title=title, question=f"Why {title}?",
        owner=world.organisation, now=world.now,
    )  # fmt: skip


def plan(world: World, by: Hand, project: Project) -> None:
    actions.change(
        by=by, project=project, now=world.now, who_is_involved=world.word(),
        timescale=world.word(), roles_expected=world.word(), expectations=world.word(),
        starts_on=world.in_days(-30), ends_about_on=world.in_days(300),
    )  # fmt: skip
    for phase in Phase:
        actions.set_level(
            by=by, project=project, phase=phase, level=Level.WORKING_WITH, why=world.word(),
            meetings_planned=4, now=world.now,
        )  # fmt: skip
        actions.plan_phase(
            by=by, project=project, phase=phase, now=world.now,
            earliest_on=world.in_days(-10), latest_on=world.in_days(90),
        )  # fmt: skip


def _bring(world: World, project: Project, name: str) -> ProjectMember:
    return actions.add_member(
        by=House(), project=project, person=world.person(name), now=world.now,
        role=world.word(), what=world.word(), time=world.word(),
    )  # fmt: skip


def _a_prompt() -> str:
    return queries.prompts()["design"][0].key
