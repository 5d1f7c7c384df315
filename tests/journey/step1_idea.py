"""Step 1: a resident offers an idea, and a coordinator turns it into a project."""

from collections.abc import Callable

from .town import Stage
from .visit import Visit

IDEA = "The last bus goes before the film ends. Ask people what stops them getting home at night."
LEVELS = {
    "Planning what to do": ("Working with", "We choose the question together."),
    "Working out who, where and when": ("Working with", "Bus Users choose whom to ask."),
    "Getting the information you need": ("Working with", "The council has rules for the street."),
    "Working out what it all means": ("Working with", "We find the big ideas together."),
    "Spreading the word": ("Asked", "The council prints. We want this higher."),
    "Reflecting and feedback": ("Working with", "We look back every month."),
}


def an_idea_becomes_a_project(stage: Stage, visit: Callable[..., Visit]) -> str:
    """The address of the project's plan."""
    code = _a_resident_offers_an_idea(stage, visit)
    denise = visit("Denise")
    _it_becomes_a_project(stage, denise)
    plan = _the_plan(denise)
    _co_producing_is_not_earned_yet(denise)
    _mo_asks_what_became_of_it(stage, visit, code)
    denise.close()
    return plan


def _a_resident_offers_an_idea(stage: Stage, visit: Callable[..., Visit]) -> str:
    mo = visit(small=True)
    mo.open(stage.home)
    mo.picture("01-home")
    mo.follow("Tell us what to find out")
    mo.write({"Your idea": IDEA, "What should we call you?": "Mo"})
    mo.choose("Ring me")
    mo.press("Send")
    mo.sees("Write your number or address")  # nothing typed is lost
    mo.sees(IDEA)
    mo.write({"Your number or address": "01632 960 155"})
    mo.picture("02-an-idea")
    mo.press("Send")
    mo.picture("03-thank-you")
    code = mo.page.locator(".panel .big").first.inner_text()
    mo.close()
    return code


def _it_becomes_a_project(stage: Stage, denise: Visit) -> None:
    denise.open(f"{stage.home}questions/")
    denise.sees(IDEA)
    denise.follow("Make it a project")
    denise.write(
        {
            "A short name": "What makes working together work?",
            "The question": "What makes working together work, for people who live here?",
            "What do you say": "Many people told us the same. Thank you.",
        }
    )
    denise.choose("Marram Bay Bus Users", "Finding something out")
    denise.picture("04-into-a-project")
    denise.press("Start the project")


def _the_plan(denise: Visit) -> str:
    """What can change, what people should know first, and how shared each phase is."""
    denise.open(denise.page.url.replace("/projects/", "/project/"))
    plan = denise.page.url
    denise.follow("Before people say yes")
    denise.write(
        {
            "Who will be involved": "Ten young people and ten adults, and four paid staff.",
            "How long it is likely to take": "About ten months.",
            "What roles there are": "Asking, listening, working out what it means.",
            "What is expected of people": "Seven hours a week. You choose what you join.",
        }
    )
    denise.press("Save")
    denise.open(plan)
    denise.follow("What can change")
    denise.write({"What": "The words we use and whom we ask"})
    denise.choose("Open: we decide it together")
    denise.press("Add it")
    denise.write({"What": "First findings by the end of July"})
    denise.choose("Fixed")
    denise.press("Add it")
    denise.sees("who fixed it")  # what is fixed says who fixed it, and why
    denise.write({"If not quite: who fixed it": "The council", "And why": "It plans buses then."})
    denise.press("Add it")
    denise.picture("05-what-can-change")
    for phase, (level, why) in LEVELS.items():
        denise.open(plan)
        denise.follow(phase)
        denise.choose(level)
        denise.write({"Why this, and no other?": why, "How many meetings": "4"})
        denise.press("Save")
    denise.open(plan)
    denise.picture("06-the-plan")
    return plan


def _co_producing_is_not_earned_yet(denise: Visit) -> None:
    """A single meeting is never that; with more, the plan may mean it, and the claim says so."""
    plan = denise.page.url
    denise.follow("Planning what to do")
    denise.choose("Co-producing")
    denise.write({"How many meetings": "1"})
    denise.press("Save")
    denise.sees("A single meeting is not co-producing", "We choose the question together.")
    denise.picture("07-not-co-producing")
    denise.write({"How many meetings": "4"})
    denise.press("Save")
    denise.open(plan)
    denise.press("Open it to people")
    denise.open(plan.replace("/project/", "/projects/"))
    denise.sees("Means to co-produce: planning", "Marram Bay Bus Users", "Mo")
    denise.does_not_see("Co-produced:")
    denise.picture("08-the-project")


def _mo_asks_what_became_of_it(stage: Stage, visit: Callable[..., Visit], code: str) -> None:
    mo = visit(small=True)
    mo.open(f"{stage.home}ideas/")
    mo.write({"Your code": code})
    mo.page.locator("main button").first.click()
    mo.sees("What makes working together work?", "Many people told us the same.")
    mo.picture("09-what-became-of-it")
    mo.close()
