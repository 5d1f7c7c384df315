"""One project of Marram Bay from a resident's idea to findings, and two that have just begun."""

from dataclasses import dataclass

from alongside.foundation.projects import actions as projects
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import HowOpen, Level
from alongside.phases.design.questions import actions as questions
from alongside.phases.design.questions import queries as questions_read
from alongside.throughout.agreements import actions as agreements
from alongside.throughout.agreements.states import Says
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback.states import Kind, Outcome

from .days import Days
from .meetings import hand, hold_meetings
from .people import ADULTS, Town
from .telling import tell_others


@dataclass(frozen=True, slots=True)
class Planned:
    """One phase as the group planned it; days count from today."""

    phase: Phase
    level: Level
    why: str
    meetings: int
    starts: int
    ends: int
    lead: str
    note: str = ""


PHASES = (
    Planned(
        Phase.DESIGN, Level.COPRODUCING, "We chose the question together.", 4, -45, -26, "Jean"
    ),
    Planned(
        Phase.RECRUITMENT,
        Level.WORKING_WITH,
        "Bus Users chose whom to ask. Staff wrote.",
        2,
        -40,
        -15,
        "Denise",
    ),
    Planned(
        Phase.COLLECTION,
        Level.WORKING_WITH,
        "The group asks. The council has its rules.",
        5,
        -15,
        45,
        "Harold",
        "We are trying out the survey.",
    ),
    Planned(
        Phase.ANALYSIS, Level.COPRODUCING, "We find the big ideas together.", 4, 45, 100, "Lin"
    ),
    Planned(
        Phase.DISSEMINATION,
        Level.ASKED,
        "The council prints. We want this higher.",
        1,
        100,
        160,
        "Tom",
    ),
    Planned(
        Phase.EVALUATION,
        Level.COPRODUCING,
        "We look back together every month.",
        6,
        160,
        240,
        "Amina",
    ),
)
IDEA = "The last bus goes before the film ends. Ask people what stops them getting home at night."


def tell_the_story(town: Town, days: Days) -> None:
    project = _begin(town, days)
    _think(town, project, days)
    _agree(town, project, days)
    _talk(town, project, days)
    hold_meetings(town, project, days)
    tell_others(town, project, days)


def _begin(town: Town, days: Days) -> Project:
    denise = town.hand("Denise")
    idea = feedback.contribute(
        by=None,
        programme=town.programme,
        kind=Kind.IDEA,
        text=IDEA,
        now=days.ago(45),
        name_as_wished="Mo",
        contact="01632 960 155",
        owed_by=town.people["Denise"],
    )
    project = questions.turn_into_project(
        by=denise,
        idea=idea,
        title="Getting home after dark",
        question="What stops people in Marram Bay getting home by bus in the evening?",
        owner=town.organisation("users"),
        why="Many people told us the same.",
        summary="We ask people who need the bus at night, and take what they say to the council.",
        now=days.ago(44),
    )
    _bring_people(town, project, days)
    _plan(town, project, days)
    return project


def _bring_people(town: Town, project: Project, days: Days) -> None:
    denise = town.hand("Denise")
    for name in (*ADULTS, "Sam", "Kezia"):
        member = projects.add_member(
            by=denise,
            project=project,
            person=town.people[name],
            now=days.ago(42),
            role="Co-researcher",
            what="Choose the questions, ask people, work out what it means.",
            time="7 hours a week",
            support="Farah rings you each week.",
            ask="Farah",
        )
        projects.agree_role(by=hand(town, name), member=member, now=days.ago(41))
    for name, runs in (("Farah", True), ("Denise", True), ("Tom", True), ("Grace", False)):
        projects.add_member(
            by=denise, project=project, person=town.people[name], now=days.ago(42), runs_it=runs
        )


