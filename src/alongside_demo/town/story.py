"""One project of Marram Bay from a resident's idea to findings, and two that have just begun."""

from alongside.foundation.projects import actions as projects
from alongside.foundation.projects.models import Project
from alongside.foundation.projects.phases import Phase
from alongside.foundation.projects.states import HowOpen, Level
from alongside.throughout.agreements import actions as agreements
from alongside.throughout.agreements.states import Says
from alongside.throughout.feedback import actions as feedback
from alongside.throughout.feedback.states import Kind, Outcome

from .days import Days
from .meetings import hand, hold_meetings
from .people import ADULTS, Town
from .telling import tell_others

IDEA = "The last bus goes before the film ends. Ask people what stops them getting home at night."


def tell_the_story(town: Town, days: Days) -> None:
    project = _begin(town, days)
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
    project = projects.start(
        by=denise,
        programme=town.programme,
        title="Getting home after dark",
        question="What stops people in Marram Bay getting home by bus in the evening?",
        owner=town.organisation("users"),
        now=days.ago(44),
        summary="We ask people who need the bus at night, and take what they say to the council.",
        common_aim="Nobody stays at home because there is no way back.",
    )
    feedback.answer(
        by=denise,
        contribution=idea,
        outcome=Outcome.DONE,
        why="Many people told us the same.",
        what_changed="Your idea is now a project. It is called Getting home after dark.",
        now=days.ago(43),
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
        who_is_involved="Ten adults and ten young people who live here, and four paid staff.",
        timescale="About ten months, until the council plans its buses.",
        roles_expected="Asking, listening, working out what it means, telling the town.",
        expectations="Seven hours a week. You choose what you join.",
        starts_on=days.day(-45),
        ends_about_on=days.day(240),
    )
    for phase, level, why, meetings in (
        (Phase.DESIGN, Level.COPRODUCING, "We chose the question together.", 4),
        (Phase.RECRUITMENT, Level.WORKING_WITH, "Bus Users chose whom to ask. Staff wrote.", 2),
        (Phase.COLLECTION, Level.WORKING_WITH, "The group asks. The council has its rules.", 5),
        (Phase.ANALYSIS, Level.COPRODUCING, "We find the big ideas together.", 4),
        (Phase.DISSEMINATION, Level.ASKED, "The council prints. We want this higher.", 1),
        (Phase.EVALUATION, Level.COPRODUCING, "We look back together every month.", 6),
    ):
        projects.set_level(
            by=denise,
            project=project,
            phase=phase,
            level=level,
            why=why,
            meetings_planned=meetings,
            now=days.ago(39),
        )
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
            by=denise,
            project=project,
            what=what,
            how_open=how_open,
            fixed_by=fixed_by,
            why=why,
            now=days.ago(39),
        )
    projects.open_up(by=denise, project=project, now=days.ago(38))


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
