"""Step 4: adults meet. Checks, needs, a decision with a worry, notes, expenses, catching up."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.timezone import localtime, now

from .step2_people import day, write_for_harold
from .town import Stage
from .visit import Visit

TITLE = "What do the texts tell us?"
QUESTION = "Do we read all five texts?"
AGENDA = (
    ("Tea and hellos", "Tea and hellos", "10"),
    ("How are you today?", "How are you, what do you need today?", "10"),
    ("Today in one minute", "What we do today", "5"),
    ("Read in pairs", "Work in small groups", "30"),
    ("A break", "Break", "15"),
    ("Which texts?", "Decide something", "20"),
    ("How was today?", "Look back at today", "15"),
    ("Next, and money", "What happens next, and money", "15"),
)


def adults_meet(stage: Stage, visit: Callable[..., Visit]) -> None:
    farah = visit("Farah")
    _put_the_question(stage, farah)
    plan = _plan_it(stage, farah)
    people = ("Amina", "Jean", "Lin", "Ruth", "Harold", "Tom")
    farah.open(f"{plan}people/")
    farah.choose(*people)
    farah.write({"Why them?": "They read the texts"})
    farah.press("Put them on the list")
    _make_the_agenda(farah, plan)
    farah.open(f"{plan}plan/")
    farah.picture("19-gathering-checks")
    farah.open(f"{plan}invite/")
    farah.page.locator("main form button").first.click()
    _people_answer(stage, visit, farah, plan)
    _needs_are_answered(farah, plan)
    farah.open(f"{plan}ready/")
    farah.page.locator("main form button").first.click()
    _the_day(farah, plan)
    _they_decide(stage, visit)
    _it_closes(stage, visit, farah, plan)
    farah.close()


def _put_the_question(stage: Stage, farah: Visit) -> None:
    farah.open(f"{stage.home}decisions/new/")
    farah.write(
        {
            "What is to be decided?": QUESTION,
            "What could be chosen?": "All five, in pairs",
            "Who decides in the end?": "Everyone in the project",
            "Who feels it?": "Everyone who reads",
        }
    )
    farah.page.get_by_label("Why?", exact=True).first.fill("Nobody outside needs to agree.")
    farah.choose("We decide together")
    farah.choose("Can you live with it?")
    farah.page.get_by_label("Which project is it for?").select_option(
        label="What makes working together work?"
    )
    farah.choose("Everyone in the project", within="Who is asked?")
    farah.write_day("From which day?", day(0))
    farah.write_day("Until which day?", day(5))
    farah.press("Put it")


def _plan_it(stage: Stage, farah: Visit) -> str:
    """Wrong times first: each is answered beside its box, and nothing typed is lost."""
    starts = localtime(now()) + timedelta(minutes=20)
    ends = starts + timedelta(minutes=120)
    farah.open(f"{stage.home}gatherings/new/")
    farah.write(
        {
            "What do you call it?": TITLE,
            "Which project is it for?": "What makes working together work?",
            "What is it for?": "We choose what to read, and mark what matters.",
            "The room, and how to get there": "Pier Street Library, the sunny room",
            "Why this, and not more or less?": "Everyone reads and everyone decides.",
            "What will you ask of people?": "Your view. You need to prepare nothing.",
            "When does it start?": starts.strftime("%H:%M"),
            "When does it end?": (starts - timedelta(minutes=60)).strftime("%H:%M"),
        }
    )
    farah.choose("In a room", within="Where?")
    farah.choose("Working with", within="How shared is it?")
    farah.press("Save and go on")
    farah.sees("We choose what to read")  # no day: said beside the box, nothing lost
    farah.write_day("Which day?", day(0))
    farah.press("Save and go on")
    farah.sees("It must end after it starts.")
    farah.write({"When does it end?": ends.strftime("%H:%M")})
    farah.press("Save and go on")
    plan = farah.page.url.removesuffix("more/")  # the second half of the plan comes next
    farah.write({"Thanks for each person, in pounds": "31.20", "If it is soon: why?": "We agreed."})
    farah.choose("Talking", "In pairs")
    farah.press("Save")
    return plan


def _make_the_agenda(farah: Visit, plan: str) -> None:
    for words, kind, minutes in AGENDA:
        farah.open(f"{plan}agenda/")
        farah.write(
            {
                "What do you want to talk about?": words,
                "What kind of thing is it?": kind,
                "How many minutes?": minutes,
            }
        )
        farah.press("Put it on")
    farah.open(f"{plan}agenda/")
    farah.follow("Which texts?")
    farah.write({"Which question is decided?": QUESTION})
    farah.page.locator("main form button").first.click()
    farah.open(f"{plan}helpers/")
    farah.write({"What?": "Chair", "Who?": "Jean"})
    farah.page.locator("main form button").last.click()


def _people_answer(stage: Stage, visit: Callable[..., Visit], farah: Visit, plan: str) -> None:
    for name in ("Amina", "Jean", "Lin", "Ruth", "Tom"):
        someone = visit(name, small=True)
        someone.open(f"{plan}answer/")
        someone.choose("Coming", within="Will you come?")
        if name == "Lin":
            someone.write({"What do you need": "A hearing loop that is switched on"})
        if name == "Ruth":
            someone.choose("Somebody rings me")
        someone.press("Send my answer")
        if name == "Amina":
            someone.open(f"{stage.home}gatherings/")
            someone.picture("20-who-comes")
        someone.close()
    write_for_harold(stage, farah)
    farah.open(f"{plan}answer/")
    farah.choose("Coming", within="Will you come?")
    farah.press("Send my answer")
    farah.press("Stop")


def _needs_are_answered(farah: Visit, plan: str) -> None:
    farah.open(f"{plan}needs/")
    farah.sees("A hearing loop that is switched on")
    farah.follow("Lin")
    farah.choose("Yes, we can")
    farah.press("Tell them")


def _the_day(farah: Visit, plan: str) -> None:
    farah.open(f"{plan}day/")
    farah.press("Open it")
    farah.choose("Amina", "Jean", "Lin", "Harold", "Tom")  # Ruth is not there
    farah.press("Save who is here")
    farah.sees("5 of 6")
    farah.picture("21-the-day")


def _they_decide(stage: Stage, visit: Callable[..., Visit]) -> None:
    for name, says in (
        ("Amina", "Yes, I can live with it"),
        ("Jean", "Yes, I can live with it"),
        ("Lin", "I can, and I have a worry"),
    ):
        someone = visit(name, small=True)
        someone.open(f"{stage.home}decisions/")
        someone.follow(QUESTION)
        someone.follow("Say what you think")
        someone.choose(says)
        if "worry" in says:
            someone.write({"Your worry": "Is there time to read them slowly?"})
        someone.press("This is what I say")
        if name == "Lin":
            someone.picture("22-a-worry")
        someone.close()
    farah = visit("Farah")
    farah.open(f"{stage.home}decisions/")
    farah.follow(QUESTION)
    farah.follow("Write down the decision")
    farah.page.get_by_label("Why?", exact=True).first.fill("All of them have something to say.")
    farah.write({"What happens next?": "Each pair takes one. We meet again."})
    farah.press("Write it down")
    farah.sees("Is there time to read them slowly?")
    farah.picture("23-decided")
    farah.close()


def _it_closes(stage: Stage, visit: Callable[..., Visit], farah: Visit, plan: str) -> None:
    farah.open(f"{plan}notes/")
    farah.write({"Read in pairs": "Trust comes first. Pay on the day."})
    farah.press("Save the notes")
    farah.open(f"{plan}day/")
    farah.sees("5 people are not marked for expenses")
    for name in ("Amina", "Jean", "Lin", "Harold", "Tom"):
        farah.choose("Nothing to claim" if name != "Harold" else "Knows how", within=name)
    farah.press("Save", nth=1)
    farah.follow("Close it")
    farah.page.locator("main form button").first.click()
    farah.open(f"{plan}follow-up/")
    farah.write({"What came of it?": "We read all five, in pairs, and take our time."})
    farah.press("Tell everyone")
    farah.open(f"{stage.home}to-do/everyone/")
    farah.sees("Ruth")  # who was not there is caught up, the way she likes
    farah.picture("24-catching-up")