def _plan(town: Town, project: Project, days: Days) -> None:
    denise = town.hand("Denise")
    projects.change(
        by=denise,
        project=project,
        now=days.ago(40),
        common_aim="Nobody stays at home because there is no way back.",
        who_is_involved="Ten adults and ten young people who live here, and four paid staff.",
        timescale="About ten months, until the council plans its buses.",
        roles_expected="Asking, listening, working out what it means, telling the town.",
        expectations="Seven hours a week. You choose what you join.",
        starts_on=days.day(-45),
        ends_about_on=days.day(240),
    )
    for phase in PHASES:
        projects.set_level(
            by=denise,
            project=project,
            phase=phase.phase,
            level=phase.level,
            why=phase.why,
            meetings_planned=phase.meetings,
            now=days.ago(39),
        )
        projects.plan_phase(
            by=denise,
            project=project,
            phase=phase.phase,
            earliest_on=days.day(phase.starts),
            latest_on=days.day(phase.ends),
            lead=town.people[phase.lead],
            note=phase.note,
            done_on=days.day(phase.ends) if phase.ends < 0 else None,
            now=days.ago(39),
        )
    _say_what_can_change(town, project, days)
    projects.open_up(by=denise, project=project, now=days.ago(38))


def _say_what_can_change(town: Town, project: Project, days: Days) -> None:
    for what, how_open, fixed_by, why in (
        ("The words, the streets, whom we ask", HowOpen.OPEN, "", ""),
        (
            "The £18,000: £4,200 is ours to share out",
            HowOpen.PARTLY,
            "The funder",
            "The rest is pay.",
        ),
        ("First findings by the end of July", HowOpen.FIXED, "The council", "It plans buses then."),
    ):
        projects.say_what_can_change(
            by=town.hand("Denise"),
            project=project,
            what=what,
            how_open=how_open,
            fixed_by=fixed_by,
            why=why,
            now=days.ago(39),
        )


def _think(town: Town, project: Project, days: Days) -> None:
    """What the group said to the prompts of planning, and who shaped the question."""
    for name, prompt, answer, ago in (
        ("Amina", "what-and-why", "Why people stay at home in the evening. It is our town.", 37),
        ("Jean", "main-questions", "What stops you? What would help? What do you do instead?", 33),
        ("Harold", "what-to-ask", "Ask about the walk from the stop too. It is dark.", 29),
    ):
        projects.answer_prompt(
            by=hand(town, name),
            project=project,
            phase=Phase.DESIGN,
            prompt=prompt,
            answer=answer,
            now=days.ago(ago),
        )
    [question] = questions_read.of_project(project)
    questions.shape(
        by=town.hand("Tom"),
        question=question,
        person=town.people["Amina"],
        what="Made it about the whole way home, not the bus alone",
        on_day=days.day(-37),
        now=days.ago(36),
    )


def _agree(town: Town, project: Project, days: Days) -> None:
    for name, words in (
        ("Jean", "One person talks at a time."),
        ("Amina", "We say what a hard word means, or use another."),
        ("Tom", "We tell each other when we do not know."),
        ("Harold", "What is said here stays here, unless we agree."),
    ):
        agreements.propose(by=hand(town, name), project=project, text=words, now=days.ago(36))
    version = agreements.put_to_everyone(
        by=town.hand("Farah"), project=project, review_on=days.day(60), now=days.ago(35)
    )
    for name in (*ADULTS, "Sam", "Kezia", "Farah", "Denise", "Tom", "Grace"):
        agreements.answer(by=hand(town, name), version=version, says=Says.AGREE, now=days.ago(34))


def _talk(town: Town, project: Project, days: Days) -> None:
    """Things people said: some answered, one late, one new."""
    farah = town.hand("Farah")
    said = {
        "Jean": ("Some of us do not have the app. Ask on paper too.", 30),
        "Amina": ("Ask about evenings. That is when the bus lets us down.", 26),
        "Lin": ("Why do we always meet in the mornings?", 6),
        "Precious": ("Can the survey be read out to us?", 12),
    }
    things = {
        name: feedback.contribute(
            by=hand(town, name),
            programme=town.programme,
            project=project,
            kind=Kind.SUGGESTION,
            text=text,
            owed_by=town.people["Farah"],
            now=days.ago(ago),
        )
        for name, (text, ago) in said.items()
    }
    feedback.answer(
        by=farah,
        contribution=things["Jean"],
        outcome=Outcome.DONE,
        why="You are right, and it is easy to do.",
        what_changed="There are 200 paper copies, in large print as well.",
        now=days.ago(24),
    )
    feedback.answer(
        by=farah,
        contribution=things["Amina"],
        outcome=Outcome.DONE,
        why="Four others said so too.",
        what_changed="Question 6 now asks about buses after 6 pm.",
        now=days.ago(20),
    )
