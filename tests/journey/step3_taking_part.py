"""Step 3: an opportunity opens; one says yes on a phone, one is signed up by phone."""

from collections.abc import Callable

from .step2_people import day, write_for_harold
from .town import Stage
from .visit import Visit

TITLE = "Read the guidance with us"


def somebody_takes_part(stage: Stage, visit: Callable[..., Visit], project: str) -> None:
    farah = visit("Farah")
    where = _an_opportunity_opens(farah, project)
    _amina_says_yes(stage, visit)
    _harold_is_signed_up_by_phone(stage, farah, where)
    farah.close()


def _an_opportunity_opens(farah: Visit, project: str) -> str:
    farah.open(project.replace("/project/", "/opportunities/new/"))
    farah.write(
        {
            "What is it called?": TITLE,
            "What is it for?": "We read five texts and mark what matters to us.",
            "What would people do?": "Read a few pages, mark them, and talk about them.",
            "Why that, and no other?": "Everyone reads, everyone marks, we decide together.",
            "It starts at": "2 pm",
            "It ends at": "4 pm",
            "The place, or how to join": "Pier Street Library, the sunny room",
            "Hours of taking part": "2",
            "Hours of travel": "1",
            "How much, in pounds?": "46.80",
            "Which expenses": "Bus fare in cash that day, or a taxi.",
            "What makes it easy to take part?": "Lift, hearing loop, large print.",
            "Who will be there?": "Farah, Tom and up to eight who live here.",
            "What support is there?": "Farah rings you the day before.",
            "How many places?": "8",
            "First name": "Farah",
            "What brings them here?": "staff",
            "How many hours?": "6",
        }
    )
    farah.choose("Working out what it all means", within="Which part of the work is it?")
    farah.write(
        {"How shared is it?": "Working with", "How are people paid?": "A fee for the session"}
    )
    farah.choose("On a day, at a time", within="When is it?")
    farah.choose("At a place", within="Where?")
    farah.choose("Plain words", "Large print", within="In which ways")
    farah.choose("First come", within="How are places given?")
    farah.write_day("The day, or the last day", day(3))
    farah.write_day("Paid on", day(10))
    farah.write_day("Last day to answer", day(2))
    farah.write({"If it is very soon, why?": "The texts go back on Friday."})
    farah.press("Keep this")
    farah.picture("13-opportunity-checks")
    farah.press("Open it to people")
    return farah.page.url


def _amina_says_yes(stage: Stage, visit: Callable[..., Visit]) -> None:
    amina = visit("Amina", small=True)
    amina.picture("14-my-week-before")
    amina.sees("7 hours", TITLE)
    amina.follow(TITLE)
    amina.sees("£46.80", "Working with", "Pier Street Library", "Farah", "8")
    amina.picture("15-opportunity")
    amina.press("Yes, I will come")
    amina.sees("You have a place.")
    amina.open("/week/")
    amina.sees(TITLE, "4 hours")
    amina.picture("16-my-week-after")
    amina.close()


def _harold_is_signed_up_by_phone(stage: Stage, farah: Visit, where: str) -> None:
    write_for_harold(stage, farah)
    farah.open("/me/being-told/")
    farah.choose("By letter")
    farah.write({"Your phone number": "01632 960 131", "Your address": "14 Terrace Row"})
    farah.press("Keep this")
    farah.open(f"{stage.home}opportunities/")
    farah.follow(TITLE)
    farah.press("Yes, I will come")
    farah.sees("You have a place.")
    farah.press("Stop")


def harold_gets_a_letter(stage: Stage, visit: Callable[..., Visit]) -> None:
    """After the house has sent what it can: what is left is printed and posted by a person."""
    farah = visit("Farah")
    farah.open(f"{stage.home}desk/")
    farah.sees("Harold")
    farah.picture("17-desk")
    farah.open(f"{stage.home}letters/")
    farah.follow("Harold")
    farah.picture("18-letter")
    farah.sees("Harold")
    farah.close()
